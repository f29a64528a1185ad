import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// The server process that is measured, on a data directory of its own and a free port.
final class ServerUnderTest {
    let executable: URL
    let directory: URL
    let port: Int
    private var process: Process?

    /// The directory is made here and deleted by `remove()`.
    init(executable path: String) throws {
        self.executable = URL(fileURLWithPath: path)
        guard FileManager.default.isExecutableFile(atPath: self.executable.path) else {
            throw Failure("\(path) is no executable. Build the server first, or name another with --server.")
        }
        self.directory = FileManager.default.temporaryDirectory.appending(path: "startline-load-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.directory, withIntermediateDirectories: true)
        self.port = try Self.freePort()
    }

    private static func freePort() throws -> Int {
        let channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).wait()
        defer { try? channel.close().wait() }
        guard let port = channel.localAddress?.port else { throw Failure("no free port") }
        return port
    }

    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["SEEDS_POOL_DIR"] = self.directory.appending(path: "seeds").path
        environment["DATA_DIR"] = self.directory.path
        // All load comes from one address.
        environment["SOCKETS_PER_ADDRESS"] = "1000000"
        environment["SOCKETS_PER_ACCOUNT"] = "1000000"
        environment["LOG_LEVEL"] = environment["SERVER_LOG_LEVEL"] ?? "warning"
        return environment
    }

    private func launch(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = self.executable
        process.arguments = arguments
        process.environment = self.environment
        // Pages and pool files are those that came with the executable, not those of whoever measures.
        process.currentDirectoryURL = self.directory
        // Standard output is for the report.
        process.standardOutput = FileHandle.standardError
        process.standardError = FileHandle.standardError
        try process.run()
        return process
    }

    /// Makes that many seeds and starts the server.
    func serve(seeds count: Int, pool: String = "standard") async throws {
        say("generating \(count) seed(s), starting the server on port \(self.port)")
        try self.generateSeeds(count, pool: pool)
        _ = try await self.start()
    }

    /// Makes seeds for the races to come.
    func generateSeeds(_ count: Int, pool: String = "standard") throws {
        let process = try self.launch(["pool", "generate", "--pool", pool, "--count", "\(count)", "--seed", "1"])
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure("`startline pool generate` ended with status \(process.terminationStatus)")
        }
    }

    /// Starts the server and waits until it answers; says how many milliseconds that took.
    func start(within seconds: Double = 30) async throws -> Double {
        let begin = ContinuousClock.now
        let process = try self.launch([
            "serve", "--host", "127.0.0.1", "--port", "\(self.port)", "--data", self.directory.path,
            "--seeds", self.directory.appending(path: "seeds").path, "--dev-login", "--no-demo",
        ])
        self.process = process
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        while ContinuousClock.now - begin < .seconds(seconds) {
            guard process.isRunning else {
                throw Failure("the server ended with status \(process.terminationStatus) instead of serving")
            }
            if let connection = try? await HTTPConnection.open(port: self.port, on: loop).get() {
                let reply = try? await connection.request(.GET, "/health").get()
                connection.close()
                if reply?.status == 200 { return (ContinuousClock.now - begin) / .milliseconds(1) }
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Failure("the server did not answer /health within \(Int(seconds)) s")
    }

    func stop() {
        guard let process, process.isRunning else { return }
        process.terminate()
        let deadline = Date.now.addingTimeInterval(10)
        while process.isRunning, Date.now < deadline { usleep(10_000) }
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        self.process = nil
    }

    func remove() {
        self.stop()
        try? FileManager.default.removeItem(at: self.directory)
    }

    // MARK: /proc

    /// CPU seconds of the server so far, user and system.
    var cpuSeconds: Double {
        guard let text = self.proc("stat"), let paren = text.lastIndex(of: ")") else { return 0 }
        let fields = text[paren...].split(separator: " ")
        // utime and stime are fields 14 and 15 of the line, and the name in brackets is field 2.
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Memory of the server in KiB.
    var residentKiB: Int {
        guard let line = self.proc("status")?.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }) else {
            return 0
        }
        return line.split(separator: " ").dropFirst().first.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    private func proc(_ file: String) -> String? {
        guard let process else { return nil }
        return try? String(contentsOfFile: "/proc/\(process.processIdentifier)/\(file)", encoding: .utf8)
    }
}
