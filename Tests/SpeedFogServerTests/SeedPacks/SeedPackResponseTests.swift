import FileTesting
import Archives
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import SpeedFogServer

@Suite struct SeedPackResponseTests {
    let scratch: ScratchFolder
    let path: String

    init() throws {
        self.scratch = try ScratchFolder()
        self.path = try self.scratch.write("seed.zip", ZipWriter.seed().finished())
    }

    /// A server with the pack at `/pack`, over a real connection.
    private func serve(_ body: @Sendable @escaping (any TestClientProtocol, SeedPack) async throws -> Void) async throws
    {
        let path = self.path
        let router = Router()
        let answer: @Sendable (Request, BasicRequestContext) async throws -> Response = { request, _ in
            try await SeedPack.open(path: path, configuration: [1, 2, 3]).response(to: request, fileName: "p.zip")
        }
        router.get("/pack", use: answer)
        router.on("/pack", method: .head, use: answer)
        let pack = try await SeedPack.open(path: path, configuration: [1, 2, 3])
        try await Application(router: router).test(.live) { try await body($0, pack) }
    }

    @Test func `the whole pack comes with its exact length`() async throws {
        try await self.serve { client, pack in
            let whole = try await pack.bytes()
            let response = try await client.executeRequest(uri: "/pack", method: .get, headers: [:], body: nil)

            #expect(response.status == .ok)
            #expect(response.headers[.contentLength] == "\(pack.length)")
            #expect(response.headers[.contentType] == "application/zip")
            #expect(response.headers[.eTag] == pack.etag)
            #expect(response.headers[.contentDisposition] == "attachment; filename=\"p.zip\"")
            #expect(Array(buffer: response.body) == whole)
        }
    }

    @Test func `HEAD tells the length and sends nothing`() async throws {
        try await self.serve { client, pack in
            let response = try await client.executeRequest(uri: "/pack", method: .head, headers: [:], body: nil)

            #expect(response.status == .ok)
            #expect(response.headers[.contentLength] == "\(pack.length)")
            #expect(response.body.readableBytes == 0)
        }
    }

    @Test func `a download goes on where it stopped`() async throws {
        try await self.serve { client, pack in
            let whole = try await pack.bytes()
            let headers: HTTPFields = [.range: "bytes=1000-", .ifRange: pack.etag]
            let response = try await client.executeRequest(uri: "/pack", method: .get, headers: headers, body: nil)

            #expect(response.status == .partialContent)
            #expect(response.headers[.contentRange] == "bytes 1000-\(pack.length - 1)/\(pack.length)")
            #expect(response.headers[.contentLength] == "\(pack.length - 1000)")
            #expect(Array(buffer: response.body) == Array(whole[1000...]))
        }
    }

    @Test func `a download of other content begins again`() async throws {
        try await self.serve { client, pack in
            let headers: HTTPFields = [.range: "bytes=1000-", .ifRange: "\"another\""]
            let response = try await client.executeRequest(uri: "/pack", method: .get, headers: headers, body: nil)

            #expect(response.status == .ok)
            #expect(response.body.readableBytes == Int(pack.length))
        }
    }

    @Test func `a range past the end is refused with the length`() async throws {
        try await self.serve { client, pack in
            let headers: HTTPFields = [.range: "bytes=\(pack.length)-"]
            let response = try await client.executeRequest(uri: "/pack", method: .get, headers: headers, body: nil)

            #expect(response.status == .rangeNotSatisfiable)
            #expect(response.headers[.contentRange] == "bytes */\(pack.length)")
        }
    }

    @Test func `who has the pack is told so`() async throws {
        try await self.serve { client, pack in
            let headers: HTTPFields = [.ifNoneMatch: pack.etag]
            let response = try await client.executeRequest(uri: "/pack", method: .get, headers: headers, body: nil)

            #expect(response.status == .notModified)
        }
    }

    @Test(arguments: [
        ("bytes=0-0", ByteRange.part(0..<1)), ("bytes=0-", .part(0..<100)), ("bytes=10-19", .part(10..<20)),
        ("bytes=90-1000", .part(90..<100)), ("bytes=-5", .part(95..<100)), ("bytes=-1000", .part(0..<100)),
        ("Bytes=5-5", .part(5..<6)), ("bytes=100-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
        ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=20-10", .whole), ("bytes=0-1,5-6", .whole),
        ("bytes=-", .whole), ("bytes=a-b", .whole), ("lines=0-1", .whole), ("bytes=--5", .whole), ("", .whole),
    ])
    func `ranges are read as the standard says`(header: String, expected: ByteRange) {
        #expect(ByteRange(header: header, length: 100) == expected)
    }

    @Test(arguments: [
        ("alice", false, "speedfog_alice.zip"), ("Zoë-1_x", false, "speedfog_Zo1_x.zip"),
        ("日本", true, "speedfog_training_unknown.zip"), ("", false, "speedfog_unknown.zip"),
        ("a\"; b\r\n", true, "speedfog_training_ab.zip"), ("½²", false, "speedfog_unknown.zip"),
    ])
    func `file names hold nothing but letters, digits and _`(name: String, isSolo: Bool, expected: String) {
        #expect(SeedPack.fileName(username: name, isSolo: isSolo) == expected)
    }
}
