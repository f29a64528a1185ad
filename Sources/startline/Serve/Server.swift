import Accounts
import AsyncHTTPClient
import Database
import Foundation
import Live
import Logging
import Metrics
import SeedGraph
import ServiceLifecycle
import SpeedFogServer
import UnixSignals
import Vocabulary
import WebServer

/// The whole server: its parts, how they hang together, and their life.
struct Server: Sendable {
    private let settings: ServerSettings

    init(_ settings: ServerSettings) {
        self.settings = settings
    }

    /// Serves until SIGTERM or SIGINT. Returns when everything is written and every socket closed.
    func run() async throws {
        let settings = self.settings
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = settings.logLevel
            return handler
        }
        let metrics = PrometheusMetrics()
        MetricsSystem.bootstrap(metrics)
        let logger = Logger(label: "startline")
        try DataFolder.make(settings.dataDirectory)
        let lock = try DataFolder.lock(settings.dataDirectory)
        defer { lock.release() }
        let key = try self.tokenKey(logger)
        let database = try await Database.opening(settings.database, for: "serve")
        try await database.bringUpToDate()
        let http = HTTPClient(eventLoopGroupProvider: .singleton)
        do {
            let services = try await self.services(key, database, http, metrics, logger)
            try await services.run()
        } catch {
            try? await http.shutdown()
            await database.close()
            throw error
        }
        try await http.shutdown()
        await database.close()
        logger.info("Stopped")
    }

    private func services(
        _ key: TokenKey,
        _ database: Database,
        _ http: HTTPClient,
        _ metrics: PrometheusMetrics,
        _ logger: Logger
    ) async throws -> ServiceGroup {
        let templates = try Templates(
            directory: self.settings.webDirectory + "/templates",
            assets: Assets(directory: self.settings.webDirectory + "/static"),
            site: Site(name: "Startline", navigation: SpeedFogPages.navigation)
        )
        let sockets = SocketRegistry(limits: self.settings.sockets)
        let accounts = try Accounts(
            settings: self.accountsSettings,
            database: database,
            templates: templates,
            http: http,
            sockets: sockets
        )
        let speedFog = try await SpeedFog(
            settings: self.settings,
            database: database,
            users: accounts.users,
            key: key,
            templates: templates,
            metrics: metrics,
            logger: logger
        )
        let listening = Listening()
        var parts = WebParts(
            settings: self.webSettings(key),
            templates: templates,
            identity: accounts.sessions,
            readiness: [ReadinessCheck("database") { try await database.proveWritable() }],
            metrics: metrics,
            logger: logger
        )
        parts.socketRegistry = sockets
        parts.httpLimits = self.settings.http
        let shown = self.settings.baseURL
        parts.onListening = { port in
            logger.info("Serving", metadata: ["address": "\(shown)", "port": "\(port)"])
            listening.began(on: port)
        }
        let web = try WebApplication(
            parts,
            addRoutes: { router in
                accounts.addRoutes(to: router)
                speedFog.addRoutes(to: router)
            },
            addSockets: { sockets in
                LiveSockets(rooms: speedFog.rooms) { token in
                    try await accounts.sessions.user(bearerToken: token)
                }.addSockets(to: sockets)
            }
        )
        // Stopped in reverse: first no more requests, then the rooms, then the journal with what they left, last the
        // leases without which it can't write.
        var services: [any Service] = [speedFog.leases, speedFog.journal, speedFog.rooms, web]
        if self.settings.runsDemo { services.append(speedFog.demo(on: listening, logger: logger)) }
        return ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
    }

    private func tokenKey(_ logger: Logger) throws -> TokenKey {
        if let secret = self.settings.secretKey {
            guard secret.utf8.count >= 16 else { throw BadInput("SECRET_KEY must have at least 16 characters.") }
            return TokenKey(secret: Array(secret.utf8))
        }
        do {
            return TokenKey(
                secret: try SecretFile.load(path: self.settings.dataDirectory + "/secret.key", logger: logger)
            )
        } catch let failure as SecretFile.Failure {
            throw BadInput("\(failure)")
        }
    }

    private var accountsSettings: AccountsSettings {
        var accounts = AccountsSettings(baseURL: self.settings.baseURL)
        accounts.twitch = self.settings.twitch
        accounts.offersDevelopmentLogin = self.settings.offersDevelopmentLogin
        accounts.trustedOrigins = self.settings.corsOrigins
        return accounts
    }

    private func webSettings(_ key: TokenKey) -> WebServerSettings {
        var web = WebServerSettings(
            baseURL: self.settings.baseURL,
            webDirectory: self.settings.webDirectory,
            version: StartlineVersion.current,
            formKey: key.bytes(for: "forms")
        )
        web.host = self.settings.host
        web.port = self.settings.port
        web.trustedProxyHops = self.settings.trustedProxyHops
        web.corsOrigins = self.settings.corsOrigins
        web.metricsArePublic = self.settings.metricsArePublic
        return web
    }
}
