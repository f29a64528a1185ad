import Database
import HTTPTypes
import Testing

@testable import Accounts

@Suite struct SignInStateTests {
    private static let tooOld = "This sign-in is too old or was begun in another browser. Please try again."

    private func expectRefused(_ page: Browser.Page) throws {
        #expect(page.status == .badRequest)
        #expect(try page.json()["detail"] as? String == Self.tooOld)
        #expect(page.headers[.setCookie] == nil)
    }

    @Test func `a state works only in the browser that began, and stays good for that one`() async throws {
        try await AccountsFixture().test { site async throws in
            site.twitch.next(.agree(.ada))
            let victim = site.browser()
            let attacker = site.browser()
            let back = try await attacker.visitTwitch(try await attacker.get("/api/auth/twitch"))
            try self.expectRefused(try await victim.get(back, accept: "*/*"))
            // A sign-in of one's own under way is no help either.
            _ = try await victim.get("/api/auth/twitch")
            try self.expectRefused(try await victim.get(back, accept: "*/*"))
            #expect(try await attacker.get(back).status == .found)
        }
    }

    @Test func `a state works once`() async throws {
        try await AccountsFixture().test { site async throws in
            site.twitch.next(.agree(.ada))
            let browser = site.browser()
            let back = try await browser.visitTwitch(try await browser.get("/api/auth/twitch"))
            let secret = browser.cookies["sign_in"]
            #expect(try await browser.get(back).status == .found)
            browser.keep("sign_in", secret)
            try self.expectRefused(try await browser.get(back, accept: "*/*"))
        }
    }

    @Test func `a state works for ten minutes`() async throws {
        try await AccountsFixture().test { site async throws in
            site.twitch.next(.agree(.ada))
            let browser = site.browser()
            let early = try await browser.visitTwitch(try await browser.get("/api/auth/twitch"))
            site.clock.advance(seconds: 599)
            #expect(try await browser.get(early).status == .found)
            let late = try await browser.visitTwitch(try await browser.get("/api/auth/twitch"))
            site.clock.advance(seconds: 600)
            try self.expectRefused(try await browser.get(late, accept: "*/*"))
            // The next sign-in sweeps up what nobody came back for.
            site.clock.advance(seconds: 1)
            _ = try await browser.get("/api/auth/twitch")
            #expect(try await site.database.rows("SELECT * FROM sign_in_states").count == 1)
        }
    }

    @Test(arguments: [
        "", "?code=abc", "?code=abc&state=", "?code=abc&state=wrong", "?state=%00", "?error=access_denied",
    ])
    func `a callback with a wrong state is refused`(query: String) async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            _ = try await browser.get("/api/auth/twitch")
            try self.expectRefused(try await browser.get("/api/auth/callback" + query, accept: "*/*"))
        }
    }

    @Test func `a callback without a good code is refused`() async throws {
        try await AccountsFixture().test { site async throws in
            site.twitch.next(.agree(.ada))
            let codes = ["", "&code=", "&code=" + String(repeating: "a", count: 513)]
            for code in codes {
                let browser = site.browser()
                let back = try await browser.visitTwitch(try await browser.get("/api/auth/twitch"))
                let state = try #require(back.firstRange(of: "state=")).upperBound
                let answer = try await browser.get("/api/auth/callback?state=\(back[state...])\(code)", accept: "*/*")
                #expect(answer.status == .badRequest)
                #expect(answer.text.contains("Twitch sent no code"))
            }
        }
    }
}
