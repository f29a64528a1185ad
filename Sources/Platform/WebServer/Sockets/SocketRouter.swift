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

    /// - Parameters:
    ///   - ownOrigins: origins whose pages count as ours beside those of the request's host, such as `https://example.org`.
    ///   - registry: where every socket has its place.
    package init(ownOrigins: some Sequence<String> = [], registry: SocketRegistry = SocketRegistry()) {
        self.ownOrigins = Set(ownOrigins.map { $0.lowercased() })
        self.registry = registry
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
        self.routes.get(path) { request, context -> Response in
            switch origin.admission(of: request.head, beside: ownOrigins) {
            case .asThemselves: break
            case .asNobody: context.becomeNobody()
            case .refused: throw Problem(.forbidden, "Pages of another site may not open this socket")
            }
            let seat = try registry.seat(address: context.clientAddress, user: context.user)
            context.channel.closeFuture.whenComplete { _ in seat.leave() }
            let handler = try await accept(request, context)
            SocketSlot.current?.fill(AcceptedSocket(handler: handler, seat: seat, account: context.user?.id))
            return Response(status: .ok)
        }
    }

    /// Freezes the routes into the function that answers upgrade requests.
    func decisions() -> SocketDecider {
        let responder = self.routes.buildResponder()
        return { head, channel, logger in
            let slot = SocketSlot()
            do {
                let response = try await SocketSlot.$current.withValue(slot) {
                    try await responder.respond(
                        to: Request(head: head, body: .init(buffer: ByteBuffer())),
                        context: AppContext(source: .init(channel: channel, logger: logger))
                    )
                }
                guard response.status == .ok else { return .refuse(response) }
                return slot.content.map { .accept($0) } ?? .refuse(Problem(.notFound, "Not Found").jsonResponse)
            } catch let problem as Problem {
                return .refuse(problem.jsonResponse)
            } catch let error as any HTTPResponseError {
                return .refuse(Problem(error.status, error.status.reasonPhrase).jsonResponse)
            } catch {
                logger.error("Socket not accepted", metadata: ["error": "\(error)"])
                return .refuse(Problem.socketNotOpened.jsonResponse)
            }
        }
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
