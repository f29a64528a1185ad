import HTTPTypes
import Hummingbird

/// Refuses a body that says it is too long before a byte of it is read.
struct BodyLimit: RouterMiddleware {
    let maxBytes: Int

    func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > self.maxBytes {
            // The rest of the body is not worth waiting for.
            throw Problem(
                .contentTooLarge,
                "The request body may have at most \(self.maxBytes) bytes",
                headers: [.connection: "close"]
            )
        }
        return try await next(request, context)
    }
}
