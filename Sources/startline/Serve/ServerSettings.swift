import Accounts
import Database
import Foundation
import Logging
import WebServer

/// Everything that can be set, from the command line, the environment and `.env`, in this order.
struct ServerSettings: Sendable {
    let host: String
    let port: Int
    let dataDirectory: String
    let seedsDirectory: String
    let webDirectory: String
    /// Where pool files lie, from which seeds are generated.
    let poolFiles: String
    let database: DatabaseURL
    let logLevel: Logger.Level
    let baseURL: WebOrigin
    /// What packs tell the mod to connect to.
    let webSocketURL: WebOrigin
    let twitch: AccountsSettings.Twitch?
    let offersDevelopmentLogin: Bool
    let runsDemo: Bool
    let demo: DemoRaces.Settings
    let corsOrigins: [WebOrigin]
    let trustedProxyHops: Int
    let metricsArePublic: Bool
    let sockets: SocketRegistry.Limits
    let http: HTTPLimits
    let secretKey: String?
    /// A run that nobody plays is abandoned after this, in milliseconds.
    let inactivityLimit: Int64

    /// What this process is called among those that share a database. A data folder has one process, so after a restart
    /// it gets its own rooms back at once.
    var serverName: String {
        let folder = URL(fileURLWithPath: self.dataDirectory).standardizedFileURL.resolvingSymlinksInPath().path
        return String("\(ProcessInfo.processInfo.hostName) \(folder)".suffix(200))
    }

    /// What the command line says; nil where it says nothing.
    struct CommandLine: Sendable {
        var host: String?
        var port: Int?
        var data: String?
        var seeds: String?
        var developmentLogin = false
        var demo = false
    }

    /// - Throws: `BadInput` that names the setting and what to do.
    init(_ line: CommandLine, environment: SettingsSource) throws {
        self.host = line.host ?? environment["HOST"] ?? "127.0.0.1"
        self.port = try line.port ?? environment.integer("PORT") ?? 8000
        guard (0...65_535).contains(self.port) else {
            throw BadInput("The port must be from 1 to 65535 (0 lets the system choose); it is \(self.port).")
        }
        self.dataDirectory = line.data ?? environment["DATA_DIR"] ?? "data"
        self.seedsDirectory = line.seeds ?? environment["SEEDS_POOL_DIR"] ?? self.dataDirectory + "/seeds"
        self.webDirectory = try WebDirectory.find(environment["WEB_DIR"])
        self.poolFiles = environment["POOLS_DIR"] ?? ProjectFolder.find("pools", holding: "standard.toml") ?? "pools"
        self.database = try environment.databaseURL(dataDirectory: self.dataDirectory)
        self.logLevel = try environment.logLevel()
        self.baseURL = try environment.origin("BASE_URL") ?? Self.ownOrigin(self.host, self.port)
        self.webSocketURL = try environment.origin("WEBSOCKET_URL") ?? self.baseURL
        self.twitch = try environment.twitch()
        self.runsDemo = line.demo
        self.demo = try environment.demo()
        self.corsOrigins = try environment.origins("CORS_ORIGINS")
        self.trustedProxyHops = try environment.integer("TRUSTED_PROXY_HOPS") ?? 0
        self.metricsArePublic = environment["METRICS_PUBLIC"] == "1" || environment["METRICS_PUBLIC"] == "true"
        self.sockets = try environment.socketLimits()
        self.http = try environment.httpLimits()
        self.secretKey = environment["SECRET_KEY"]
        let minutes = try environment.integer("INACTIVITY_MINUTES") ?? 30
        guard (1...1_440).contains(minutes) else {
            throw BadInput("INACTIVITY_MINUTES must be from 1 to 1440; it is \(minutes).")
        }
        self.inactivityLimit = Int64(minutes) * 60_000
        self.offersDevelopmentLogin = line.developmentLogin
        if line.developmentLogin { try self.requireOwnMachine() }
    }

    /// The development login lets anybody be anybody, so nobody else may come near it.
    private func requireOwnMachine() throws {
        let reason: String? =
            if !WebOrigin.isLoopback(host: self.host) {
                "this server would listen on \(self.host)"
            } else if !WebOrigin.isLoopback(host: self.baseURL.host) {
                "BASE_URL says that people reach it at \(self.baseURL)"
            } else if !WebOrigin.isLoopback(host: self.webSocketURL.host) {
                "WEBSOCKET_URL says that mods reach it at \(self.webSocketURL)"
            } else if self.trustedProxyHops > 0 {
                "TRUSTED_PROXY_HOPS says that a proxy leads others to it"
            } else {
                nil
            }
        guard let reason else { return }
        throw BadInput(
            """
            The development login lets anybody sign in as anybody, so it is only offered on loopback (127.0.0.1 or ::1) \
            and to this machine alone: \(reason). Leave out --dev-login, or change that.
            """
        )
    }

    private static func ownOrigin(_ host: String, _ port: Int) throws -> WebOrigin {
        let shown = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : (host.contains(":") ? "[\(host)]" : host)
        guard let origin = WebOrigin(parsing: "http://\(shown):\(port == 0 ? 80 : port)") else {
            throw BadInput("'\(host)' is not a host to listen on.")
        }
        return origin
    }
}

/// Where templates and static files lie.
enum WebDirectory {
    /// `WEB_DIR`, or `Web` of the project.
    static func find(_ setting: String?) throws -> String {
        if let setting {
            guard FileManager.default.fileExists(atPath: "\(setting)/templates") else {
                throw BadInput("WEB_DIR must name a folder with 'templates' and 'static'; '\(setting)' is none.")
            }
            return setting
        }
        guard let found = ProjectFolder.find("Web", holding: "templates") else {
            throw BadInput("The folder 'Web' with templates and static files was not found. Set WEB_DIR to it.")
        }
        return found
    }
}
