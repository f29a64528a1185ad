import Foundation
import Hummingbird
import NIOCore
import Testing

@testable import WebServer

@Suite struct BrokenRequestTests {
    private func answer(_ request: String, half: Bool = false, _ check: @escaping @Sendable (String) -> Void)
        async throws
    {
        try await WebFixture().live(routes: { router in
            router.get("page") { _, _ in "a page" }
            router.post("api/echo") { request, _ in String(buffer: try await request.bytes(upTo: 1000)) }
        }) { port in
            let client = try await WireClient.connect(port: port)
            try await client.send(raw: request)
            if half { try await client.channel.close(mode: .output) }
            check(try await client.rest())
        }
    }

    private static func post(_ headers: String, _ body: String) -> String {
        "POST /api/echo HTTP/1.1\r\nHost: x\r\n\(headers)\r\n\r\n\(body)"
    }

    @Test(arguments: [
        Self.post("Transfer-Encoding: chunked", "zz\r\nab\r\n0\r\n\r\n"),
        Self.post("Transfer-Encoding: chunked", "5\r\nabcde\r\nxyz\r\n"),
        Self.post("Transfer-Encoding: chunked", "2\r\nabcd\r\n0\r\n\r\n"),
        Self.post("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFFFF\r\nab"),
        Self.post("Transfer-Encoding: chunked", "2\r\nab\r\n"),
        Self.post("Content-Length: 100", "only this"),
    ])
    func `a body that is broken or ends too soon is a bad request, in words`(request: String) async throws {
        try await self.answer(request, half: true) { answer in
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
            #expect(answer.contains("The request body is broken"))
            #expect(!answer.contains("HTTP/1.1 500"))
        }
    }

    @Test(arguments: [
        "GET /page HTTP/1.1\r\n\r\n",
        "GET /page HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /page HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET /page HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /page HTTP/1.1\r\nHost: a, b\r\n\r\n",
        "GET /page HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET /page HTTP/1.1\r\nHost: user@a\r\n\r\n",
        "GET /ws HTTP/1.1\r\nHost: a\r\nHost: b\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        Self.post("Content-Length: 3\r\nTransfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n"),
        Self.post("Content-Length: 3\r\nContent-Length: 4", "abcd"),
        Self.post("Content-Length: +3", "abc"),
        Self.post("Transfer-Encoding: xchunked", "abc"),
    ])
    func `what leaves open whom or how much it is about is a bad request`(request: String) async throws {
        try await self.answer(request) { answer in
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
            #expect(answer.contains("\"detail\":"))
            #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2)
        }
    }

    @Test(arguments: [
        "GET /page HTTP/1.0\r\n\r\n", "GET /page HTTP/1.1\r\nHost: [::1]:8000\r\nConnection: close\r\n\r\n",
        "GET /page HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n",
    ])
    func `a request with one host is served, and one of HTTP 1.0 without`(request: String) async throws {
        try await self.answer(request) { answer in
            #expect(answer.hasPrefix("HTTP/1.1 200 ") || answer.hasPrefix("HTTP/1.0 200 "))
            #expect(answer.hasSuffix("a page"))
        }
    }

    @Test func `a second request without a host is answered after the first, and ends the connection`() async throws {
        let good = "GET /page HTTP/1.1\r\nHost: x\r\n\r\n"
        try await self.answer(good + "GET /page HTTP/1.1\r\n\r\n" + good) { answer in
            let answers = answer.components(separatedBy: "HTTP/1.1 ")
            #expect(answers.count == 3)
            #expect(answers[1].hasPrefix("200 "))
            #expect(answers[1].hasSuffix("a page"))
            #expect(answers[2].hasPrefix("400 "))
        }
    }
}
