import Database
import Foundation
import HTTPTypes
import Testing
import Vocabulary
import WebServer

@testable import Accounts

@Suite struct SignInFlowTests {
    @Test func `a person comes back from Twitch signed in, where they wanted to go`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let page = try await browser.signIn(as: .ada, query: "?redirect_url=%2Frace%2F1%3Ftab%3Dmap&locale=de")
            #expect(page.status == .found)
            #expect(page.location == "/race/1?tab=map")

            let me = try await browser.get("/api/auth/me").json()
            #expect(me["twitch_username"] as? String == "ada_runs")
            #expect(me["twitch_display_name"] as? String == "Ada_Runs")
            #expect(me["twitch_avatar_url"] as? String == "https://static-cdn.jtvnw.net/ada.png")
            #expect(me["role"] as? String == "user")
            #expect(me["locale"] as? String == "de")
        }
    }

    @Test func `the cookies are out of reach for scripts and other sites`() async throws {
        try await AccountsFixture(baseURL: "https://race.example").test { site async throws in
            let browser = site.browser()
            let page = try await browser.signIn(as: .ada)
            let cookies = page.headers[values: .setCookie]
            let session = try #require(cookies.first { $0.hasPrefix("__Host-session=") })
            #expect(session.hasSuffix("; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000"))
            #expect(browser.cookies.keys.sorted() == ["__Host-session", "__Host-sign_in"])
        }
    }

    @Test func `who says no at Twitch is told so on the sign-in page`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let back = try await browser.visitTwitch(try await browser.get("/api/auth/twitch"))
            let page = try await browser.get(back)
            #expect(page.status == .badRequest)
            #expect(page.text.contains("You did not allow it"))
            #expect(page.text.contains("data-sign-in=\"twitch\""))
            #expect(browser.cookies["session"] == nil)
            // That attempt is over: what was said once can't be taken back, not even with a code.
            #expect(try await browser.get(back).text.contains("You did not allow it"))
            let forged = back.replacing("error=access_denied", with: "code=abc")
            #expect(try await browser.get(forged).location == "/sign-in?return_to=%2F")
            #expect(browser.cookies["session"] == nil)
        }
    }

    @Test func `signing in again ends the session before`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            _ = try await browser.signIn(as: .ada)
            let old = try #require(browser.cookies["session"])
            _ = try await browser.signIn(as: .bob)
            #expect(try await browser.get("/api/auth/me").json()["twitch_username"] as? String == "bob")
            #expect(try await site.accounts.sessions.user(sessionToken: old) as User? == nil)
        }
    }

    @Test func `an account follows its owner's new name, and keeps role and language`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            _ = try await browser.signIn(as: .ada, query: "?locale=fr")
            let ada = try #require(try await site.accounts.users.user(named: "ada_runs"))
            try await site.database.execute("UPDATE users SET role = 'admin' WHERE id = \(ada.id)")

            var renamed = FakeTwitch.Person.ada
            (renamed.login, renamed.displayName) = ("ada_sprints", nil)
            _ = try await browser.signIn(as: renamed, query: "?locale=de")
            let me = try await browser.get("/api/auth/me").json()
            #expect(me["id"] as? String == ada.id.description)
            #expect(me["twitch_username"] as? String == "ada_sprints")
            #expect(me["twitch_display_name"] is NSNull)
            #expect(me["role"] as? String == "admin")
            #expect(me["locale"] as? String == "fr")
            #expect(try await site.accounts.users.user(named: "ada_runs") == nil)
        }
    }

    @Test func `a name that moved on at Twitch belongs to who was here last`() async throws {
        try await AccountsFixture().test { site async throws in
            _ = try await site.browser().signIn(as: .ada)
            site.clock.advance(seconds: 60)
            var heir = FakeTwitch.Person.bob
            heir.login = "Ada_Runs"
            _ = try await site.browser().signIn(as: heir)
            #expect(try await site.accounts.users.user(named: "ada_runs")?.twitchID == heir.id)
            site.clock.advance(seconds: 60)
            _ = try await site.browser().signIn(as: .ada)
            #expect(try await site.accounts.users.user(named: "ada_runs")?.twitchID == FakeTwitch.Person.ada.id)
        }
    }

    @Test(arguments: ["%00", "de%0A", "x", "a-language-tag-too-long", "%F0%9F%98%80", "de%20DE"])
    func `a language that is none is not kept`(locale: String) async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            #expect(try await browser.signIn(as: .ada, query: "?locale=\(locale)").status == .found)
            #expect(try await browser.get("/api/auth/me").json()["locale"] is NSNull)
        }
    }

    @Test func `without Twitch its routes say so`() async throws {
        try await AccountsFixture(offersTwitch: false).test { site async throws in
            for path in ["/api/auth/twitch", "/api/auth/callback?code=a&state=b"] {
                let answer = try await site.browser().get(path, accept: "*/*")
                #expect(answer.status == .serviceUnavailable)
                #expect(try answer.json()["detail"] as? String == "Sign-in with Twitch is not set up on this server")
            }
        }
    }
}
