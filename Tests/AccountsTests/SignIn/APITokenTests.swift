import Database
import DatabaseTesting
import Foundation
import HTTPTypes
import Synchronization
import Testing
import Vocabulary
import WebServer

@testable import Accounts

@Suite struct APITokenTests {
    private static let path = "/api/auth/tokens"

    private func developmentToken(_ name: String, _ site: TestSite) async throws -> String {
        let answer = try await site.browser().post("/api/auth/dev", json: "{\"username\":\"\(name)\"}")
        return try #require(try answer.json()["token"] as? String)
    }

    private func ask(
        _ method: HTTPRequest.Method,
        _ path: String,
        as token: String,
        json: String? = nil,
        _ site: TestSite
    ) async throws -> Browser.Page {
        var headers: HTTPFields = [.authorization: "Bearer \(token)"]
        if json != nil { headers[.contentType] = "application/json" }
        return try await site.browser().send(method, path, headers, body: json)
    }

    private func tokens(of token: String, _ site: TestSite) async throws -> [[String: Any]] {
        let list = try await self.ask(.get, Self.path, as: token, site)
        #expect(list.status == .ok)
        #expect(list.headers[.cacheControl] == "no-store")
        return try #require(try list.json()["tokens"] as? [[String: Any]])
    }

    @Test func `a token is made under a name, shown once, listed without its secret, and revoked`() async throws {
        try await AccountsFixture().test { site async throws in
            let mine = try await self.developmentToken("ada", site)
            site.clock.advance(seconds: 1)
            let made = try await self.ask(.post, Self.path, as: mine, json: "{\"name\":\" Stream deck \"}", site)
            #expect(made.status == .created)
            let secret = try #require(try made.json()["token"] as? String)
            let id = try #require(try made.json()["id"] as? String)
            #expect(secret.utf8.count == 43)

            let listed = try await self.tokens(of: secret, site)
            #expect(listed.map { $0["name"] as? String } == ["Stream deck", "Development login"])
            #expect(listed.map { $0["current"] as? Bool } == [true, false])
            #expect(listed[0]["id"] as? String == id)
            #expect(listed[0]["created_at"] as? String == "2023-11-14T22:13:21.000+00:00")
            #expect(listed[0]["last_used_at"] as? String == "2023-11-14T22:13:21.000+00:00")
            #expect(listed[0]["expires_at"] as? String == "2024-11-13T22:13:21.000+00:00")
            #expect(Set(listed[0].keys) == ["id", "name", "created_at", "last_used_at", "expires_at", "current"])

            #expect(try await self.ask(.delete, "\(Self.path)/\(id)", as: mine, site).status == .noContent)
            #expect(try await self.ask(.get, Self.path, as: secret, site).status == .unauthorized)
            #expect(try await self.ask(.delete, "\(Self.path)/\(id)", as: mine, site).status == .notFound)
            #expect(try await self.tokens(of: mine, site).count == 1)
        }
    }

    @Test func `nobody sees or revokes a token of somebody else`() async throws {
        try await AccountsFixture().test { site async throws in
            let ada = try await self.developmentToken("ada", site)
            let bob = try await self.developmentToken("bob", site)
            let id = try #require(try await self.tokens(of: ada, site).first?["id"] as? String)
            #expect(try await self.tokens(of: bob, site).first?["id"] as? String != id)
            for wrong in [id, "nonsense", UUID().uuidString, "%00"] {
                let answer = try await self.ask(.delete, "\(Self.path)/\(wrong)", as: bob, site)
                #expect(answer.status == .notFound)
                #expect(try answer.json()["detail"] as? String == "You have no such token")
            }
            #expect(try await self.ask(.get, Self.path, as: ada, site).status == .ok)
            for method in [HTTPRequest.Method.get, .post] {
                #expect(try await site.browser().send(method, Self.path).status == .unauthorized)
            }
        }
    }

    @Test(arguments: [
        ("{}", 422), ("{\"name\":null}", 422), ("{\"name\":\"\"}", 422), ("{\"name\":\"  \"}", 422),
        ("{\"name\":\"a\\u0000b\"}", 422), ("{\"name\":\"\\u202egnorw\"}", 422), ("{\"name\":\"\\u200d\"}", 422),
        ("{\"name\":\"\(String(repeating: "a", count: 101))\"}", 422), ("nonsense", 400),
    ])
    func `a name that can't be shown is refused`(body: String, status: Int) async throws {
        try await AccountsFixture().test { site async throws in
            let mine = try await self.developmentToken("ada", site)
            #expect(try await self.ask(.post, Self.path, as: mine, json: body, site).status.code == status)
            #expect(try await self.tokens(of: mine, site).count == 1)
        }
    }

