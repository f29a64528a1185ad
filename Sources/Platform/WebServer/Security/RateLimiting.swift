import HTTPTypes
package import Hummingbird

/// Answers 429 to visitors who ask too often. Each group of routes has its own:
/// `router.group("api/auth").add(middleware: RateLimiting(.authentication))`.
package struct RateLimiting: RouterMiddleware {
    private let limiter: RateLimiter
    private let methods: Set<HTTPRequest.Method>?
    private let now: @Sendable () -> RateLimiter.Instant

    /// `methods` limits only those, for pages whose form is what is worth limiting.
    package init(
        _ limit: RateLimit,
        methods: Set<HTTPRequest.Method>? = nil,
        now: @escaping @Sendable () -> RateLimiter.Instant = { .now }
    ) {
        self.limiter = RateLimiter(limit)
        self.methods = methods
        self.now = now
    }

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard self.methods?.contains(request.method) != false else { return try await next(request, context) }
        let visitor = ClientAddress.household(context.clientAddress)
        if let wait = self.limiter.admit(visitor, at: self.now()) {
            let seconds = max(1, wait.components.seconds + (wait.components.attoseconds > 0 ? 1 : 0))
            throw Problem(
                .tooManyRequests,
                "Too many requests. Try again in \(seconds) s.",
                headers: [.retryAfter: "\(seconds)"]
            )
        }
        return try await next(request, context)
    }
}
