import FileTesting
import Database
import Foundation
import HTTPTypes
import Testing

@testable import SpeedFogServer

/// What the forms of races ask for: pools and people.
@Suite struct PoolAndPeopleAPITests {
    @Test func `pools are counted by type, with their settings`() async throws {
        let folder = try ScratchFolder()
        try folder.write("race/standard/config.toml", "[display]\ndescription = \"An hour\"\nsort_order = 1\n")
        try folder.write("race/empty/config.toml", "[display]\nsort_order = 2\n")
        try folder.write("solo/standard/config.toml", "[display]\n")
        try await RaceServer.onEachDatabase(seeds: 2) { (server) async throws in
            var server = server
            server.seedsFolder = folder.path
            _ = try await server.makeRace()
            try await server.database.insertSeed(pool: "loose")
            try await server.database.insertSeed(pool: "loose", status: "discarded")
            try await server.database.insertSeed(type: "solo")
            try await server.http { (client) async throws in
                let race = try await client.get("/api/pools?type=race").object
                #expect(race.keys.sorted() == ["empty", "loose", "standard"])
                let standard = try #require(race["standard"] as? [String: Any])
                #expect([standard["available"], standard["consumed"], standard["discarded"]] as? [Int] == [1, 1, 0])
                #expect(standard["played_by_user"] is NSNull)
                #expect((standard["pool_config"] as? [String: Any])?["description"] as? String == "An hour")
                let loose = try #require(race["loose"] as? [String: Any])
                #expect([loose["available"], loose["consumed"], loose["discarded"]] as? [Int] == [1, 0, 1])
                #expect(loose["pool_config"] is NSNull)

                #expect(try await client.get("/api/pools").object.keys.sorted() == race.keys.sorted())
                for type in ["training", "solo"] {
                    let solo = try await client.get("/api/pools?type=\(type)", as: "pia").object
                    #expect(solo.keys.sorted() == ["standard"])
                    #expect((solo["standard"] as? [String: Any])?["played_by_user"] as? Int == 0)
                }
                #expect(try await client.get("/api/pools?type=other").status == .unprocessableContent)
            }
        }
    }

    @Test func `a pool tells of seeds that nobody can finish and of those that were seen`() async throws {
        try await RaceServer.onEachDatabase(seeds: 3) { (server) async throws in
            let race = try await server.makeRace()
            let seed = try #require(try await server.races.detail(race, for: nil).race.seed)
            try await SeedStore(database: server.database).markSeen(seed.id, at: RaceServer.now)
            try await server.database.execute(
                "UPDATE seeds SET obstacles = 'it has no end' WHERE status = 'available'"
            )
            try await server.http { (client) async throws in
                let pools = try await client.get("/api/pools").object
                let standard = try #require(pools["standard"] as? [String: Any])
                #expect([standard["available"], standard["unfinishable"], standard["seen"]] as? [Int] == [2, 2, 1])
                #expect(standard["obstacles"] as? [String] == ["it has no end"])
            }
        }
    }

    @Test func `a race's page has the size of its seed and the settings of its pool`() async throws {
        let folder = try ScratchFolder()
        try folder.write("race/standard/config.toml", "[display]\nestimated_duration = \"~1h\"\n")
        try await RaceServer.onEachDatabase(seeds: 1) { (server) async throws in
            var server = server
            server.seedsFolder = folder.path
            let race = try await server.makeRace()
            try await server.database.execute("UPDATE seeds SET graph_json = \(SampleGraph.json)")
            try await server.http { (client) async throws in
                for _ in 0..<2 {
                    let shown = try await client.get("/api/races/\(race)").object
                    #expect(shown["seed_total_nodes"] as? Int == 2)
                    #expect(shown["seed_total_paths"] is NSNull)
                    #expect((shown["pool_config"] as? [String: Any])?["estimated_duration"] as? String == "~1h")
                }
            }
        }
    }

    @Test func `a graph that can't be read takes no page down`() async throws {
        try await RaceServer.onEachDatabase(seeds: 1) { (server) async throws in
            let race = try await server.makeRace()
            try await server.database.execute("UPDATE seeds SET graph_json = 'broken'")
            try await server.http { (client) async throws in
                let shown = try await client.get("/api/races/\(race)")
                #expect(shown.status == .ok)
                #expect(shown.object["seed_total_nodes"] is NSNull)
            }
        }
    }

    @Test func `people are found by the beginning of their names`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            for number in 0..<12 { _ = try await server.database.insertUser("Zoe\(number)") }
            try await server.http { (client) async throws in
                func found(_ query: String) async throws -> [String] {
                    let text = try await client.get("/api/users/search?q=\(query)", as: "pia").text
                    let people = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
                    return (people ?? []).compactMap { $0["twitch_username"] as? String }
                }
                #expect(try await found("on") == ["ondine"])
                #expect(try await found("ON") == ["ondine"])
                #expect(try await found("zoe").count == 10)
                #expect(try await found("%25").isEmpty)
                #expect(try await found("dine").isEmpty)
            }
        }
    }

    @Test(arguments: ["", "?q=", "?q=%20", "?q=%00", "?q=\(String(repeating: "x", count: 101))"])
    func `a search for nothing is refused`(query: String) async throws {
        try await RaceServer.embedded { (server) async throws in
            try await server.http { (client) async throws in
                let answer = try await client.get("/api/users/search\(query)", as: "pia")
                #expect(answer.status == .unprocessableContent)
                #expect(answer.words.contains("q"))
                #expect(try await client.get("/api/users/search?q=x").status == .unauthorized)
            }
        }
    }
}
