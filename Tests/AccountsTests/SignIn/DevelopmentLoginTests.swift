import Database
import Foundation
import HTTPTypes
import Testing
import WebServer

@testable import Accounts

@Suite struct DevelopmentLoginTests {
    private func logIn(_ json: String, _ site: TestSite) async throws -> Browser.Page {
        try await site.browser().post("/api/auth/dev", json: json)
    }

    private func token(_ json: String, _ site: TestSite) async throws -> String {
        let answer = try await self.logIn(json, site)
        #expect(answer.status == .ok)
        return try #require(try answer.json()["token"] as? String)
    }

    @Test func `any name gets a token, with the role it asks for`() async throws {
        try await AccountsFixture().test { site async throws in
            for role in ["user", "organizer", "admin"] {
                let token = try await self.token("{\"username\":\"Zoë \(role)\",\"role\":\"\(role)\"}", site)
                let user = try #require(try await site.accounts.user(forAPIToken: token))
                #expect(user.username == "Zoë \(role)")
                #expect(user.role.rawValue == role)
            }
        }
    }

    @Test func `a role is kept until another is asked for, and a name has one account`() async throws {
        try await AccountsFixture().test { site async throws in
            var users: [User] = []
            for json in [
                "{\"username\":\"ada\"}", "{\"username\":\"ada\",\"role\":\"admin\"}", "{\"username\":\" Ada \"}",
                "{\"username\":\"ADA\",\"role\":null}", "{\"username\":\"ada\",\"role\":\"user\"}",
            ] {
                let token = try await self.token(json, site)
                users.append(try #require(try await site.accounts.user(forAPIToken: token)))
            }
            #expect(Set(users.map(\.id)).count == 1)
            #expect(users.map(\.role) == [.user, .admin, .admin, .admin, .user])
        }
    }

    @Test func `an account of Twitch is never that of a development login`() async throws {
        try await AccountsFixture().test { site async throws in
            _ = try await site.browser().signIn(as: .ada)
            let twitch = try #require(try await site.accounts.users.user(named: "ada_runs"))
            let token = try await self.token("{\"username\":\"ada_runs\",\"role\":\"admin\"}", site)
            let development = try #require(try await site.accounts.user(forAPIToken: token))
            #expect(development.id != twitch.id)
            #expect(try await site.accounts.users.user(twitch.id)?.role == .user)
        }
    }

    @Test func `tools may make many accounts at once`() async throws {
        try await AccountsFixture().test { site async throws in
            for number in 0..<40 { _ = try await self.token("{\"username\":\"runner \(number)\"}", site) }
            #expect(try await site.database.rows("SELECT id FROM users").count == 40)
        }
    }

    @Test(arguments: [
        ("", 400), ("nonsense", 400), ("[]", 422), ("null", 422), ("{}", 422), ("{\"username\":null}", 422),
        ("{\"username\":7}", 422), ("{\"username\":-7}", 422), ("{\"username\":1e999}", 422),
        ("{\"username\":123456789012345678901234567890}", 422), ("{\"username\":true}", 422),
        ("{\"username\":[\"ada\"]}", 422), ("{\"username\":{}}", 422), ("{\"username\":\"\"}", 422),
        ("{\"username\":\"   \"}", 422), ("{\"username\":\"a\\u0000b\"}", 422), ("{\"username\":\"a\\nb\"}", 422),
        ("{\"username\":\"a\\u007f\"}", 422), ("{\"username\":\"a\\u0085\"}", 422),
        ("{\"username\":\"\\u202egnorw\"}", 422), ("{\"username\":\"\\u2028\"}", 422),
        ("{\"username\":\"\(String(repeating: "a", count: 101))\"}", 422),
        ("{\"username\":\"\(String(repeating: "a", count: 70_000))\"}", 413),
        ("{\"username\":\"ada\",\"role\":\"king\"}", 422), ("{\"username\":\"ada\",\"role\":\"\"}", 422),
        ("{\"username\":\"ada\",\"role\":\"Admin\"}", 422), ("{\"username\":\"ada\",\"role\":1}", 422),
        ("{\"username\":\"ada\",\"role\":[\"admin\"]}", 422),
    ])
    func `a body that asks for no account is refused in words`(body: String, status: Int) async throws {
        try await AccountsFixture().test { site async throws in
            let answer = try await self.logIn(body, site)
            #expect(answer.status.code == status)
            let detail = try #require(try answer.json()["detail"])
            // Words of ours, none of the decoder's.
            #expect(!answer.text.contains("Swift") && !answer.text.contains("Codable") && !"\(detail)".isEmpty)
            #expect(try await site.database.rows("SELECT id FROM users").isEmpty)
            _ = try await self.token("{\"username\":\"\(String(repeating: "é", count: 100))\"}", site)
        }
    }

    @Test func `only JSON from our own pages gets in`() async throws {
        try await AccountsFixture(trustedOrigins: ["https://app.example"]).test { site async throws in
            let json = "{\"username\":\"ada\",\"role\":\"admin\"}"
            let plain = try await site.browser().send(.post, "/api/auth/dev", [.contentType: "text/plain"], body: json)
            #expect(plain.status == .forbidden)
            let strange = try await site.browser().post("/api/auth/dev", json: json, [.origin: "https://evil.example"])
            #expect(strange.status == .forbidden)
        }
    }

    @Test func `where it is not offered there is no such thing`() async throws {
        try await AccountsFixture(offersDevelopmentLogin: false).test { site async throws in
            #expect(try await self.logIn("{\"username\":\"ada\",\"role\":\"admin\"}", site).status == .notFound)
            let browser = site.browser()
            let page = try await browser.get("/sign-in")
            #expect(page.text.contains("data-sign-in=\"twitch\""))
            #expect(!page.text.contains("/sign-in/dev"))
            let json = try await browser.send(.post, "/sign-in/dev", [.accept: "text/html"])
            #expect(json.status == .notFound)
        }
    }
}
