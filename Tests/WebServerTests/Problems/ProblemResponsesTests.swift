import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import WebServer

@Suite struct ProblemResponsesTests {
    private struct Secret: Error { let password = "hunter2" }

    private func routes(_ router: Router<AppContext>) {
        router.get("api/things/:id") { _, _ in "thing" }
        router.patch("api/things/:id") { _, _ in "changed" }
        router.get("teapot") { _, _ -> String in throw Problem(.conflict, "Already <b>full</b>") }
        router.get("api/broken") { _, _ -> String in throw Secret() }
        router.get("private") { _, context in try context.requireUser().username }
        router.get("organizers") { _, context in try context.requireUser(in: [.admin]).username }
    }

    @Test func `the API answers JSON`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            try await client.execute(uri: "/api/nowhere", method: .get) { response in
                #expect(response.status == .notFound)
                #expect(response.headers[.contentType] == "application/json")
                #expect(response.body.text == #"{"detail":"Not Found"}"#)
            }
        }
    }

    @Test func `people get a page, escaped`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            try await client.execute(uri: "/teapot", method: .get, headers: [.accept: "text/html,*/*"]) { response in
                #expect(response.status == .conflict)
                #expect(response.headers[.contentType] == "text/html; charset=utf-8")
                #expect(response.body.text.contains("<h1>409 Someone was faster</h1>"))
                #expect(response.body.text.contains("Already &lt;b&gt;full&lt;/b&gt;"))
            }
        }
    }

    @Test func `a client that asks for JSON gets JSON`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            try await client.execute(uri: "/teapot", method: .get, headers: [.accept: "application/json"]) {
                #expect($0.body.text == #"{"detail":"Already <b>full</b>"}"#)
            }
        }
    }

    @Test func `an unexpected error shows its request id and nothing else`() async throws {
        let log = LogLines()
        var fixture = try WebFixture()
        fixture.logger = log.logger
        try await fixture.test(routes: self.routes) { client in
            try await client.execute(uri: "/api/broken", method: .get, headers: [.xRequestID: "broken-42"]) {
                #expect($0.status == .internalServerError)
                #expect($0.body.text == #"{"detail":"Internal server error (request broken-42)"}"#)
            }
        }

        #expect(log.all.contains { $0.contains("hunter2") && $0.contains("broken-42") })
    }

    @Test(arguments: [("/api/things/7", "GET, HEAD, PATCH"), ("/private", "GET, HEAD"), ("/health", "GET, HEAD")])
    func `a known path refuses other methods and says which it takes`(path: String, allow: String) async throws {
        try await WebFixture().test(routes: self.routes) { client in
            try await client.execute(uri: path, method: .delete) { response in
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.allow] == allow)
            }
        }
    }

    @Test func `HEAD answers as GET without the body`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            try await client.execute(uri: "/api/things/7", method: .head) { response in
                #expect(response.status == .ok)
                #expect(response.headers[.contentLength] == "5")
                #expect(response.body.readableBytes == 0)
            }
        }
    }

    @Test func `strangers must sign in, and roles count`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            try await client.execute(uri: "/private", method: .get) { #expect($0.status == .unauthorized) }
            let ada: HTTPFields = [.authorization: "Bearer ada-token"]
            try await client.execute(uri: "/private", method: .get, headers: ada) { #expect($0.body.text == "ada") }
            try await client.execute(uri: "/organizers", method: .get, headers: ada) {
                #expect($0.status == .forbidden)
            }
        }
    }

    @Test func `a body that says it is too long is not read`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            let headers: HTTPFields = [.contentLength: "\(2 << 20)"]
            try await client.execute(uri: "/api/things/7", method: .patch, headers: headers) {
                #expect($0.status == .contentTooLarge)
            }
        }
    }

    @Test func `an answer to HEAD has no body, also when it tells of a problem`() async throws {
        try await WebFixture().test(routes: self.routes) { client in
            for (uri, accept) in [("/api/nowhere", "application/json"), ("/teapot", "text/html")] {
                try await client.execute(uri: uri, method: .head, headers: [.accept: accept]) { response in
                    #expect(response.status.code >= 400)
                    #expect(response.body.readableBytes == 0)
                }
            }
        }
    }

    @Test func `words are quoted as JSON`() {
        #expect(JSONText.quoted("a\"b\\c\n\u{1}é") == #""a\"b\\c\n\u0001é""#)
    }
}
