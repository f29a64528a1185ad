import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import WebServer

@Suite struct JSONBodyTests {
    private struct NewRace: Codable {
        let name: String
        let players: Int
        let seats: [Seat]?

        struct Seat: Codable { let number: Int }
    }

    private func send(_ body: String, type: String? = "application/json") async throws -> TestResponse {
        try await self.send(ByteBuffer(string: body), type: type)
    }

    private func send(_ body: ByteBuffer, type: String?) async throws -> TestResponse {
        let result = Mutex<TestResponse?>(nil)
        try await WebFixture().test(routes: { router in
            router.post("api/races") { request, context in
                try await request.json(NewRace.self, context: context, maxBytes: 200).name
            }
        }) { client in
            let headers: HTTPFields = type.map { [.contentType: $0] } ?? [:]
            let response = try await client.execute(
                uri: "/api/races",
                method: .post,
                headers: headers,
                body: body
            ) { $0 }
            result.withLock { $0 = response }
        }
        return try #require(result.withLock { $0 })
    }

    @Test func `a good body is decoded`() async throws {
        let response = try await self.send(#"{"name":"Dawn","players":2}"#, type: "application/json; charset=utf-8")

        #expect(response.status == .ok)
        #expect(response.body.text == "Dawn")
    }

    @Test(arguments: [
        (#"{"players":2}"#, #"{"detail":[{"loc":["body","name"],"msg":"Field required","type":"missing"}]}"#),
        (
            #"{"name":"x","players":"two"}"#,
            #"{"detail":[{"loc":["body","players"],"msg":"Should be a whole number","type":"type_error"}]}"#
        ),
        (
            #"{"name":null,"players":2}"#,
            #"{"detail":[{"loc":["body","name"],"msg":"Should be text, not null","type":"type_error"}]}"#
        ),
        (
            #"{"name":"x","players":2,"seats":[{"number":1},{"number":true}]}"#,
            #"{"detail":[{"loc":["body","seats","1","number"],"msg":"Should be a whole number","type":"type_error"}]}"#
        ),
    ])
    func `a wrong field is named`(body: String, answer: String) async throws {
        let response = try await self.send(body)

        #expect(response.status == .unprocessableContent)
        #expect(response.body.text == answer)
    }

    @Test(arguments: ["[1,2", "{\"name\": \"x\" \"players\": 2}", "{\"name\":\"x\",\"players\":1e400}", "", "\u{0}"])
    func `what is not JSON is refused in words`(body: String) async throws {
        let response = try await self.send(body)

        #expect(response.status == .badRequest)
        #expect(response.body.text.hasPrefix(#"{"detail":"The body is not valid JSON"#))
    }

    @Test func `what is not UTF-8 is refused, wherever it stands`() async throws {
        var body = ByteBuffer(string: #"{"name":"x","players":1,"other":"#)
        body.writeBytes([0x22, 0xC3, 0x28, 0x22, 0x7D])

        let response = try await self.send(body, type: "application/json")

        #expect(response.status == .badRequest)
        #expect(response.body.text == #"{"detail":"The body is not UTF-8 text"}"#)
    }

    @Test(arguments: ["99999999999999999999999999", "1.5", "-9223372036854775809"])
    func `numbers that do not fit name their field`(number: String) async throws {
        let response = try await self.send(#"{"name":"x","players":\#(number)}"#)

        #expect(response.status == .unprocessableContent)
        #expect(response.body.text.contains(#""loc":["body","players"]"#))
    }

    @Test func `another media type is refused`() async throws {
        #expect(try await self.send("name=x", type: "application/x-www-form-urlencoded").status == .forbidden)
        #expect(try await self.send("<x/>", type: "application/xml").status == .unsupportedMediaType)
        #expect(try await self.send("{}", type: nil).status == .unsupportedMediaType)
    }

    @Test func `a long body is refused`() async throws {
        let response = try await self.send(#"{"name":"\#(String(repeating: "x", count: 300))"}"#)

        #expect(response.status == .contentTooLarge)
    }
}
