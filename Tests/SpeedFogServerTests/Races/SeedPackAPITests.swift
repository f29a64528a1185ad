import Archives
import Database
import FileTesting
import Foundation
import HTTPTypes
import struct RaceRules.RaceID
import Testing
import Vocabulary

@testable import SpeedFogServer

/// Who gets which pack, and when.
@Suite struct SeedPackAPITests {
    private let folder: ScratchFolder

    init() throws {
        self.folder = try ScratchFolder()
    }

    /// Runs `body` with a race whose packs exist and are released, unless said otherwise.
    private func onEachDatabase(
        released: Bool = true,
        _ body: @escaping @Sendable (RaceServer, RaceClient, _ path: String) async throws -> Void
    ) async throws {
        let file = try self.folder.write("seed_0123456789ab.zip", ZipWriter.seed().finished())
        try await RaceServer.onEachDatabase { (server) async throws in
            try await server.database.execute("UPDATE seeds SET file_path = \(file)")
            let race = try await server.makeRace(in: released ? .released : .setup)
            try await server.http { (client) async throws in
                try await body(server, client, "/api/races/\(race)")
            }
        }
    }

    @Test func `a participant downloads the own pack`() async throws {
        try await self.onEachDatabase { (server, client, path) async throws in
            let answer = try await client.get("\(path)/my-seed-pack", as: "pia")

            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/zip")
            #expect(answer.headers[.contentDisposition] == "attachment; filename=\"speedfog_pia.zip\"")
            #expect(answer.headers[.contentLength] == String(answer.bytes.count))
            let token = try await server.modToken(in: path)
            let pack = String(decoding: answer.bytes, as: UTF8.self)
            #expect(pack.contains("mod_token = \"\(token)\""))
            #expect(pack.contains("race_id = \"\(path.suffix(36))\""))
            #expect(pack.contains("url = \"wss://fog.example\""))
            let number: String? = try await server.database.row(
                "SELECT seed_number FROM seeds JOIN races ON races.seed_id = seeds.id"
            )?.get("seed_number")
            #expect(pack.contains("seed_id = \"\(number ?? "?")\""))
        }
    }

    @Test func `the overlay's letters are as large as the player likes`() async throws {
        try await self.onEachDatabase { (server, client, path) async throws in
            try await server.database.execute("UPDATE users SET overlay_font_size = 24.5 WHERE username = 'pia'")
            let answer = try await client.get("\(path)/my-seed-pack", as: "pia")
            #expect(String(decoding: answer.bytes, as: UTF8.self).contains("font_size = 24.5"))
        }
    }

    @Test func `HEAD and ranges work`() async throws {
        try await self.onEachDatabase { (_, client, path) async throws in
            let whole = try await client.get("\(path)/my-seed-pack", as: "pia")
            let head = try await client.send(.head, "\(path)/my-seed-pack", as: "pia")
            #expect(head.status == .ok)
            #expect(head.headers[.contentLength] == String(whole.bytes.count))
            #expect(head.bytes.isEmpty)

            let part = try await client.send(
                .get,
                "\(path)/my-seed-pack",
                as: "pia",
                headers: [.range: "bytes=100-199"]
            )
            #expect(part.status == .partialContent)
            #expect(part.bytes == Array(whole.bytes[100..<200]))
        }
    }

    @Test func `a token's pack is for its owner, the organizer, casters and admins`() async throws {
        try await self.onEachDatabase { (server, client, path) async throws in
            let download = "\(path)/download/\(try await server.modToken(in: path))"
            for name in ["pia", "ondine", "ada"] {
                #expect(try await client.get(download, as: name).status == .ok, "\(name)")
            }
            let stranger = try await client.get(download, as: "otto")
            #expect(stranger.status == .forbidden)
            #expect(stranger.words == "This pack belongs to someone else")

            let race = try #require(RaceID(String(path.suffix(36))))
            try await server.insertCaster(server.other, of: race)
            #expect(try await client.get(download, as: "otto").status == .ok)
            #expect(try await client.send(.head, download, as: "otto").status == .ok)
        }
    }

    @Test func `nobody gets a pack without an account, a place or a token that fits`() async throws {
        try await self.onEachDatabase { (server, client, path) async throws in
            let token = try await server.modToken(in: path)
            #expect(try await client.get("\(path)/my-seed-pack").status == .unauthorized)
            #expect(try await client.get("\(path)/download/\(token)").status == .unauthorized)
            #expect(try await client.get("\(path)/my-seed-pack", as: "otto").status == .forbidden)
            #expect(try await client.get("/api/races/\(RaceID())/my-seed-pack", as: "pia").status == .notFound)
            #expect(try await client.get("/api/races/nope/my-seed-pack", as: "pia").status == .unprocessableContent)
            for wrong in ["x", "%00", String(repeating: "A", count: 43), ModTokens.hash(token)] {
                #expect(try await client.get("\(path)/download/\(wrong)", as: "ondine").status == .notFound)
            }
            let other = try await server.makeRace()
            #expect(try await client.get("/api/races/\(other)/download/\(token)", as: "ondine").status == .notFound)
        }
    }

    @Test func `before the release there are no packs, not even for the organizer`() async throws {
        try await self.onEachDatabase(released: false) { (server, client, path) async throws in
            let token = try await server.modToken(in: path)
            for (route, name) in [("my-seed-pack", "pia"), ("download/\(token)", "ondine")] {
                let answer = try await client.get("\(path)/\(route)", as: name)
                #expect(answer.status == .forbidden)
                #expect(answer.words == "The seeds of this race have not been released yet")
            }
        }
    }

    @Test func `a file that is gone, a race without a seed and a broken file are told apart`() async throws {
        try await self.onEachDatabase { (server, client, path) async throws in
            let broken = try self.folder.write("broken.zip", "no zip")
            try await server.database.execute("UPDATE seeds SET file_path = \(broken)")
            let damaged = try await client.get("\(path)/my-seed-pack", as: "pia")
            #expect(damaged.status == .internalServerError)
            #expect(damaged.words.hasPrefix("The seed file can't be used"))

            try await server.database.execute("UPDATE seeds SET file_path = '/nowhere.zip'")
            #expect(try await client.get("\(path)/my-seed-pack", as: "pia").status == .gone)

            try await server.database.execute("UPDATE races SET seed_id = NULL")
            #expect(try await client.get("\(path)/my-seed-pack", as: "pia").status == .notFound)
        }
    }
}

extension RaceServer {
    /// The token of the only participant of a race.
    fileprivate func modToken(in path: String) async throws -> String {
        let race = try #require(RaceID(String(path.suffix(36))))
        let participant = try await self.races.detail(race, for: nil).participants[0].id
        return self.races.tokens.token(forParticipant: participant, round: 0)
    }
}
