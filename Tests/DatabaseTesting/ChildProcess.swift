import Foundation

/// A program that runs beside the tests.
///
/// Not Foundation's `Process`: that takes a program for running as long as anything it left in the background runs.
struct ChildProcess {
    private let identifier: pid_t

    /// Starts the program with `input` as its standard input and `output` for what it says.
    init(_ command: [String], input: Int32, output: Int32) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var identifier = pid_t()
        let failure = posix_spawn(&identifier, command[0], &actions, nil, &arguments, environ)
        guard failure == 0 else {
            throw PostgresServer.Unavailable(description: "\(command[0]): \(String(cString: strerror(failure)))")
        }
        self.identifier = identifier
    }

    /// How the program ended, 0 for well; waits for that on a thread of its own.
    func exitStatus() async -> Int32 {
        let identifier = self.identifier
        return await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var status: Int32 = 0
                while waitpid(identifier, &status, 0) == -1, errno == EINTR {}
                continuation.resume(returning: status)
            }
        }
    }
}

/// How a program ended, and what it said.
package struct ProgramRun: Sendable {
    /// 0 for well.
    package let status: Int32
    package let output: String

    /// Runs a program of the path to its end.
    package init(_ program: String, _ arguments: String...) async throws {
        try await self.init(["/usr/bin/env", program] + arguments)
    }

    /// Runs a program, named by its path, to its end.
    package init(_ command: [String]) async throws {
        let log = FileManager.default.temporaryDirectory.appending(component: "startline-\(UUID().uuidString).log")
        try Data().write(to: log)
        defer { try? FileManager.default.removeItem(at: log) }
        // A file, not a pipe: a server that another test starts meanwhile and that stays would hold a pipe open.
        let file = try FileHandle(forWritingTo: log)
        let program = try ChildProcess(
            command,
            input: FileHandle.nullDevice.fileDescriptor,
            output: file.fileDescriptor
        )
        self.status = await program.exitStatus()
        try file.close()
        self.output = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    }
}

/// Runs a program to its end, and throws with what it said when it fails.
func runProgram(_ command: [String]) async throws {
    let run = try await ProgramRun(command)
    guard run.status == 0 else {
        throw PostgresServer.Unavailable(description: "\(command[0]) ended with status \(run.status): \(run.output)")
    }
}

/// A port of the loopback interface that was free a moment ago.
func freeLoopbackPort() throws -> UInt16 {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let found = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(listener, $0, size) == 0 && getsockname(listener, $0, &size) == 0
        }
    }
    guard found else {
        throw PostgresServer.Unavailable(description: "No free port: \(String(cString: strerror(errno)))")
    }
    return UInt16(bigEndian: address.sin_port)
}
