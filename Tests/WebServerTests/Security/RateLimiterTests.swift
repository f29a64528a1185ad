import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import WebServer

@Suite struct RateLimiterTests {
    private let start = ContinuousClock.now

    @Test func `a bucket empties and fills again`() throws {
        let limiter = RateLimiter(RateLimit(perMinute: 60, burst: 2))

        #expect(limiter.admit("a", at: self.start) == nil)
        #expect(limiter.admit("a", at: self.start) == nil)
        let wait = try #require(limiter.admit("a", at: self.start))
        #expect(abs(wait / .seconds(1) - 1) < 0.001)
        #expect(limiter.admit("b", at: self.start) == nil)
        #expect(limiter.admit("a", at: self.start + .milliseconds(1001)) == nil)
        #expect(limiter.admit("a", at: self.start + .milliseconds(1002)) != nil)
    }

    @Test func `memory is bounded and the limited stay limited`() {
        let limiter = RateLimiter(RateLimit(perMinute: 1, burst: 2), capacity: 8)
        for _ in 0..<3 { _ = limiter.admit("greedy", at: self.start) }

        for number in 0..<100 {
            _ = limiter.admit("visitor \(number)", at: self.start)
            #expect(limiter.count <= 8)
        }

        #expect(limiter.admit("greedy", at: self.start) != nil)
    }

    @Test func `the route says when to come back`() async throws {
        let now = Mutex(self.start)
        try await WebFixture().test(routes: { router in
            router.group("api/auth").add(
                middleware: RateLimiting(RateLimit(perMinute: 10, burst: 1), now: { now.withLock { $0 } })
            )
            .get("login") { _, _ in "in" }
            router.get("api/races") { _, _ in "races" }
        }) { client in
            try await client.execute(uri: "/api/auth/login", method: .get) { #expect($0.status == .ok) }
            try await client.execute(uri: "/api/auth/login", method: .get) { response in
                #expect(response.status == .tooManyRequests)
                #expect(response.headers[.retryAfter] == "6")
                #expect(response.body.text == #"{"detail":"Too many requests. Try again in 6 s."}"#)
            }
            try await client.execute(uri: "/api/races", method: .get) { #expect($0.status == .ok) }
            now.withLock { $0 += .seconds(7) }
            try await client.execute(uri: "/api/auth/login", method: .get) { #expect($0.status == .ok) }
        }
    }
}
