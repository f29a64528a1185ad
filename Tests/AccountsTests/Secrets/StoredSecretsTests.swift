import Foundation
import Testing

@testable import Accounts
@testable import Database

@Suite struct StoredSecretsTests {
    /// Every value in every table, the database's own list of tables included.
    private func everything(in database: Database) async throws -> String {
        let tables = try await database.read { session in
            try session.rows(
                session.dialect == .sqlite
                    ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                    : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'"
            ).map { try $0.get("name") as String }
        }
        #expect(Set(tables).isSuperset(of: ["users", "web_sessions", "api_tokens", "sign_in_states", "sign_in_codes"]))
        return try await tables.asyncJoined { table in
            try await database.rows(SQL(migration: "SELECT * FROM \(table)")).map { "\($0.values)" }.joined()
        }
    }

    @Test func `no table holds a secret, only what proves it`() async throws {
        try await AccountsFixture(trustedOrigins: ["https://app.example"]).test { site async throws in
            let browser = site.browser()
            _ = try await browser.signIn(as: .ada)
            let code = try await site.browser().signIn(as: .ada, query: "?redirect_url=https://app.example")
                .location?.split(separator: "=").last.map(String.init)
            let dev = try await site.browser().post("/api/auth/dev", json: "{\"username\":\"bob\"}").json()["token"]
            let page = try await browser.get("/api/auth/twitch")
            let state = page.location?.split(separator: "state=").last.map { String($0.prefix { $0 != "&" }) }

            let secrets = [code, dev as? String, state, browser.cookies["session"], browser.cookies["sign_in"]]
            let stored = try await self.everything(in: site.database)
            for secret in secrets {
                let secret = try #require(secret)
                #expect(secret.utf8.count == 43)
                #expect(!stored.contains(secret))
                #expect(stored.contains(Token.hash(secret)))
            }
            #expect(!site.twitch.secrets.isEmpty)
            for secret in site.twitch.secrets { #expect(!stored.contains(secret)) }
        }
    }
}

extension Sequence {
    fileprivate func asyncJoined(_ text: (Element) async throws -> String) async rethrows -> String {
        var all = ""
        for element in self { all += try await text(element) }
        return all
    }
}
