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
    let secretKey: String?

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
        self.secretKey = environment["SECRET_KEY"]
        self.offersDevelopmentLogin = line.developmentLogin
        if line.developmentLogin, !Self.isLoopback(self.host) {
            throw BadInput(
                """
                The development login lets anybody sign in as anybody, so it is only offered on 127.0.0.1 or ::1. \
                Leave out --dev-login, or bind to loopback; this server would listen on \(self.host).
                """
            )
        }
    }

    private static func ownOrigin(_ host: String, _ port: Int) throws -> WebOrigin {
        let shown = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : (host.contains(":") ? "[\(host)]" : host)
        guard let origin = WebOrigin(parsing: "http://\(shown):\(port == 0 ? 80 : port)") else {
            throw BadInput("'\(host)' is not a host to listen on.")
        }
        return origin
    }

    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
    }
}

/// The environment, with `.env` of the working directory behind it.
struct SettingsSource: Sendable {
    private let values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    /// - Throws: `BadInput` when there is a `.env` that can't be read.
    static func process() throws -> SettingsSource {
        var values: [String: String] = [:]
        if let data = FileManager.default.contents(atPath: ".env") {
            do {
                values = try DotEnv.parse(String(decoding: data, as: UTF8.self))
            } catch {
                throw BadInput(".env can't be read: \(error)")
            }
        }
        values.merge(ProcessInfo.processInfo.environment) { _, environment in environment }
        return SettingsSource(values)
    }

    /// The value, nil when it is missing or empty.
    subscript(_ name: String) -> String? {
        guard let value = self.values[name], !value.isEmpty else { return nil }
        return value
    }

    func integer(_ name: String) throws -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text) else { throw BadInput("\(name) must be a whole number; it is '\(text)'.") }
        return number
    }

    func origin(_ name: String) throws -> WebOrigin? {
        guard let text = self[name] else { return nil }
        guard let origin = WebOrigin(parsing: text) else {
            throw BadInput("\(name) must look like https://example.org; it is '\(text)'.")
        }
        return origin
    }

    func origins(_ name: String) throws -> [WebOrigin] {
        guard let text = self[name] else { return [] }
        guard let list = try? JSONDecoder().decode([String].self, from: Data(text.utf8)) else {
            throw BadInput("\(name) must be a JSON list of origins such as [\"https://example.org\"]; it is '\(text)'.")
        }
        return try list.map { text in
            guard let origin = WebOrigin(parsing: text) else {
                throw BadInput("\(name) holds '\(text)', which is not an origin such as https://example.org.")
            }
            return origin
        }
    }

    func databaseURL(dataDirectory: String) throws -> DatabaseURL {
        guard let text = self["DATABASE_URL"] else { return .sqlite(path: dataDirectory + "/startline.db") }
        do {
            return try DatabaseURL(parsing: text)
        } catch {
            throw BadInput("DATABASE_URL can't be used: \(error)")
        }
    }

    func logLevel() throws -> Logger.Level {
        guard let text = self["LOG_LEVEL"] else { return .info }
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw BadInput("LOG_LEVEL must be one of \(known); it is '\(text)'.")
        }
        return level
    }

    /// How the demo race is played.
    func demo() throws -> DemoRaces.Settings {
        var demo = DemoRaces.Settings()
        if let speed = try self.integer("DEMO_SPEED") {
            guard (1...10_000).contains(speed) else {
                throw BadInput("DEMO_SPEED must be from 1 to 10000; it is \(speed).")
            }
            demo.speed = Double(speed)
        }
        for (name, path) in [
            ("DEMO_LOBBY_SECONDS", \DemoRaces.Settings.lobby), ("DEMO_PAUSE_SECONDS", \DemoRaces.Settings.pause),
        ] {
            guard let seconds = try self.integer(name) else { continue }
            guard (0...86_400).contains(seconds) else {
                throw BadInput("\(name) must be from 0 to 86400; it is \(seconds).")
            }
            demo[keyPath: path] = .seconds(seconds)
        }
        return demo
    }

    func twitch() throws -> AccountsSettings.Twitch? {
        switch (self["TWITCH_CLIENT_ID"], self["TWITCH_CLIENT_SECRET"]) {
        case (nil, nil): return nil
        case (let id?, let secret?):
            var twitch = AccountsSettings.Twitch(clientID: id, clientSecret: secret)
            if let url = self["TWITCH_ID_URL"] { twitch.identityURL = url }
            if let url = self["TWITCH_API_URL"] { twitch.apiURL = url }
            return twitch
        default:
            throw BadInput("TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET go together; one of them is missing.")
        }
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

/// A folder that comes with the program.
enum ProjectFolder {
    /// In the working directory, or beside or above the executable; known by something that lies in it.
    static func find(_ name: String, holding content: String) -> String? {
        var candidates = [name]
        if let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            var folder = executable.deletingLastPathComponent()
            // From .build/<triple>/release up to the checkout.
            for _ in 0..<5 {
                candidates.append(folder.appendingPathComponent(name).path)
                folder.deleteLastPathComponent()
            }
        }
        return candidates.first { FileManager.default.fileExists(atPath: "\($0)/\(content)") }
    }
}