    @Test func `a session changes tokens only from one of our pages`() async throws {
        try await AccountsFixture().test { site async throws in
            let browser = site.browser()
            _ = try await browser.signIn(as: .ada)
            #expect(try await browser.post(Self.path, json: "{\"name\":\"x\"}").status == .forbidden)
            let csrf = try await browser.get("/nothing-here").hidden("csrf")
            let header = try #require(HTTPField.Name("X-CSRF-Token"))
            let made = try await browser.post(Self.path, json: "{\"name\":\"x\"}", [header: csrf])
            #expect(made.status == .created)
            let tokens = try #require(try await browser.get(Self.path).json()["tokens"] as? [[String: Any]])
            #expect(tokens.map { $0["current"] as? Bool } == [false])
        }
    }

    @Test func `a token that nobody uses for a year ends, and a use gives it another year`() async throws {
        try await AccountsFixture().test { site async throws in
            let used = try await self.developmentToken("ada", site)
            let resting = try await self.developmentToken("ada", site)
            site.clock.advance(seconds: 364 * 24 * 3_600)
            #expect(try await self.tokens(of: used, site).count == 2)
            site.clock.advance(seconds: 24 * 3_600)
            #expect(try await self.ask(.get, Self.path, as: resting, site).status == .unauthorized)
            #expect(try await self.tokens(of: used, site).count == 1)
            _ = try await self.developmentToken("bob", site)
            #expect(try await site.database.rows("SELECT * FROM api_tokens").count == 2)
        }
    }

    @Test func `most uses write nothing, one an hour is noted`() async throws {
        try await AccountsFixture().test { site async throws in
            let token = try await self.developmentToken("ada", site)
            func noted() async throws -> Moment? {
                try await site.database.row("SELECT last_used_at FROM api_tokens")?.get("last_used_at")
            }
            let made = try await noted()
            for _ in 0..<3 {
                site.clock.advance(seconds: 1_199)
                _ = try await self.tokens(of: token, site)
                #expect(try await noted() == made)
            }
            site.clock.advance(seconds: 3)
            _ = try await self.tokens(of: token, site)
            #expect(try await noted() == site.clock.now())
        }
    }

    @Test func `one token too many ends the one that rested for the longest`() async throws {
        try await withEachDatabase(AccountsSchema.migrations) { database in
            let clock = TestClock()
            let store = SessionStore(database: database, sockets: SocketRegistry(), now: clock.now)
            let users = UserStore(database: database, now: clock.now)
            let profile = UserStore.Profile(twitchID: "1", username: "ada", displayName: nil, avatarURL: nil)
            let other = UserStore.Profile(twitchID: "2", username: "bob", displayName: nil, avatarURL: nil)
            let ada = try await users.signedIn(profile).id
            let bobs = try await store.issueToken(for: try await users.signedIn(other).id, named: "bob").secret
            var secrets: [String] = []
            for number in 0..<SessionStore.mostTokens {
                clock.advance(seconds: 1)
                secrets.append(try await store.issueToken(for: ada, named: "\(number)").secret)
            }
            clock.advance(seconds: 3_600)
            #expect(try await store.user(apiToken: secrets[0]) as User? != nil)
            _ = try await store.issueToken(for: ada, named: "one more")
            #expect(try await store.user(apiToken: secrets[0]) as User? != nil)
            #expect(try await store.user(apiToken: secrets[1]) as User? == nil)
            #expect(try await store.user(apiToken: secrets[2]) as User? != nil)
            #expect(try await store.user(apiToken: bobs) as User? != nil)
            #expect(try await store.tokens(of: ada, credential: "").tokens.count == SessionStore.mostTokens)
        }
    }

    @Test func `tokens of an older database get names, ids and a year from now`() async throws {
        try await withEachDatabase([AccountsSchema.accounts]) { database in
            try await database.execute(
                "INSERT INTO users (id, username, role, created_at) VALUES (\(UserID()), 'ada', 'user', 1)"
            )
            for secret in ["one", "two"] {
                try await database.execute(
                    """
                    INSERT INTO api_tokens (token_hash, user_id, created_at)
                    SELECT \(Token.hash(secret)), id, 1 FROM users
                    """
                )
            }
            try await database.migrate(AccountsSchema.migrations)
            let store = SessionStore(database: database, sockets: SocketRegistry())
            let ada = try #require(try await store.user(apiToken: "one") as User?)
            let (tokens, current) = try await store.tokens(of: ada.id, credential: Token.hash("two"))
            #expect(tokens.map(\.name) == ["API token", "API token"])
            #expect(Set(tokens.map(\.id)).count == 2)
            #expect(current != nil)
        }
    }
}
