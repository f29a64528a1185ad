package import Hummingbird
package import Logging
import NIOCore
import Foundation
import ServiceLifecycle

/// Why the server can't listen.
package enum ListenError: Error, Equatable, CustomStringConvertible {
    case portTaken(host: String, port: Int)
    case notPermitted(host: String, port: Int)
    case badAddress(host: String, port: Int)

    package var description: String {
        switch self {
        case .portTaken(let host, let port):
            "Port \(port) on \(host) is taken: another program listens there. Stop it or choose another port."
        case .notPermitted(let host, let port):
            "Listening on port \(port) of \(host) is not permitted. Ports below 1024 need special rights."
        case .badAddress(let host, let port):
            "\(host):\(port) is not an address of this machine."
        }
    }
}

/// The parts a web application is made of.
package struct WebParts: Sendable {
    package var settings: WebServerSettings
    package var templates: Templates
    package var identity: any IdentityResolver
    package var readiness: [ReadinessCheck]
    package var metrics: PrometheusMetrics
    package var logger: Logger
    package var socketLimits = SocketLimits()
    package var httpLimits = HTTPLimits()
    /// Where all sockets have their place; whoever ends sessions closes their sockets through it.
    package var socketRegistry = SocketRegistry()
    /// Told the port once the server listens.
    package var onListening: @Sendable (Int) async -> Void = { _ in }

    /// What differs between a server and a test.
    package init(
        settings: WebServerSettings,
        templates: Templates,
        identity: any IdentityResolver = NobodyIsSignedIn(),
        readiness: [ReadinessCheck] = [],
        metrics: PrometheusMetrics = PrometheusMetrics(),
        logger: Logger = Logger(label: "web")
    ) {
        self.settings = settings
        self.templates = templates
        self.identity = identity
        self.readiness = readiness
        self.metrics = metrics
        self.logger = logger
    }
}

/// The web server: middleware in its order, the operators' routes, static files, and the routes of the products.
package struct WebApplication: Service {
    /// For tests: `web.application.test(.router)`.
    package let application: Application<RouterResponder<AppContext>>
    private let settings: WebServerSettings

    /// Puts the server together. `addRoutes` mounts the products' pages and APIs, `addSockets` their sockets; both
    /// find `context.user` filled in.
    package init(
        _ parts: WebParts,
        addRoutes: (Router<AppContext>) throws -> Void = { _ in },
        addSockets: (SocketRouter) throws -> Void = { _ in }
    ) throws {
        let settings = parts.settings
        let onListening = parts.onListening
        var http = parts.httpLimits
        http.maxBodyBytes = settings.maxBodyBytes
        self.settings = settings
        self.application = Application(
            router: try Self.router(parts, addRoutes),
            server: .http1(sockets: try Self.sockets(parts, addSockets), limits: parts.socketLimits, http: http),
            configuration: .init(address: .hostname(settings.host, port: settings.port), backlog: 1024),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: parts.logger
        )
    }

    /// Middleware applies to the routes added after it. Outermost comes what must see every answer.
    private static func router(
        _ parts: WebParts,
        _ addRoutes: (Router<AppContext>) throws -> Void
    ) throws -> Router<AppContext> {
        let settings = parts.settings
        let router = Router(context: AppContext.self, options: [.autoGenerateHeadEndpoints])
        let allowed = AllowedMethods()
        router.add(middleware: RequestNaming(trustedProxyHops: settings.trustedProxyHops))
        router.add(middleware: AccessLog(metrics: parts.metrics))
        router.add(middleware: SecurityHeaders(settings: settings))
        router.add(middleware: CORS(origins: settings.corsOrigins))
        router.add(middleware: ProblemResponses(templates: parts.templates, allowed: allowed))
        router.add(middleware: BodyLimit(maxBytes: settings.maxBodyBytes))

        OperatorRoutes(settings: settings, readiness: parts.readiness, metrics: parts.metrics).add(to: router)
        let assets = parts.templates.assets
        router.get("static/**") { request, _ in try assets.response(to: request) }

        router.add(middleware: IdentityMiddleware(resolver: parts.identity, cookie: settings.sessionCookie))
        router.add(middleware: CSRFMiddleware(settings: settings))
        try addRoutes(router)
        allowed.learn(router)
        return router
    }

    private static func sockets(
        _ parts: WebParts,
        _ addSockets: (SocketRouter) throws -> Void
    ) throws -> SocketRouter {
        let settings = parts.settings
        let sockets = SocketRouter(
            ownOrigins: [settings.baseURL.description],
            registry: parts.socketRegistry,
            metrics: parts.metrics
        )
        sockets.add(middleware: RequestNaming(trustedProxyHops: settings.trustedProxyHops))
        sockets.add(middleware: IdentityMiddleware(resolver: parts.identity, cookie: settings.sessionCookie))
        try addSockets(sockets)
        return sockets
    }

    /// Serves until the service group shuts down: no new connections then, requests under way are finished.
    package func run() async throws {
        do {
            try await self.application.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ListenError.portTaken(host: self.settings.host, port: self.settings.port)
        } catch let error as IOError where error.errnoCode == EACCES {
            throw ListenError.notPermitted(host: self.settings.host, port: self.settings.port)
        } catch let error as IOError where error.errnoCode == EADDRNOTAVAIL {
            throw ListenError.badAddress(host: self.settings.host, port: self.settings.port)
        } catch is SocketAddressError.UnknownHost {
            throw ListenError.badAddress(host: self.settings.host, port: self.settings.port)
        }
    }
}
