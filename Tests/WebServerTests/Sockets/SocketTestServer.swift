import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import Testing

@testable import WebServer

/// Runs a server with these sockets on a free port of the loopback interface. It knows `KnownPeople`, and takes a client's address
/// from `X-Forwarded-For`.
func withSockets(
    limits: SocketLimits = .patient,
    http: HTTPLimits = .patient,
    ownOrigins: [String] = [],
    registry: SocketRegistry = SocketRegistry(),
    metrics: PrometheusMetrics = PrometheusMetrics(),
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
    routes addRoutes: (SocketRouter) -> Void,
    _ body: @Sendable @escaping (Int) async throws -> Void
) async throws {
    let sockets = SocketRouter(ownOrigins: ownOrigins, registry: registry, metrics: metrics)
    sockets.add(middleware: RequestNaming(trustedProxyHops: 1))
    sockets.add(middleware: IdentityMiddleware(resolver: KnownPeople(), cookie: SessionCookie(secure: false)))
    addRoutes(sockets)
    let pages = Router()
    pages.get("page") { _, _ in "a page" }
    let app = Application(router: pages, server: .http1(sockets: sockets, limits: limits, http: http), logger: logger)
    try await app.test(.live) { client in
        try await body(try #require(client.port))
    }
}

/// Runs a server with one socket at `/ws`.
func withSocket(
    limits: SocketLimits = .patient,
    _ handler: @escaping SocketHandler,
    _ body: @Sendable @escaping (Int) async throws -> Void
) async throws {
    try await withSockets(limits: limits, routes: { $0.ws("ws", origin: .any) { _, _ in handler } }, body)
}

extension SocketLimits {
    /// For tests that wait for no deadline: on a busy machine none may pass.
    static var patient: SocketLimits {
        var limits = SocketLimits()
        limits.closeTimeout = .seconds(60)
        return limits
    }
}

extension HTTPLimits {
    /// As `SocketLimits.patient`.
    static var patient: HTTPLimits {
        var limits = HTTPLimits()
        limits.handshakeTimeout = .seconds(60)
        return limits
    }
}

/// Says back what it hears.
let echo: SocketHandler = { socket in
    for await message in socket.messages { socket.send(Frame(text: message)) }
}

/// Hands one value from a handler to its test.
final class Relay<Value: Sendable>: Sendable {
    private let stream: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation

    init() { (self.stream, self.continuation) = AsyncStream.makeStream(of: Value.self) }

    func put(_ value: Value) { self.continuation.yield(value) }

    func next() async -> Value? { await self.stream.first { _ in true } }
}
