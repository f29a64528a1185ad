import ArgumentParser
import Foundation

/// The server and operator command.
@main
struct Startline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "startline",
        abstract: "Live races on randomised Elden Ring seeds, and training for races on foot.",
        version: StartlineVersion.current,
        subcommands: [
            ServeCommand.self, SimulateCommand.self, PoolCommand.self, MigrateCommand.self, AdminCommand.self,
            GoFastCommand.self,
        ]
    )

    /// As ArgumentParser's own, but wrong input ends with exit code 2 for every command.
    static func main() async {
        do {
            var command = try Self.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let code = Self.exitCode(for: error)
            let message = Self.fullMessage(for: error)
            if code == .success {
                print(message)
                Self.exit()
            }
            if !message.isEmpty { FileHandle.standardError.write(Data((message + "\n").utf8)) }
            Self.exit(withError: code == .validationFailure || error is BadInput ? ExitCode(2) : code)
        }
    }
}

/// Input that can't be used: told in words, ends with exit code 2.
struct BadInput: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

enum StartlineVersion {
    static let current = "0.1.0"
}
