import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import WebServer

@Suite struct CSRFTests {
    private static let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    private static let session: HTTPFields = [.cookie: "session=ada-session"]

    private func routes(_ router: Router<AppContext>) {
        router.get("token") { _, context in
            Response(
                status: .ok,
                headers: [.contentType: "text/html"],
                body: .init(byteBuffer: ByteBuffer(string: context.csrf?.value ?? ""))
            )
        }
        router.post("races") { request, _ in try await request.form().require("name") }
        router.post("api/races") { _, _ in "made" }
        router.delete("api/races") { _, _ in "gone" }
    }

    /// Fetches a form's token, with the cookie that belongs to it.
    private static func open(_ client: any TestClientProtocol, _ headers: HTTPFields) async throws -> (String, String?)
    {
        try await client.execute(uri: "/token", method: .get, headers: headers) { response in
            let cookie = response.headers[.setCookie]?.split(separator: ";").first.map(String.init)
            return (response.body.text, cookie)
        }
    }

    @Test func `a stranger's form needs the token of the stranger's own page`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            let (token, cookie) = try await Self.open(client, [:])
            let own = Self.form + [.cookie: try #require(cookie)]
            let good = ByteBuffer(string: "name=Dawn&csrf=\(token)")

            try await client.execute(uri: "/races", method: .post, headers: own, body: good) {
                #expect($0.body.text == "Dawn")
            }
            try await client.execute(uri: "/races", method: .post, headers: Self.form, body: good) {
                #expect($0.status == .forbidden)
            }
            try await client.execute(uri: "/races", method: .post, headers: own, body: ByteBuffer(string: "name=x")) {
                #expect($0.status == .forbidden)
            }
            let (_, otherCookie) = try await Self.open(client, [:])
            let other = Self.form + [.cookie: try #require(otherCookie)]
            try await client.execute(uri: "/races", method: .post, headers: other, body: good) {
                #expect($0.status == .forbidden)
            }
        }
    }

    @Test func `a session's token works as field and as header, for that session only`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            let (token, cookie) = try await Self.open(client, Self.session)
            #expect(cookie == nil)

            let body = ByteBuffer(string: "csrf=\(token)&name=Dawn")
            try await client.execute(uri: "/races", method: .post, headers: Self.form + Self.session, body: body) {
                #expect($0.body.text == "Dawn")
            }
            let scripted = Self.session + [.xCSRFToken: token]
            try await client.execute(uri: "/api/races", method: .delete, headers: scripted) {
                #expect($0.status == .ok)
            }
            let wrong = Self.session + [.xCSRFToken: token + "x"]
            try await client.execute(uri: "/api/races", method: .delete, headers: wrong) {
                #expect($0.status == .forbidden)
            }
            try await client.execute(uri: "/api/races", method: .delete, headers: Self.session) {
                #expect($0.status == .forbidden)
            }
        }
    }

    @Test func `bearer tokens need no form token`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            let headers: HTTPFields = [.authorization: "Bearer ada-token", .origin: "https://elsewhere.example"]
            try await client.execute(uri: "/api/races", method: .post, headers: headers) { #expect($0.status == .ok) }
        }
    }

    @Test(arguments: [
        ("Origin", "https://evil.example", false), ("Origin", "null", false), ("Origin", "http://localhost:8000", true),
        ("Origin", "http://localhost:8001", false), ("Sec-Fetch-Site", "cross-site", false),
        ("Sec-Fetch-Site", "same-site", false), ("Sec-Fetch-Site", "same-origin", true),
        ("Sec-Fetch-Site", "none", true),
    ])
    func `requests that other sites cause are refused`(name: String, value: String, isAllowed: Bool) async throws {
        try await WebFixture().test(routes: self.routes) { client in
            let field = try #require(HTTPField.Name(name))
            let headers: HTTPFields = [field: value, .contentType: "application/json"]
            try await client.execute(uri: "/api/races", method: .post, headers: headers) {
                #expect(($0.status == .ok) == isAllowed)
            }
        }
    }

    @Test(arguments: ["text/plain", "multipart/form-data; boundary=x"])
    func `forms in other encodings can't slip past`(type: String) async throws {
        try await WebFixture().test(routes: self.routes) { client in
            try await client.execute(uri: "/api/races", method: .post, headers: [.contentType: type]) {
                #expect($0.status == .forbidden)
            }
        }
    }
}

extension HTTPFields {
    fileprivate static func + (left: HTTPFields, right: HTTPFields) -> HTTPFields {
        var sum = left
        for field in right { sum.append(field) }
        return sum
    }
}
