import HTTPTypes
package import Hummingbird

/// Lets scripts of listed sites call the API with bearer tokens. Cookies are never allowed across sites.
package struct CORS: RouterMiddleware {
    private let origins: Set<String>

    package init(origins: [WebOrigin]) {
        self.origins = Set(origins.map(\.description))
    }

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard !self.origins.isEmpty else { return try await next(request, context) }
        let origin = request.headers[.origin].flatMap { self.origins.contains($0.lowercased()) ? $0 : nil }
        let isPreflight = request.method == .options && request.headers[.accessControlRequestMethod] != nil
        var response = isPreflight ? Response(status: .noContent) : try await next(request, context)
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        guard let origin else { return response }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "X-Request-ID, Retry-After"
        if isPreflight {
            response.headers[.accessControlAllowMethods] = "GET, POST, PATCH, PUT, DELETE"
            response.headers[.accessControlAllowHeaders] = "Authorization, Content-Type"
            response.headers[.accessControlMaxAge] = "600"
        }
        return response
    }
}
