import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Code that owns one accepted socket. Returning closes it with 1000, unless it is closing already.
package typealias SocketHandler = @Sendable (Socket) async -> Void

/// Paths that become WebSockets.
///
/// Middleware guards the paths added after it, as in Hummingbird's own router.
package struct SocketRouter {
    private let routes = Router(context: AppContext.self)
    private let ownOrigins: Set<String>
    private let registry: SocketRegistry
    private let metrics: PrometheusMetrics

    /// - Parameters:
    ///   - ownOrigins: origins whose pages count as ours beside those of the request's host, such as `https://example.org`.
    ///   - registry: where every socket has its place.
    ///   - metrics: where `sockets_open` and `sockets_closed_total` are counted, by route.
    package init(
        ownOrigins: some Sequence<String> = [],
        registry: SocketRegistry = SocketRegistry(),
        metrics: PrometheusMetrics = PrometheusMetrics()
    ) {
        self.ownOrigins = Set(ownOrigins.map { $0.lowercased() })
        self.registry = registry
        self.metrics = metrics
    }

    /// Runs before the `accept` of every path added later.
    package func add(middleware: any MiddlewareProtocol<Request, Response, AppContext>) {
        self.routes.add(middleware: middleware)
    }

    /// Accepts sockets at `path`. An `HTTPResponseError` thrown by `accept` refuses with its status.
    ///
    /// `accept` sees no user when another site's page asks, whatever cookies its browser sent along.
    package func ws(
        _ path: RouterPath,
        origin: SocketOrigin,
        accept: @escaping @Sendable (Request, AppContext) async throws -> SocketHandler
    ) {
        let ownOrigins = self.ownOrigins
        let registry = self.registry
        let metrics = self.metrics
        self.routes.get(path) { request, context -> Response in
            switch origin.admission(of: request.head, beside: ownOrigins) {
            case .asThemselves: break
            case .asNobody: context.becomeNobody()
            case .refused: throw Problem(.forbidden, "Pages of another site may not open this socket")
            }
            let seat = try registry.seat(address: context.clientAddress, user: context.user)
            context.channel.closeFuture.whenComplete { _ in seat.leave() }
            let handler = try await accept(request, context)
            SocketSlot.current?.fill(
                AcceptedSocket(
                    handler: handler,
                    seat: seat,
                    log: SocketLog(request, context, metrics: metrics),
                    account: context.user?.id
                )
            )
            return Response(status: .ok)
        }
    }

    /// Freezes the routes into the function that answers upgrade requests.
    func decisions() -> SocketDecider {
        let responder = self.routes.buildResponder()
        let metrics = self.metrics
        return { head, channel, logger in
            let request = Request(head: head, body: .init(buffer: ByteBuffer()))
            let context = AppContext(source: .init(channel: channel, logger: logger))
            let slot = SocketSlot()
            let refusal: Response
            do {
                let response = try await SocketSlot.$current.withValue(slot) {
                    try await responder.respond(to: request, context: context)
                }
                if response.status == .ok, let accepted = slot.content { return .accept(accepted) }
                refusal = response.status == .ok ? Problem(.notFound, "Not Found").jsonResponse : response
            } catch {
                refusal = Self.problem(for: error, logger).jsonResponse
            }
            SocketLog(request, context, metrics: metrics).refused(refusal.status)
            return .refuse(refusal)
        }
    }

    private static func problem(for error: any Error, _ logger: Logger) -> Problem {
        if let problem = error as? Problem { return problem }
        if let error = error as? any HTTPResponseError { return Problem(error.status, error.status.reasonPhrase) }
        if let problem = Problem(interruption: error) {
            logger.warning("Socket not accepted now", metadata: ["error": "\(error)"])
            return problem
        }
        logger.error("Socket not accepted", metadata: ["error": "\(error)"])
        return .socketNotOpened
    }
}

/// What to do with a request that asks to become a socket.
enum SocketDecision: Sendable {
    case accept(AcceptedSocket)
    case refuse(Response)
}

extension Problem {
    static let socketNotOpened = Problem(.internalServerError, "The socket could not be opened")
}

typealias SocketDecider = @Sendable (HTTPRequest, any Channel, Logger) async -> SocketDecision

/// Carries what the route accepted to the upgrade, past middleware that knows only responses.
private final class SocketSlot: Sendable {
    @TaskLocal static var current: SocketSlot?

    private let accepted = Mutex<AcceptedSocket?>(nil)
    func fill(_ accepted: AcceptedSocket) { self.accepted.withLock { $0 = accepted } }
    var content: AcceptedSocket? { self.accepted.withLock { $0 } }
}
