import Database
import DatabaseTesting
import Testing
import WebServer

@testable import Accounts

/// Bots never go by the name of somebody.
@Suite struct BotNameTests {
    private func withUsers(_ body: (UserStore) async throws -> Void) async throws {
        try await withEachDatabase(AccountsSchema.migrations) { database in
            try await body(UserStore(database: database, now: TestClock().now))
        }
    }

    private static func profile(
        _ id: String,
        _ username: String,
        shown displayName: String? = nil,
        kind: AccountKind = .person
    ) -> UserStore.Profile {
        UserStore.Profile(kind: kind, twitchID: id, username: username, displayName: displayName, avatarURL: nil)
    }

    @Test func `a bot is told apart from people, keeps its account, and is not found among them`() async throws {
        try await self.withUsers { users async throws in
            let bot = try await users.bot(named: "Fogwright")
            #expect(bot.kind == .bot)
            #expect(bot.username == "fogwright")
            #expect(bot.displayName == "Fogwright")
            #expect(try await users.bot(named: "Fogwright", role: .organizer).id == bot.id)
            #expect(try await users.user(bot.id)?.role == .organizer)
            #expect(try await users.user(named: "FOGWRIGHT")?.id == bot.id)
            #expect(try await users.search(prefix: "fog", limit: 10).isEmpty)
        }
    }

    @Test(arguments: [
        profile("1", "FogWright"), profile("1", "x", shown: "FOGWRIGHT"), profile("1", "ｆｏｇｗｒｉｇｈｔ"),
        profile("dev:fogwright", "Fogwright", kind: .development),
    ])
    func `a bot named like somebody gets another name`(profile: UserStore.Profile) async throws {
        try await self.withUsers { users async throws in
            let somebody = try await users.signedIn(profile)
            let bot = try await users.bot(named: "Fogwright")
            #expect(bot.username == "fogwright_bot")
            #expect(bot.displayName == "Fogwright Bot")
            #expect(try await users.user(named: "fogwright")?.id == somebody.id)
            #expect(try await users.user(named: bot.username)?.id == bot.id)
        }
    }

    @Test(arguments: [profile("1", "fogwright"), profile("1", "x", shown: "Fogwright")])
    func `who signs in later under a bot's name gets it, and the bot another`(profile: UserStore.Profile) async throws {
        try await self.withUsers { users async throws in
            let bot = try await users.bot(named: "Fogwright")
            _ = try await users.signedIn(Self.profile("2", "fogwright_bot", shown: "Somebody else"))
            let person = try await users.signedIn(profile)
            #expect(try await users.user(named: "fogwright")?.id == person.id)
            let renamed = try #require(try await users.user(bot.id))
            #expect(renamed.username == "fogwright_bot_2")
            #expect(renamed.displayName == "Fogwright Bot 2")
            #expect(try await users.bot(named: "Fogwright").id == bot.id)
            #expect(try await users.user(named: "fogwright")?.id == person.id)
        }
    }

    @Test func `two bots never share a name`() async throws {
        try await self.withUsers { users async throws in
            let first = try await users.bot(named: "Ashvein Bot")
            _ = try await users.signedIn(Self.profile("1", "ashvein"))
            let second = try await users.bot(named: "Ashvein")
            #expect(first.username == "ashvein_bot")
            #expect(second.username == "ashvein_bot_2")
        }
    }
}
