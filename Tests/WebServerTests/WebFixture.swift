import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import Testing
import Vocabulary

@testable import WebServer

/// A web application over a folder of its own, with routes given by the test.
struct WebFixture {
    var settings: WebServerSettings
    var identity: any IdentityResolver = KnownPeople()
    var readiness: [ReadinessCheck] = []
    var metrics = PrometheusMetrics()
    var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var files = WebFiles.plain
    var httpLimits = HTTPLimits()

    init(baseURL: String = "http://localhost:8000") throws {
        self.settings = WebServerSettings(
            baseURL: try #require(WebOrigin(parsing: baseURL)),
            webDirectory: "",
            version: "1.2.3",
            formKey: Array("a key for tests".utf8)
        )
        self.settings.port = 0
    }

    /// Runs `body` against the application, in memory unless `setup` says otherwise.
    func test(
        _ setup: TestingSetup = .router,
        routes: (Router<AppContext>) throws -> Void = { _ in },
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        try await self.files.written { directory in
            try await self.application(directory, routes: routes).application.test(setup) { try await body($0) }
        }
    }

    /// Runs `body` against the application on a free port.
    func live(
        routes: (Router<AppContext>) throws -> Void = { _ in },
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        try await self.test(.live, routes: routes) { client in try await body(try #require(client.port)) }
    }

    func application(
        _ directory: String,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in },
        routes: (Router<AppContext>) throws -> Void = { _ in }
    ) throws -> WebApplication {
        var settings = self.settings
        settings.webDirectory = directory
        let assets = try Assets(directory: "\(directory)/static", reloads: settings.isDevelopment)
        let site = Site(name: "Test", isDevelopment: settings.isDevelopment)
        let templates = try Templates(directory: "\(directory)/templates", assets: assets, site: site)
        var parts = WebParts(
            settings: settings,
            templates: templates,
            identity: self.identity,
            readiness: self.readiness,
            metrics: self.metrics,
            logger: self.logger
        )
        parts.httpLimits = self.httpLimits
        parts.onListening = onListening
        return try WebApplication(parts, addRoutes: routes)
    }
}

/// Files of a `Web` folder, written to a temporary place while a test needs them.
struct WebFiles {
    var texts: [String: String]

    static let plain = WebFiles(texts: [
        "templates/layouts/page.mustache":
            "<title>{{title}}</title>{{#csrf}}<i>{{csrf}}</i>{{/csrf}}{{#user}}<u>{{name}}</u>{{/user}}"
            + "{{#scripts}}<script src=\"{{.}}\"></script>{{/scripts}}<main>{{{body}}}</main>",
        "templates/errors/problem.mustache":
            "<h1>{{status}} {{title}}</h1><p>{{detail}}</p><small>{{requestID}}</small>",
        "static/site.css": "body { margin: 0 }",
        "static/race/live.js": "export const live = true",
    ])

    func with(_ path: String, _ text: String?) -> WebFiles {
        var copy = self
        copy.texts[path] = text
        return copy
    }

    @discardableResult
    func written<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("web-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for (path, text) in self.texts {
            let file = directory.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        return try await body(directory.path)
    }
}

/// Ada has the session `ada-session` and the API token `ada-token`.
struct KnownPeople: IdentityResolver {
    static let ada = UserID("00000000-0000-4000-8000-00000000000A")

    func user(sessionToken: String) async throws -> SignedInUser? {
        sessionToken == "ada-session" ? try Self.person(.cookie(sessionID: "s1")) : nil
    }

    func user(bearerToken: String) async throws -> SignedInUser? {
        bearerToken == "ada-token" ? try Self.person(.bearer(tokenID: "t1")) : nil
    }

    private static func person(_ via: SignedInUser.Via) throws -> SignedInUser {
        SignedInUser(
            id: try #require(Self.ada),
            username: "ada",
            displayName: "Ada <3",
            avatarURL: nil,
            role: .organizer,
            locale: nil,
            via: via
        )
    }
}

/// Keeps log lines for tests to read.
final class LogLines: Sendable {
    private let lines = LockedLines()
    var all: [String] { self.lines.all }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Recorder(lines: self.lines) }
        logger.logLevel = .debug
        return logger
    }

    private struct Recorder: LogHandler {
        let lines: LockedLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { self.metadata[key] }
            set { self.metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = self.metadata.merging(event.metadata ?? [:]) { $1 }
            let values = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            self.lines.append("\(event.level) \(event.message) \(values.joined(separator: " "))")
        }
    }
}

extension ByteBuffer {
    var text: String { String(buffer: self) }
}

private final class LockedLines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { self.lines.withLock { $0 } }
    func append(_ line: String) { self.lines.withLock { $0.append(line) } }
}
