import Database
import HTTPTypes
import Testing

@testable import Accounts

@Suite struct FailingTwitchTests {
    private func expectFailure(
        _ words: String,
        at site: TestSite,
        as person: FakeTwitch.Person = .ada
    ) async throws {
        let browser = site.browser()
        let page = try await browser.signIn(as: person)
        #expect(page.status == .badRequest)
        #expect(page.text.contains("Not signed in: \(words). Please try again."))
        #expect(browser.cookies["session"] == nil)
        #expect(try await site.database.rows("SELECT * FROM users").isEmpty)
    }

    @Test(arguments: [FakeTwitch.Mood.failing, .garbage, .huge])
    func `a Twitch that answers badly signs nobody in`(mood: FakeTwitch.Mood) async throws {
        try await AccountsFixture().test { site async throws in
            site.twitch.behave(token: mood)
            try await self.expectFailure("Twitch has a problem", at: site)
            site.twitch.behave(users: mood)
            try await self.expectFailure("Twitch has a problem", at: site)
            site.twitch.behave()
            #expect(try await site.browser().signIn(as: .ada).status == .found)
        }
    }

    @Test func `a Twitch that stops in the middle of an answer is not waited for`() async throws {
        try await AccountsFixture(patience: .milliseconds(300)).test { site async throws in
            site.twitch.behave(token: .stuck)
            try await self.expectFailure("Twitch can&#39;t be reached", at: site)
        }
    }

    @Test func `a code that Twitch does not know signs nobody in`() async throws {
        try await AccountsFixture().test { site async throws in
            site.twitch.next(.agree(.ada))
            let browser = site.browser()
            let back = try await browser.visitTwitch(try await browser.get("/api/auth/twitch"))
            let forged = back.replacing(/code=[^&]*/, with: "code=%26client_id%3Dother+%00")
            let page = try await browser.get(forged)
            #expect(page.status == .badRequest)
            #expect(page.text.contains("Twitch did not accept the sign-in"))
            #expect(browser.cookies["session"] == nil)
        }
    }

    @Test(arguments: [
        FakeTwitch.Person(id: "", login: "ada"),
        FakeTwitch.Person(id: "dev:ada", login: "ada"),
        FakeTwitch.Person(id: "1", login: ""),
        FakeTwitch.Person(id: "1", login: "a\u{0}b"),
        FakeTwitch.Person(id: "1", login: String(repeating: "a", count: 101)),
    ])
    func `an account that can't be is not stored`(person: FakeTwitch.Person) async throws {
        try await AccountsFixture().test { site async throws in
            try await self.expectFailure("Twitch has a problem", at: site, as: person)
        }
    }

    @Test(arguments: ["a\u{0}b", String(repeating: "x", count: 5_000), "\u{202E}gnorw"])
    func `a shown name or picture that can't be shown is left out`(text: String) async throws {
        try await AccountsFixture().test { site async throws in
            var person = FakeTwitch.Person.ada
            (person.displayName, person.imageURL) = (text, "https://example.org/\(text)")
            #expect(try await site.browser().signIn(as: person).status == .found)
            let user = try #require(try await site.accounts.users.user(named: "ada_runs"))
            #expect(user.displayName == nil)
            #expect(user.avatarURL == nil)
        }
    }
}
