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
package struct SocketRouter<Context: RequestContext> where Context.Source == ApplicationRequestContextSource {
    private let routes: Router<Context>
    private let allowedOrigins: Set<String>

    /// - Parameter allowedOrigins: origins beside our own that `.sameOrigin` lets in, such as `https://example.org`.
    package init(context: Context.Type = Context.self, allowedOrigins: some Sequence<String> = []) {
        self.routes = Router(context: context)
        self.allowedOrigins = Set(allowedOrigins.map { $0.lowercased() })
    }

    /// Runs before the `accept` of every path added later.
    package func add(middleware: any MiddlewareProtocol<Request, Response, Context>) {
        self.routes.add(middleware: middleware)
    }

    /// Accepts sockets at `path`. An `HTTPResponseError` thrown by `accept` refuses with its status.
    package func ws(
        _ path: RouterPath,
        origin: SocketOrigin,
        accept: @escaping @Sendable (Request, Context) async throws -> SocketHandler
    ) {
        let allowedOrigins = self.allowedOrigins
        self.routes.get(path) { request, context -> Response in
            guard origin.allows(request.head, extra: allowedOrigins) else { throw HTTPError(.forbidden) }
            let handler = try await accept(request, context)
            SocketSlot.current?.fill(handler)
            return Response(status: .ok)
        }
    }

    /// Freezes the routes into the function that answers upgrade requests.
    func decisions() -> SocketDecider {
        let responder = self.routes.buildResponder()
        return { head, channel, logger in
            var logger = logger
            logger[metadataKey: "hb.request.id"] = .stringConvertible(Hummingbird.RequestID())
            let slot = SocketSlot()
            do {
                let response = try await SocketSlot.$current.withValue(slot) {
                    try await responder.respond(
                        to: Request(head: head, body: .init(buffer: ByteBuffer())),
                        context: Context(source: .init(channel: channel, logger: logger))
                    )
                }
                if response.status == .ok {
                    return slot.content.map { .accept($0) } ?? .refuse(.notFound, [:])
                }
                return .refuse(response.status, response.headers)
            } catch let error as any HTTPResponseError {
                return .refuse(error.status, [:])
            } catch {
                logger.error("Socket not accepted", metadata: ["error": "\(error)"])
                return .refuse(.internalServerError, [:])
            }
        }
    }
}

/// What to do with a request that asks to become a socket.
enum SocketDecision: Sendable {
    case accept(SocketHandler)
    case refuse(HTTPResponse.Status, HTTPFields)
}

typealias SocketDecider = @Sendable (HTTPRequest, any Channel, Logger) async -> SocketDecision

/// Carries the handler from the route that accepted to the upgrade, past middleware that knows only responses.
private final class SocketSlot: Sendable {
    @TaskLocal static var current: SocketSlot?

    private let handler = Mutex<SocketHandler?>(nil)
    func fill(_ handler: @escaping SocketHandler) { self.handler.withLock { $0 = handler } }
    var content: SocketHandler? { self.handler.withLock { $0 } }
}
