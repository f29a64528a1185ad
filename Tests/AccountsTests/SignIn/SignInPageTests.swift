import Database
import HTTPTypes
import Testing

@testable import Accounts

@Suite struct SignInPageTests {
    @Test(arguments: [(true, true), (true, false), (false, true), (false, false)])
    func `the page offers what there is`(twitch: Bool, development: Bool) async throws {
        try await AccountsFixture(offersTwitch: twitch, offersDevelopmentLogin: development).test { site async throws in
            let page = try await site.browser().get("/sign-in")
            #expect(page.status == .ok)
            #expect(page.text.contains("<h1>Sign in</h1>"))
            #expect(page.text.contains("data-sign-in=\"twitch\"") == twitch)
            #expect(page.text.contains("action=\"/sign-in/dev\"") == development)
            #expect(page.text.contains("Nobody can sign in here yet") == (!twitch && !development))
            #expect(!page.text.contains("role=\"alert\""))
        }
    }

    @Test func `the page keeps where people wanted to go, and nothing of it becomes markup`() async throws {
        try await AccountsFixture().test { site async throws in
            let page = try await site.browser().get("/sign-in?return_to=/race/1%3Fa%3D%22%3E%3Cb%3E%26c%2B")
            #expect(try page.hidden("return_to") == "/race/1?a=&quot;&gt;&lt;b&gt;&amp;c+")
            #expect(page.text.contains("redirect_url=%2Frace%2F1%3Fa%3D%22%3E%3Cb%3E%26c%2B\""))
            #expect(!page.text.contains("<b>"))
        }
    }

    @Test func `the link to Twitch leads back to where people wanted to go`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let page = try await browser.get("/sign-in?return_to=/race/1%3Fa%3D1%26b%3D%252F")
            let start = try #require(page.text.firstRange(of: "href=\"/api/auth/twitch")).lowerBound
            let link = String(page.text[start...].dropFirst("href=\"".count).prefix { $0 != "\"" })
            site.twitch.next(.agree(.ada))
            let back = try await browser.visitTwitch(try await browser.get(link))
            #expect(try await browser.get(back).location == "/race/1?a=1&b=%2F")
        }
    }

    @Test func `the development form signs in and leads on`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let page = try await browser.get("/sign-in?return_to=/race/new")
            let fields = [
                "username": "Ada & Co", "role": "organizer", "return_to": try page.hidden("return_to"),
                "csrf": try page.hidden("csrf"),
            ]
            let answer = try await browser.post("/sign-in/dev", form: fields)
            #expect(answer.status == .seeOther)
            #expect(answer.location == "/race/new")
            let me = try await browser.get("/api/auth/me").json()
            #expect(me["twitch_username"] as? String == "Ada & Co")
            #expect(me["role"] as? String == "organizer")
            // There is nothing left to do on the page.
            #expect(try await browser.get("/sign-in?return_to=/races").location == "/races")
            #expect(try await browser.get("/sign-in?return_to=//evil.example").location == "/")
        }
    }

    @Test func `the development form needs the token of its own page`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let token = try await browser.get("/sign-in").hidden("csrf")
            #expect(try await browser.post("/sign-in/dev", form: ["username": "ada"]).status == .forbidden)
            let stranger = try await site.browser().post("/sign-in/dev", form: ["username": "ada", "csrf": token])
            #expect(stranger.status == .forbidden)
            #expect(browser.cookies["session"] == nil)
            #expect(try await site.database.rows("SELECT id FROM users").isEmpty)
        }
    }

    @Test(arguments: ["", " ", "a\u{0}b", String(repeating: "a", count: 101)])
    func `a name that can't be is explained where it was typed`(name: String) async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let token = try await browser.get("/sign-in").hidden("csrf")
            let fields = ["username": name, "role": "admin", "return_to": "/races", "csrf": token]
            let page = try await browser.post("/sign-in/dev", form: fields)
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("id=\"username-error\">The name must have 1 to 100 characters"))
            #expect(page.text.contains("value=\"admin\" checked"))
            #expect(try page.hidden("return_to") == "/races")
        }
    }

    @Test func `a form from elsewhere can't lead elsewhere or invent a role`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            let token = try await browser.get("/sign-in").hidden("csrf")
            let king = try await browser.post("/sign-in/dev", form: ["username": "a", "role": "king", "csrf": token])
            #expect(king.status == .unprocessableContent)
            let fields = ["username": "ada", "return_to": "//evil.example", "csrf": token]
            #expect(try await browser.post("/sign-in/dev", form: fields).location == "/")
        }
    }
}
