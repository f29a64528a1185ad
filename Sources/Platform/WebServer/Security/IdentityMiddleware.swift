import HTTPTypes
package import Hummingbird

/// Finds out who asks, from a bearer token or else from the session cookie.
package struct IdentityMiddleware: RouterMiddleware {
    let resolver: any IdentityResolver
    let cookie: SessionCookie

    package init(resolver: any IdentityResolver, cookie: SessionCookie) {
        self.resolver = resolver
        self.cookie = cookie
    }

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        if let header = request.headers[.authorization] {
            context.user = try await self.bearer(of: header)
        } else if let token = self.cookie.token(in: request), Self.isPlausible(token) {
            context.user = try await self.resolver.user(sessionToken: token)
            if context.user != nil { context.sessionToken = token }
        }
        return try await next(request, context)
    }

    /// A bad token is refused rather than ignored: its owner should learn that it no longer works.
    private func bearer(of header: String) async throws -> SignedInUser {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", Self.isPlausible(parts[1]),
            let user = try await self.resolver.user(bearerToken: String(parts[1]))
        else {
            throw Problem(.unauthorized, "Invalid token", headers: [.wwwAuthenticate: "Bearer error=\"invalid_token\""])
        }
        return user
    }

    /// No token of ours is longer; nobody makes us hash kilobytes.
    private static func isPlausible(_ token: some StringProtocol) -> Bool {
        (1...256).contains(token.utf8.count)
    }
}
