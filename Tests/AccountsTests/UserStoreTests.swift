import Database
import DatabaseTesting
import Foundation
import Testing
import Vocabulary
import WebServer

@testable import Accounts

@Suite struct UserStoreTests {
    private func withUsers(
        _ names: [(String, String?)],
        _ body: (UserStore) async throws -> Void
    ) async throws {
        try await withEachDatabase(AccountsSchema.migrations) { database in
            let clock = TestClock()
            let users = UserStore(database: database, now: clock.now)
            for (index, name) in names.enumerated() {
                clock.advance(seconds: 1)
                let profile = UserStore.Profile(
                    twitchID: "\(index)",
                    username: name.0,
                    displayName: name.1,
                    avatarURL: nil
                )
                _ = try await users.signedIn(profile)
            }
            try await body(users)
        }
    }

    @Test func `a name is found whatever its case, and means itself`() async throws {
        try await self.withUsers([("ada_runs", nil), ("adaXruns", nil), ("Zoë", nil), ("a%", nil)]) {
            users async throws in
            #expect(try await users.user(named: "ADA_RUNS")?.username == "ada_runs")
            #expect(try await users.user(named: "Zoë")?.username == "Zoë")
            #expect(try await users.user(named: "a%")?.username == "a%")
            for name in ["ada%", "ada_run_", "%", "_", "", "ada_runs ", "' OR 1=1 --", "ada\u{0}"] {
                #expect(try await users.user(named: name) == nil)
            }
        }
    }

    @Test func `a search finds both names by how they begin, sorted, without wildcards`() async throws {
        let names = [("bob", "Ada's bob"), ("ADAM", nil), ("ada_runs", "Ada_Runs"), ("anna", nil), ("x", "日本の走者")]
        try await self.withUsers(names) { users async throws in
            #expect(try await users.search(prefix: "aDa", limit: 10).map(\.username) == ["ada_runs", "ADAM", "bob"])
            #expect(try await users.search(prefix: "a", limit: 2).count == 2)
            #expect(try await users.search(prefix: "日本", limit: 10).map(\.username) == ["x"])
            for prefix in ["%", "_", "ada%", "", "\u{0}", String(repeating: "a", count: 101)] {
                #expect(try await users.search(prefix: prefix, limit: 10).isEmpty)
            }
        }
    }

    @Test(arguments: [
        ("MÖB", "möb"), ("Möb", "MO\u{308}B"), ("straße", "STRASSE"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("Ａｄａ", "ada"),
        ("İnci", "i\u{307}nci"), ("ада", "АДА"), ("褪せ人", "褪せ人"), ("ada\u{200D}", "ada"),
    ])
    func `letters of every script are found in either case and form`(name: String, asked: String) async throws {
        try await self.withUsers([(name, nil), ("x", "\(name) shown")]) { users async throws in
            for text in [name, asked] {
                #expect(try await users.user(named: text)?.username == name)
                #expect(try await users.user(named: text + " shown")?.username == "x")
                #expect(Set(try await users.search(prefix: text, limit: 10).map(\.username)) == [name, "x"])
            }
        }
    }

    @Test func `a shown name finds its only bearer, and a login comes first`() async throws {
        let names = [("moebius_x", "Möbius"), ("ren", "褪せ人"), ("anna", "ada"), ("ada", "Anna")]
        try await self.withUsers(names) { users async throws in
            #expect(try await users.user(named: "MÖBIUS")?.username == "moebius_x")
            #expect(try await users.user(named: "褪せ人")?.username == "ren")
            #expect(try await users.user(named: "褪せ")?.username == nil)
            #expect(try await users.user(named: "ADA")?.username == "ada")
            #expect(try await users.user(named: "Anna")?.username == "anna")
        }
    }

    @Test func `a name that several are shown under means none of them, and the error names nobody`() async throws {
        try await self.withUsers([("secret_one", "Möb"), ("secret_two", "MÖB")]) { users async throws in
            let error = await #expect(throws: UserStore.AmbiguousName.self) { try await users.user(named: "möb") }
            #expect(error == UserStore.AmbiguousName(name: "möb"))
            #expect(error?.description.contains("secret") == false)
            #expect(try await users.user(named: "SECRET_two")?.displayName == "MÖB")
        }
    }

    @Test func `accounts of an older database are found in any case, and their kind is known`() async throws {
        try await withEachDatabase([AccountsSchema.accounts]) { database in
            for (twitchID, username, shown) in [
                ("7", "MÖB", "褪せ人 Ä"), ("dev:ada", "Ada", nil as String?), ("demo:fogwright", "fogwright", "Fogwright"),
            ] {
                try await database.execute(
                    """
                    INSERT INTO users (id, twitch_id, username, display_name, role, created_at)
                    VALUES (\(UserID()), \(twitchID), \(username), \(shown), 'user', 1)
                    """
                )
            }
            try await database.migrate(AccountsSchema.migrations)
            let users = UserStore(database: database)
            #expect(try await users.user(named: "möb")?.kind == .person)
            #expect(try await users.user(named: "褪せ人 ä")?.username == "MÖB")
            #expect(try await users.user(named: "ADA")?.kind == .development)
            #expect(try await users.user(named: "fogwright")?.kind == .bot)
        }
    }

    @Test func `of two accounts with one name the later guest is meant`() async throws {
        try await self.withUsers([("ada", "first"), ("ADA", "second")]) { users async throws in
            #expect(try await users.user(named: "ada")?.displayName == "second")
            #expect(try await users.search(prefix: "ada", limit: 10).count == 2)
        }
    }

    @Test func `many first sign-ins of one account at once make one account`() async throws {
        try await self.withUsers([]) { users async throws in
            let profile = UserStore.Profile(twitchID: "7", username: "ada", displayName: nil, avatarURL: nil)
            let ids = try await withThrowingTaskGroup(of: UserID.self) { group in
                for _ in 0..<8 { group.addTask { try await users.signedIn(profile).id } }
                return try await group.reduce(into: Set<UserID>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            #expect(try await users.user(try #require(ids.first))?.username == "ada")
            #expect(try await users.user(UserID()) == nil)
        }
    }
}
