package import Database
import Foundation

/// A real PostgreSQL server for tests, on a free port, with data that nobody needs afterwards.
///
/// A watchdog process holds the other end of a pipe. When this process ends, however it ends, the pipe closes and the
/// watchdog stops the server and removes its folder.
package final class PostgresServer: Sendable {
    /// Why there is no server.
    package struct Unavailable: Error, CustomStringConvertible {
        package let description: String
    }

    private let binaries: String
    private let folder: String
    private let user: ServerUser
    private let port: UInt16
    private let watchdog: Watchdog

    private init(binaries: String, folder: String, user: ServerUser, port: UInt16, watchdog: Watchdog) {
        self.binaries = binaries
        self.folder = folder
        self.user = user
        self.port = port
        self.watchdog = watchdog
    }

    private static let sharedStart = Task { try await PostgresServer.start() }

    /// The one server of this test process, started at its first use.
    package static var shared: PostgresServer {
        get async throws { try await self.sharedStart.value }
    }

    /// Starts a server of the caller's own, for a test that stops it.
    package static func start() async throws -> PostgresServer {
        let binaries = try Self.findBinaries()
        let user = ServerUser.current
        let folder = FileManager.default.temporaryDirectory
            .appending(component: "startline-pg-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let watchdog = try Watchdog(
            stop: user.command([binaries + "/pg_ctl", "-D", folder + "/data", "-m", "immediate", "-w", "stop"]),
            folder: folder
        )
        do {
            try user.own(folder)
            try await user.run([
                binaries + "/initdb", "-D", folder + "/data", "-U", "postgres", "-A", "trust", "--no-sync",
                "--encoding=UTF8", "--locale=C",
            ])
            let port = try await Self.launch(binaries, folder, user)
            return PostgresServer(binaries: binaries, folder: folder, user: user, port: port, watchdog: watchdog)
        } catch {
            await watchdog.release()
            throw error
        }
    }

    /// Another program may take the free port before the server does, so a few are tried.
    private static func launch(_ binaries: String, _ folder: String, _ user: ServerUser) async throws -> UInt16 {
        for attempt in 1... {
            let port = try freeLoopbackPort()
            let options = [
                "-p \(port)", "-k \(folder)", "-c listen_addresses=127.0.0.1", "-c fsync=off",
                "-c synchronous_commit=off", "-c full_page_writes=off", "-c max_connections=400",
                "-c shared_buffers=64MB", "-c autovacuum=off", "-c max_pred_locks_per_transaction=256",
            ]
            do {
                try await user.run([
                    binaries + "/pg_ctl", "-D", folder + "/data", "-l", folder + "/log", "-w", "-t", "60",
                    "-o", options.joined(separator: " "), "start",
                ])
                return port
            } catch {
                if attempt == 4 { throw error }
            }
        }
        throw Unavailable(description: "No port could be found for PostgreSQL.")
    }

    /// Debian installs each version in a folder of its own; the newest wins.
    private static func findBinaries() throws -> String {
        let versions = "/usr/lib/postgresql"
        let found = try? FileManager.default.contentsOfDirectory(atPath: versions)
            .compactMap { Int($0) }.sorted().last {
                FileManager.default.isExecutableFile(atPath: "\(versions)/\($0)/bin/initdb")
            }
        guard let found else {
            throw Unavailable(
                description: "The tests need PostgreSQL under \(versions); on Debian: apt-get install postgresql"
            )
        }
        return "\(versions)/\(found)/bin"
    }

    /// The address of a database on this server.
    package func url(_ database: String) -> DatabaseURL {
        .postgres("postgresql://postgres@127.0.0.1:\(self.port)/\(database)")
    }

    /// Runs `body` with the address of a fresh database, which is dropped afterwards.
    package func withDatabase(_ body: (DatabaseURL) async throws -> Void) async throws {
        let name = "t" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await self.tool("createdb", ["-T", "template0", name])
        do {
            try await body(self.url(name))
        } catch {
            try? await self.tool("dropdb", ["--force", name])
            throw error
        }
        try await self.tool("dropdb", ["--force", name])
    }

    /// Stops the server at once, as `systemctl restart` would, and starts it again on the same data and port.
    package func restart() async throws {
        try await self.user.run([
            self.binaries + "/pg_ctl", "-D", self.folder + "/data", "-l", self.folder + "/log", "-m", "fast", "-w",
            "restart",
        ])
    }

    /// Stops the server and removes its data.
    package func stop() async {
        await self.watchdog.release()
    }

    /// Runs one statement outside of any transaction, as `ALTER SYSTEM` wants it.
    package func run(_ statement: String) async throws {
        try await self.tool("psql", ["-d", "postgres", "-q", "-c", statement])
    }

    private func tool(_ name: String, _ arguments: [String]) async throws {
        let place = ["-h", "127.0.0.1", "-p", "\(self.port)", "-U", "postgres"]
        try await runProgram([self.binaries + "/" + name] + place + arguments)
    }
}
