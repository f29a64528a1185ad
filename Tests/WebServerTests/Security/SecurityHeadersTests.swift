import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebServer

@Suite struct SecurityHeadersTests {
    @Test(arguments: ["/health", "/nowhere", "/static/nothing.js"])
    func `every answer carries the policy`(path: String) async throws {
        try await WebFixture().test { client in
            try await client.execute(uri: path, method: .get) { response in
                let policy = try #require(response.headers[.contentSecurityPolicy])
                #expect(policy.contains("default-src 'self';"))
                #expect(policy.contains("connect-src 'self' ws://localhost:8000;"))
                #expect(policy.contains("form-action 'self' https://id.twitch.tv;"))
                #expect(!policy.contains("unsafe"))
                #expect(response.headers[.xContentTypeOptions] == "nosniff")
                #expect(response.headers[.strictTransportSecurity] == nil)
            }
        }
    }

    @Test func `https is kept`() async throws {
        try await WebFixture(baseURL: "https://race.example").test { client in
            try await client.execute(uri: "/health", method: .get) { response in
                #expect(response.headers[.strictTransportSecurity] == "max-age=31536000")
                #expect(response.headers[.contentSecurityPolicy]?.contains("wss://race.example;") == true)
            }
        }
    }

    @Test func `a route may have its own policy`() async throws {
        try await WebFixture().test(routes: { router in
            router.get("overlay") { _, _ in
                Response(status: .ok, headers: [.contentSecurityPolicy: "frame-ancestors *"])
            }
        }) { client in
            try await client.execute(uri: "/overlay", method: .get) {
                #expect($0.headers[values: .contentSecurityPolicy] == ["frame-ancestors *"])
            }
        }
    }
}
