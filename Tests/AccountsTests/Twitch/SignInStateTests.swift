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
            #expect(try await browser.get(back).location == "/")
            #expect(browser.cookies["sign_in"] == secret)
            let session = browser.cookies["session"]
            browser.keep("session", nil)
            #expect(try await browser.get(back).location == "/sign-in?return_to=%2F")
            #expect(browser.cookies["session"] == nil)
            #expect(session != nil)
        }
    }

    @Test func `a page loaded again leads where it led the first time, without another session`() async throws {
        try await AccountsFixture(trustedOrigins: ["https://app.example"]).test { site async throws in
            site.twitch.next(.agree(.ada))
            let browser = site.browser()
            let back = try await browser.visitTwitch(try await browser.begin("?redirect_url=%2Frace%2F1%3Ftab%3Dmap"))
            #expect(try await browser.get(back).location == "/race/1?tab=map")
            let session = browser.cookies["session"]
            for _ in 0..<3 { #expect(try await browser.get(back).location == "/race/1?tab=map") }
            #expect(browser.cookies["session"] == session)
            #expect(try await site.database.rows("SELECT * FROM web_sessions").count == 1)

            let other = try await browser.visitTwitch(try await browser.begin("?redirect_url=https://app.example/in"))
            #expect(try await browser.get(other).location?.hasPrefix("https://app.example/in?code=") == true)
            #expect(try await browser.get(other).location == "https://app.example/in")
            #expect(try await site.database.rows("SELECT * FROM sign_in_codes").count == 1)
        }
    }

    @Test func `sign-ins in two tabs both succeed, in any order, and the first one's session goes on`() async throws {
        try await AccountsFixture().test { site async throws in
            site.twitch.next(.agree(.ada))
            for isReversed in [false, true] {
                let browser = site.browser()
                let tabs = [try await browser.begin("?redirect_url=/1"), try await browser.begin("?redirect_url=/2")]
                var backs: [String] = []
                for tab in tabs { backs.append(try await browser.visitTwitch(tab)) }
                if isReversed { backs.reverse() }
                var places: [String?] = []
                var sessions: Set<String?> = []
                for back in backs {
                    places.append(try await browser.get(back).location)
                    sessions.insert(browser.cookies["session"])
                }
                #expect(places == (isReversed ? ["/2", "/1"] : ["/1", "/2"]))
                #expect(sessions.count == 1)
                #expect(try await browser.get("/api/auth/me").status == .ok)
            }
        }
    }

    @Test(arguments: ["", "x", "a b", String(repeating: "é", count: 43), String(repeating: "a", count: 44)])
    func `a cookie that is none of ours is replaced`(planted: String) async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            browser.keep("sign_in", planted)
            #expect(try await browser.signIn(as: .ada).location == "/")
            #expect(browser.cookies["sign_in"] != planted)
        }
    }

    @Test func `a code that leaked is worth nothing in another browser's sign-in`() async throws {
        try await AccountsFixture().test { site async throws in
            site.twitch.next(.agree(.ada))
            let victim = site.browser()
            let leaked = try await victim.visitTwitch(try await victim.begin())
            let attacker = site.browser()
            let own = try await attacker.visitTwitch(try await attacker.begin())
            func part(_ name: String, of path: String) throws -> Substring {
                path[try #require(path.firstRange(of: name + "=")).upperBound...].prefix { $0 != "&" }
            }
            let code = try part("code", of: leaked)
            let state = try part("state", of: own)
            let answer = try await attacker.get("/api/auth/callback?code=\(code)&state=\(state)", accept: "*/*")
            #expect(answer.status == .badRequest)
            #expect(answer.text.contains("Twitch did not accept the sign-in"))
            #expect(attacker.cookies["session"] == nil)
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
