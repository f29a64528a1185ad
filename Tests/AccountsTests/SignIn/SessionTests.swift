import Database
import Foundation
import HTTPTypes
import Testing
import Vocabulary

@testable import Accounts

@Suite struct SessionTests {
    private func token(_ site: TestSite) async throws -> String {
        let answer = try await site.browser().post("/api/auth/dev", json: "{\"username\":\"ada\"}")
        return try #require(try answer.json()["token"] as? String)
    }

    private func me(_ site: TestSite, bearer token: String) async throws -> Browser.Page {
        try await site.browser().send(.get, "/api/auth/me", [.authorization: "Bearer \(token)"])
    }

    @Test func `who one is has exactly six keys, also where there is nothing to say`() async throws {
        try await AccountsFixture().test { site async throws in
            let me = try await self.me(site, bearer: try await self.token(site))
            #expect(me.headers[.cacheControl] == "no-store")
            let id = try #require(try await site.accounts.users.user(named: "ada")).id.description
            let expected: [String: AnyHashable] = [
                "id": id, "twitch_username": "ada", "twitch_display_name": NSNull(), "twitch_avatar_url": NSNull(),
                "role": "user", "locale": NSNull(),
            ]
            #expect(try me.json() as? [String: AnyHashable] == expected)
        }
    }

    @Test func `strangers and wrong tokens are not authenticated`() async throws {
        try await AccountsFixture().test { site async throws in
            let stranger = try await site.browser().get("/api/auth/me")
            #expect(stranger.status == .unauthorized)
            #expect(stranger.text == "{\"detail\":\"Not authenticated\"}")
            #expect(try await site.browser().send(.post, "/api/auth/logout").status == .unauthorized)
            let token = try await self.token(site)
            for wrong in [
                "x", token + "x", String(token.dropLast()), "", "a\u{0}", String(repeating: "x", count: 5_000),
            ] {
                #expect(try await self.me(site, bearer: wrong).status == .unauthorized)
            }
            // What is stored opens nothing.
            #expect(try await self.me(site, bearer: Token.hash(token)).status == .unauthorized)
        }
    }

    @Test func `a token is neither a session nor the other way round`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            _ = try await browser.signIn(as: .ada)
            let session = try #require(browser.cookies["session"])
            #expect(try await self.me(site, bearer: session).status == .unauthorized)
            browser.keep("session", try await self.token(site))
            #expect(try await browser.get("/api/auth/me").status == .unauthorized)
        }
    }

    @Test func `logging out with a token ends that token only`() async throws {
        try await AccountsFixture().test { site async throws in
            let token = try await self.token(site)
            let other = try await self.token(site)
            let answer = try await site.browser().send(.post, "/api/auth/logout", [.authorization: "Bearer \(token)"])
            #expect(answer.status == .noContent)
            #expect(try await self.me(site, bearer: token).status == .unauthorized)
            #expect(try await self.me(site, bearer: other).status == .ok)
        }
    }

    @Test func `logging out with a cookie needs a page's token and ends that session only`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let other = site.browser()
            _ = try await browser.signIn(as: .ada)
            _ = try await other.signIn(as: .ada)
            let session = browser.cookies["session"]
            #expect(try await browser.send(.post, "/api/auth/logout").status == .forbidden)
            let csrf = try await browser.get("/nothing-here").hidden("csrf")
            let header = try #require(HTTPField.Name("X-CSRF-Token"))
            #expect(try await browser.send(.post, "/api/auth/logout", [header: csrf]).status == .noContent)
            #expect(browser.cookies["session"] == nil)
            browser.keep("session", session)
            #expect(try await browser.get("/api/auth/me").status == .unauthorized)
            #expect(try await other.get("/api/auth/me").status == .ok)
        }
    }

    @Test func `the sign-out form needs the token of its page`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            _ = try await browser.signIn(as: .ada)
            #expect(try await browser.post("/sign-out", form: [:]).status == .forbidden)
            #expect(try await browser.post("/sign-out", form: ["csrf": "wrong"]).status == .forbidden)
            #expect(try await browser.get("/api/auth/me").status == .ok)
            let session = try #require(browser.cookies["session"])
            let csrf = try await browser.get("/nothing-here").hidden("csrf")
            let answer = try await browser.post("/sign-out", form: ["csrf": csrf])
            #expect(answer.status == .seeOther)
            #expect(answer.location == "/")
            #expect(browser.cookies["session"] == nil)
            #expect(try await site.accounts.sessions.user(sessionToken: session) as User? == nil)
        }
    }

    @Test func `a session lasts thirty days, and old ones are swept up`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            _ = try await browser.signIn(as: .ada)
            site.clock.advance(seconds: 30 * 24 * 3_600 - 1)
            #expect(try await browser.get("/api/auth/me").status == .ok)
            site.clock.advance(seconds: 1)
            #expect(try await browser.get("/api/auth/me").status == .unauthorized)
            site.clock.advance(seconds: 1)
            _ = try await site.browser().signIn(as: .bob)
            #expect(try await site.database.rows("SELECT * FROM web_sessions").count == 1)
        }
    }

    @Test func `a role that changes counts at once`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            _ = try await browser.signIn(as: .ada)
            try await site.database.execute("UPDATE users SET role = 'organizer'")
            #expect(try await browser.get("/api/auth/me").json()["role"] as? String == "organizer")
        }
    }
}
