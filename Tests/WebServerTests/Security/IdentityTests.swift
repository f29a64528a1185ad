import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebServer

@Suite struct IdentityTests {
    private func routes(_ router: Router<AppContext>) {
        router.get("api/me") { _, context in try context.requireUser().shownName }
    }

    @Test func `a session cookie or a bearer token says who it is`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            for headers: HTTPFields in [[.cookie: "session=ada-session"], [.authorization: "bearer ada-token"]] {
                try await client.execute(uri: "/api/me", method: .get, headers: headers) {
                    #expect($0.body.text == "Ada <3")
                }
            }
        }
    }

    @Test(arguments: [
        "Bearer wrong", "Bearer", "Basic ada-token", "ada-token", "Bearer " + String(repeating: "x", count: 999),
    ])
    func `a bad token is refused`(header: String) async throws {
        try await WebFixture().test(routes: self.routes) { client in
            let headers: HTTPFields = [.authorization: header, .cookie: "session=ada-session"]
            try await client.execute(uri: "/api/me", method: .get, headers: headers) { response in
                #expect(response.status == .unauthorized)
                #expect(response.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
                #expect(response.body.text == #"{"detail":"Invalid token"}"#)
            }
        }
    }

    @Test func `an ended session is a stranger's`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            try await client.execute(uri: "/api/me", method: .get, headers: [.cookie: "session=old"]) {
                #expect($0.status == .unauthorized)
                #expect($0.body.text == #"{"detail":"Not authenticated"}"#)
            }
        }
    }
}
