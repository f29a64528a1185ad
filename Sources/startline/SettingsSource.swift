import Accounts
import Database
import Foundation
import Logging
import NIOCore
import WebServer

/// The environment, with `.env` of the working directory behind it.
struct SettingsSource: Sendable {
    private let values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    /// - Throws: `BadInput` when there is a `.env` that can't be read.
    static func process() throws -> SettingsSource {
        var values: [String: String] = [:]
        if FileManager.default.fileExists(atPath: ".env") {
            // Going on without it would open another database than the one it names.
            guard let data = FileManager.default.contents(atPath: ".env") else {
                throw BadInput("The file .env of this folder can't be read. Allow that, or take it away.")
            }
            do {
                values = try DotEnv.parse(String(decoding: data, as: UTF8.self))
            } catch {
                throw BadInput("\(error).")
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

    /// A whole number within `range`.
    func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let number = try self.integer(name) else { return nil }
        guard range.contains(number) else {
            throw BadInput("\(name) must be from \(range.lowerBound) to \(range.upperBound); it is \(number).")
        }
        return number
    }

    /// How many sockets an address and an account may have open.
    func socketLimits() throws -> SocketRegistry.Limits {
        var limits = SocketRegistry.Limits()
        let range = 1...1_000_000
        limits.perAddress = try self.integer("SOCKETS_PER_ADDRESS", in: range) ?? limits.perAddress
        limits.perAccount = try self.integer("SOCKETS_PER_ACCOUNT", in: range) ?? limits.perAccount
        return limits
    }

    /// How long connections may take.
    func httpLimits() throws -> HTTPLimits {
        var limits = HTTPLimits()
        if let seconds = try self.integer("SHUTDOWN_SECONDS", in: 0...3600) {
            limits.shutdownTimeout = .seconds(Int64(seconds))
        }
        limits.slowestBytesPerSecond =
            try self.integer("SLOWEST_BYTES_PER_SECOND", in: 0...1_000_000_000) ?? limits.slowestBytesPerSecond
        return limits
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
        if let speed = try self.integer("DEMO_SPEED", in: 1...10_000) { demo.speed = Double(speed) }
        for (name, path) in [
            ("DEMO_LOBBY_SECONDS", \DemoRaces.Settings.lobby), ("DEMO_PAUSE_SECONDS", \DemoRaces.Settings.pause),
        ] {
            if let seconds = try self.integer(name, in: 0...86_400) { demo[keyPath: path] = .seconds(seconds) }
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
