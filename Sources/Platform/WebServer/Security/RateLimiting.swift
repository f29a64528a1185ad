import HTTPTypes
package import Hummingbird

/// Answers 429 to visitors who ask too often. Each group of routes has its own:
/// `router.group("api/auth").add(middleware: RateLimiting(RateLimit(perMinute: 10)))`.
package struct RateLimiting: RouterMiddleware {
    /// What takes a token.
    package enum Counting: Sendable {
        /// Each request.
        case requests
        /// Each request that is refused, for what is worth guessing at: whoever knows is not limited.
        case refusals
    }

    private let limiter: RateLimiter
    private let methods: Set<HTTPRequest.Method>?
    private let counting: Counting
    private let now: @Sendable () -> RateLimiter.Instant

    /// `methods` limits only those, for pages whose form is what is worth limiting.
    package init(
        _ limit: RateLimit,
        methods: Set<HTTPRequest.Method>? = nil,
        counting: Counting = .requests,
        now: @escaping @Sendable () -> RateLimiter.Instant = { .now }
    ) {
        self.limiter = RateLimiter(limit)
        self.methods = methods
        self.counting = counting
        self.now = now
    }

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard self.methods?.contains(request.method) != false else { return try await next(request, context) }
        let visitor = ClientAddress.household(context.clientAddress)
        switch self.counting {
        case .requests:
            if let wait = self.limiter.admit(visitor, at: self.now()) { throw Self.tooMany(wait) }
            return try await next(request, context)
        case .refusals:
            if let wait = self.limiter.wait(of: visitor, at: self.now()) { throw Self.tooMany(wait) }
            do {
                return try await next(request, context)
            } catch let problem as Problem {
                _ = self.limiter.admit(visitor, at: self.now())
                throw problem
            }
        }
    }

    private static func tooMany(_ wait: Duration) -> Problem {
        let seconds = max(1, wait.components.seconds + (wait.components.attoseconds > 0 ? 1 : 0))
        return Problem(
            .tooManyRequests,
            "Too many requests. Try again in \(seconds) s.",
            headers: [.retryAfter: "\(seconds)"]
        )
    }
}
