import HTTPTypes
import Testing

@testable import Accounts

@Suite struct RateLimitTests {
    /// Asks until it is too often.
    private func admitted(_ ask: () async throws -> Browser.Page) async throws -> (count: Int, last: Browser.Page?) {
        for count in 0..<100 {
            let page = try await ask()
            if page.status == .tooManyRequests { return (count, page) }
        }
        return (100, nil)
    }

    @Test func `routes that cost something or are worth guessing at are limited, each on its own`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let start = try await self.admitted { try await browser.get("/api/auth/twitch", accept: "*/*") }
            let back = try await self.admitted { try await browser.get("/api/auth/callback", accept: "*/*") }
            let code = try await self.admitted {
                try await browser.post("/api/auth/exchange", json: "{\"code\":\"x\"}")
            }
            for (count, last) in [start, back, code] {
                // Some time passes here, which lets a few more in.
                #expect((10..<100).contains(count))
                #expect(last?.headers[.retryAfter] != nil)
                #expect(try last?.json()["detail"] as? String != nil)
            }
        }
    }

    @Test func `who brings a good code is not limited, who guesses is`() async throws {
        try await AccountsFixture(trustedOrigins: ["https://app.example"]).test { site async throws in
            func exchange(_ code: String) async throws -> Int {
                try await site.browser().post("/api/auth/exchange", json: "{\"code\":\"\(code)\"}").status.code
            }
            for number in 0..<40 {
                let answer = try await site.browser().signIn(as: .ada, query: "?redirect_url=https://app.example")
                let location = try #require(answer.location)
                let code = location[try #require(location.firstRange(of: "code=")).upperBound...]
                #expect(try await exchange(String(code)) == 200, "\(number)")
            }
            var guesses: [Int] = []
            for number in 0..<20 { guesses.append(try await exchange("guess\(number)")) }
            #expect(guesses.prefix(10).allSatisfy { $0 == 400 })
            #expect(guesses.last == 429)
        }
    }

    @Test func `twenty people behind one address sign in at once, and each may try again`() async throws {
        try await AccountsFixture().test { site async throws in
            for number in 0..<20 {
                let browser = site.browser()
                let person = FakeTwitch.Person(
                    id: "\(2_000 + number)",
                    login: "guest_\(number)",
                    displayName: nil,
                    imageURL: nil
                )
                let given = try await browser.visitTwitch(try await browser.begin())
                #expect(try await browser.get(given).status == .badRequest)
                #expect(try await browser.signIn(as: person).location == "/")
                site.twitch.next(.refuse)
            }
        }
    }

    @Test func `a person who asks too often reads it on the sign-in page`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let last = try #require(try await self.admitted { try await browser.get("/api/auth/twitch") }.last)
            #expect(last.text.contains("Too many requests. Try again in"))
            #expect(last.text.contains("<h1>Sign in</h1>"))
            #expect(last.headers[.retryAfter] != nil)
        }
    }

    @Test func `who one is and logging out are not limited`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            for _ in 0..<30 {
                let statuses = [
                    try await browser.get("/api/auth/me").status,
                    try await browser.send(.post, "/api/auth/logout").status,
                    try await browser.get("/sign-in").status,
                ]
                #expect(statuses == [.unauthorized, .unauthorized, .ok])
            }
        }
    }
}
