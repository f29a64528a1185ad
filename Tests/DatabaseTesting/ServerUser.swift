import Foundation

/// Who runs the test server; PostgreSQL refuses to run as root.
struct ServerUser: Sendable {
    /// Nil when we are not root and run it ourselves.
    private let name: String?

    static var current: ServerUser {
        ServerUser(name: geteuid() == 0 ? "postgres" : nil)
    }

    /// The words that run `command` as this user.
    func command(_ command: [String]) -> [String] {
        guard let name = self.name else { return command }
        // It replaces itself with the command, so that signals and exit codes pass.
        return ["/usr/bin/setpriv", "--reuid=\(name)", "--regid=\(name)", "--init-groups"] + command
    }

    func run(_ command: [String]) async throws {
        try await runProgram(self.command(command))
    }

    /// Makes the folder this user's.
    func own(_ folder: String) throws {
        guard let name = self.name else { return }
        try FileManager.default.setAttributes([.ownerAccountName: name], ofItemAtPath: folder)
    }
}
