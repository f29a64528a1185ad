import Hummingbird
import WebServer

/// Refuses requests that name another host than this machine. A page elsewhere can make its own name lead here and then
/// ask as if it were one of ours, but it can't ask under a name of this machine.
struct OnlyOnThisMachine: RouterMiddleware {
    func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard let host = request.host, WebOrigin.isLoopback(host: host) else {
            throw Problem(.forbidden, "The development login works at localhost and 127.0.0.1 only")
        }
        return try await next(request, context)
    }
}
