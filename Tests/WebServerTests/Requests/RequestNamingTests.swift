import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import WebServer

@Suite struct RequestNamingTests {
    @Test func `a sane id is kept and repeated`() async throws {
        try await WebFixture().test { client in
            try await client.execute(uri: "/health", method: .get, headers: [.xRequestID: "proxy-0001"]) {
                #expect($0.headers[.xRequestID] == "proxy-0001")
            }
        }
    }

    @Test(arguments: ["short", String(repeating: "x", count: 65), "id with blanks", "id\"quoted\""])
    func `an odd id is replaced`(id: String) async throws {
        try await WebFixture().test { client in
            try await client.execute(uri: "/health", method: .get, headers: [.xRequestID: id]) { response in
                let given = try #require(response.headers[.xRequestID])
                #expect(given != id)
                #expect(given.count == 16)
            }
        }
    }

    @Test func `log lines name the request and the person, but no secrets`() async throws {
        let log = LogLines()
        var fixture = try WebFixture()
        fixture.logger = log.logger
        try await fixture.test(routes: { router in
            router.get("invite/:token") { _, context in
                context.logger.info("inside")
                return "hello"
            }
        }) { client in
            let headers: HTTPFields = [.xRequestID: "request-7", .authorization: "Bearer ada-token"]
            try await client.execute(uri: "/invite/s3cret?code=hidden", method: .get, headers: headers) {
                #expect($0.status == .ok)
            }
        }

        let lines = log.all.filter { $0.contains("request_id=request-7") }
        #expect(lines.contains { $0.contains("inside") })
        let access = try #require(lines.first { $0.contains("GET /invite/{token} 200") })
        #expect(access.contains("user=00000000-0000-4000-8000-00000000000a"))
        #expect(access.contains("ms="))
        #expect(!log.all.contains { $0.contains("s3cret") || $0.contains("hidden") || $0.contains("ada-token") })
    }
}
