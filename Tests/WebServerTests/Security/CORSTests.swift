import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebServer

@Suite struct CORSTests {
    private static let preflight: HTTPFields = [
        .origin: "https://tool.example", .accessControlRequestMethod: "PATCH",
    ]

    @Test func `nobody is allowed by default`() async throws {
        try await WebFixture().test { client in
            try await client.execute(uri: "/health", method: .options, headers: Self.preflight) { response in
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.accessControlAllowOrigin] == nil)
            }
        }
    }

    @Test func `a listed site may ask and read`() async throws {
        var fixture = try WebFixture()
        fixture.settings.corsOrigins = [try #require(WebOrigin(parsing: "https://tool.example"))]
        try await fixture.test { client in
            try await client.execute(uri: "/api/x", method: .options, headers: Self.preflight) { response in
                #expect(response.status == .noContent)
                #expect(response.headers[.accessControlAllowOrigin] == "https://tool.example")
                #expect(response.headers[.accessControlAllowMethods]?.contains("PATCH") == true)
                #expect(response.headers[.accessControlAllowCredentials] == nil)
            }
            try await client.execute(uri: "/api/x", method: .get, headers: [.origin: "https://tool.example"]) {
                #expect($0.status == .notFound)
                #expect($0.headers[.accessControlAllowOrigin] == "https://tool.example")
                #expect($0.headers[.vary] == "Origin")
            }
            try await client.execute(uri: "/api/x", method: .get, headers: [.origin: "https://evil.example"]) {
                #expect($0.headers[.accessControlAllowOrigin] == nil)
                #expect($0.headers[.vary] == "Origin")
            }
        }
    }
}
