import RaceRules
import Database
import SpeedFogProtocol
import Testing
import Vocabulary
import WebServer

@testable import SpeedFogServer

/// The public list: what is in it, in which order, and in which pages.
@Suite struct RaceListTests {
    @Test func `what is live comes first, then what is next, then what is over`() async throws {
        try await RaceServer.onEachDatabase(seeds: 9) { (server) async throws in
            let hour: Int64 = 3_600_000
            for (name, scheduled) in [
                ("late", 3 * hour), ("soon", hour), ("open", nil), ("open2", nil), ("live", 2 * hour),
            ] {
                let new = try NewRace(name: name, scheduledAt: scheduled.map { RaceServer.now + $0 })
                let race = try await server.races.create(new, by: server.organizer).race.id
                // Of two made in one millisecond either may come first, so these are made one after the other.
                let made = RaceServer.now + (name == "open2" ? 1 : 0)
                try await server.database.execute("UPDATE races SET created_at = \(made) WHERE id = \(race)")
                if name == "live" { try await server.database.begin(race) }
            }
            for name in ["over1", "over2"] {
                let race = try await server.makeRace(name)
                try await server.database.begin(race)
                let started = RaceServer.now + (name == "over2" ? 1 : 0)
                try await server.database.execute("UPDATE races SET started_at = \(started) WHERE id = \(race)")
                try await server.database.end(race)
            }
            let hidden = try NewRace(name: "hidden", isPublic: false)
            _ = try await server.races.create(hidden, by: server.organizer)

            func names(_ statuses: Set<RaceStatus>) async throws -> [String] {
                try await server.races.list(RaceQuery(statuses: statuses)).listings.map(\.race.name)
            }
            #expect(try await names([]).prefix(5) == ["live", "soon", "late", "open2", "open"])
            #expect(try await names([]).count == 7)
            #expect(try await names([.running]) == ["live"])
            #expect(try await names([.setup]) == ["soon", "late", "open2", "open"])
            #expect(try await names([.setup, .running]) == ["live", "soon", "late", "open2", "open"])
            #expect(try await names([.running, .finished]).first == "live")
            #expect(try await names([.running, .finished]).count == 3)
            #expect(try await names([.finished]) == ["over2", "over1"])
        }
    }

    @Test func `pages follow each other, and say how much there is`() async throws {
        try await RaceServer.onEachDatabase(seeds: 5) { (server) async throws in
            for number in 0..<5 { _ = try await server.makeRace("race \(number)") }
            try await server.http { (client) async throws in
                var seen: [String] = []
                for (offset, hasMore) in [(0, true), (2, true), (4, false)] {
                    let page = try await client.get("/api/races?limit=2&offset=\(offset)").object
                    #expect(page["total"] as? Int == 5)
                    #expect(page["has_more"] as? Bool == hasMore)
                    let races = try #require(page["races"] as? [[String: Any]])
                    seen += races.compactMap { $0["name"] as? String }
                }
                #expect(seen.sorted() == (0..<5).map { "race \($0)" })

                let all = try await client.get("/api/races").object
                #expect((all["races"] as? [Any])?.count == 5)
                #expect(all["total"] == nil && all["has_more"] == nil)
                let beyond = try await client.get("/api/races?limit=1&offset=1000000000").object
                #expect((beyond["races"] as? [Any])?.isEmpty == true)
                #expect(beyond["has_more"] as? Bool == false)
            }
        }
    }

    @Test func `a finished race shows its finishers first, by their time`() async throws {
        try await RaceServer.onEachDatabase(seeds: 1) { (server) async throws in
            let race = try await server.makeRace()
            let times: [(String, String, Int)] = [
                ("a", "abandoned", 1), ("b", "finished", 300), ("c", "playing", 2), ("d", "finished", 100),
                ("e", "abandoned", 3), ("f", "finished", 200),
            ]
            for (name, _, _) in times {
                _ = try await server.database.insertUser(name)
                _ = try await server.races.add(name, to: race, by: server.organizer)
            }
            for (name, status, igt) in times {
                try await server.database.execute(
                    """
                    UPDATE participants SET status = \(status), igt_ms = \(igt)
                    WHERE user_id = (SELECT id FROM users WHERE username = \(name))
                    """
                )
            }
            func previews() async throws -> [RaceListing.Preview] {
                try await server.races.list(RaceQuery()).listings[0].previews
            }
            #expect(try await previews().map(\.person.username) == ["a", "b", "c", "d", "e"])
            #expect(try await previews().map(\.placement) == [nil, nil, nil, nil, nil])

            try await server.database.begin(race)
            try await server.database.end(race)

            let listed = try await server.races.list(RaceQuery()).listings[0]
            #expect(listed.participantCount == 6)
            #expect(listed.previews.map(\.person.username) == ["d", "f", "b", "a", "c"])
            #expect(listed.previews.map(\.placement) == [1, 2, 3, nil, nil])
        }
    }

    @Test func `each race has its own casters`() async throws {
        try await RaceServer.onEachDatabase(seeds: 2) { (server) async throws in
            let first = try await server.makeRace("first")
            let second = try await server.makeRace("second")
            try await server.insertCaster(server.other, of: first)
            try await server.insertCaster(server.player, of: second)
            try await server.insertCaster(server.admin, of: second)

            let listings = try await server.races.list(RaceQuery()).listings
            let casters = Dictionary(
                uniqueKeysWithValues: listings.map { ($0.race.id, $0.casters.map(\.person.username)) }
            )
            #expect(casters == [first: ["otto"], second: ["ada", "pia"]])
        }
    }
}

extension Database {
    /// Rows alone: lists read nothing else.
    fileprivate func begin(_ race: RaceID) async throws {
        try await self.execute(
            "UPDATE races SET status = 'running', started_at = \(RaceServer.now) WHERE id = \(race)"
        )
    }

    fileprivate func end(_ race: RaceID) async throws {
        try await self.execute(
            "UPDATE races SET status = 'finished', finished_at = \(RaceServer.now) WHERE id = \(race)"
        )
    }
}
