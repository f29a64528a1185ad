import Foundation
import HTTPTypes
import Testing

@testable import Accounts

@Suite struct OneTimeCodeTests {
    private static let fixture = AccountsFixture(trustedOrigins: ["https://app.example"])

    /// Signs in for a page of the other site and takes the code from its address.
    private func code(_ site: TestSite, page: String = "https%3A%2F%2Fapp.example%2Fdone") async throws -> String {
        let browser = site.browser()
        let answer = try await browser.signIn(as: .ada, query: "?redirect_url=\(page)")
        #expect(answer.status == .found)
        #expect(browser.cookies["session"] == nil)
        let location = try #require(answer.location)
        return String(location[try #require(location.firstRange(of: "code=")).upperBound...])
    }

    private func exchange(_ code: String, _ site: TestSite) async throws -> Browser.Page {
        try await site.browser().post("/api/auth/exchange", json: "{\"code\":\"\(code)\"}")
    }

    @Test func `another site of ours changes the code for a token, once`() async throws {
        try await Self.fixture.test { site async throws in
            let code = try await self.code(site)
            let answer = try await self.exchange(code, site)
            #expect(answer.status == .ok)
            #expect(try answer.json().keys.sorted() == ["token"])
            let token = try #require(try answer.json()["token"] as? String)
            #expect(token.utf8.count == 43)
            let me = try await site.browser().send(.get, "/api/auth/me", [.authorization: "Bearer \(token)"])
            #expect(try me.json()["twitch_username"] as? String == "ada_runs")
            #expect(try await site.accounts.user(forAPIToken: token)?.username == "ada_runs")

            let second = try await self.exchange(code, site)
            #expect(second.status == .badRequest)
            #expect(try second.json()["detail"] as? String == "Invalid or expired code")
        }
    }

    @Test func `the code joins what the page's address already asks`() async throws {
        try await Self.fixture.test { site async throws in
            let browser = site.browser()
            let answer = try await browser.signIn(as: .ada, query: "?redirect_url=https://app.example/done%3Ftab=1")
            #expect(answer.location?.hasPrefix("https://app.example/done?tab=1&code=") == true)
        }
    }

    @Test func `of many that bring the same code at once one gets a token`() async throws {
        try await Self.fixture.test { site async throws in
            let code = try await self.code(site)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 { group.addTask { try await self.exchange(code, site).status.code } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200] + Array(repeating: 400, count: 7))
        }
    }

    @Test func `a code works for a minute`() async throws {
        try await Self.fixture.test { site async throws in
            let early = try await self.code(site)
            site.clock.advance(seconds: 59)
            #expect(try await self.exchange(early, site).status == .ok)
            let late = try await self.code(site)
            site.clock.advance(seconds: 60)
            #expect(try await self.exchange(late, site).status == .badRequest)
        }
    }

    @Test func `a script of that site may ask, one of a strange site may not`() async throws {
        try await Self.fixture.test { site async throws in
            let json = "{\"code\":\"\(try await self.code(site))\"}"
            let crossSite = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let strange: HTTPFields = [.origin: "https://evil.example", crossSite: "cross-site"]
            let refused = try await site.browser().post("/api/auth/exchange", json: json, strange)
            #expect(refused.status == .forbidden)
            let own: HTTPFields = [.origin: "https://app.example", crossSite: "cross-site"]
            let answer = try await site.browser().post("/api/auth/exchange", json: json, own)
            #expect(answer.status == .ok)
            #expect(answer.headers[.accessControlAllowOrigin] == "https://app.example")
        }
    }

    @Test(arguments: [
        ("", 400), ("{", 400), ("[]", 422), ("{}", 422), ("{\"code\":null}", 422), ("{\"code\":7}", 422),
        ("{\"code\":-1e400}", 422), ("{\"code\":[\"a\"]}", 422), ("{\"code\":\"\"}", 400),
        ("{\"code\":\"a\\u0000\"}", 400), ("{\"code\":\"\(String(repeating: "a", count: 70_000))\"}", 413),
    ])
    func `a body that holds no code is refused in words`(body: String, status: Int) async throws {
        try await Self.fixture.test { site async throws in
            let answer = try await site.browser().post("/api/auth/exchange", json: body)
            #expect(answer.status.code == status)
            #expect(try answer.json()["detail"] != nil)
        }
    }
}
