import Database
import Live
import RaceRules
import Testing

@testable import SpeedFogServer

/// Which seed a race has, and what becomes of it.
@Suite struct RaceSeedsTests {
    @Test func `an empty pool gives no race`() async throws {
        try await RaceServer.onEachDatabase(seeds: 0) { (server) async throws in
            try await server.database.insertSeed(pool: "sprint")
            try await server.database.insertSeed(type: "solo")
            try await server.database.insertSeed(status: "consumed")
            try await server.database.insertSeed(status: "discarded")

            await #expect(throws: RaceError.poolEmpty("standard")) { try await server.makeRace() }
            #expect(try await server.database.count("SELECT COUNT(*) AS total FROM races") == 0)
        }
    }

    @Test func `races made at once never share a seed`() async throws {
        try await RaceServer.onEachDatabase(seeds: 2) { (server) async throws in
            let made = await withTaskGroup(of: Bool.self, returning: Int.self) { group in
                for _ in 0..<6 {
                    group.addTask { (try? await server.makeRace()) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }

            #expect(made == 2)
            #expect(try await server.database.count("SELECT COUNT(DISTINCT seed_id) AS total FROM races") == 2)
            #expect(try await server.database.seedStatuses() == ["consumed", "consumed"])
            await #expect(throws: RaceError.poolEmpty("standard")) { try await server.makeRace() }
        }
    }

    @Test func `a reroll takes another seed, gives the old one back and withdraws the release`() async throws {
        try await RaceServer.onEachDatabase(seeds: 2) { (server) async throws in
            let race = try await server.makeRace(in: .released)
            let before = try await server.races.detail(race, for: nil).race

            try await server.races.rerollSeed(of: race, by: server.organizer)

            let after = try await server.races.detail(race, for: nil).race
            #expect(after.seed != before.seed && after.seed != nil)
            #expect(after.seedsReleasedAt == nil)
            #expect(try await server.database.seedStatuses() == ["available", "consumed"])
        }
    }

    @Test func `a discarded seed stays discarded after a reroll`() async throws {
        try await RaceServer.onEachDatabase(seeds: 1) { (server) async throws in
            let race = try await server.makeRace()
            try await server.database.execute("UPDATE seeds SET status = 'discarded'")
            await #expect(throws: RaceError.noOtherSeed("standard")) {
                try await server.races.rerollSeed(of: race, by: server.organizer)
            }
            try await server.database.insertSeed()

            try await server.races.rerollSeed(of: race, by: server.organizer)

            #expect(try await server.database.seedStatuses() == ["consumed", "discarded"])
        }
    }

    @Test func `once a race has begun its seed stays`() async throws {
        try await RaceServer.onEachDatabase(seeds: 3) { (server) async throws in
            for state in [RaceServer.State.running, .finished] {
                let race = try await server.makeRace(in: state)
                await #expect(throws: RaceError.onlyInSetup) {
                    try await server.races.rerollSeed(of: race, by: server.organizer)
                }
            }
        }
    }

    @Test func `rerolls at once exchange the seed once`() async throws {
        try await RaceServer.onEachDatabase(seeds: 8) { (server) async throws in
            let race = try await server.makeRace()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { try? await server.races.rerollSeed(of: race, by: server.organizer) }
                }
            }

            let events = try await server.database.read { try JournalStore.events(of: race.room, in: $0) }
            #expect(events.count { if case .rerolled = $0.happening { true } else { false } } == 4)
            #expect(try await server.database.seedStatuses().filter { $0 == "consumed" }.count == 1)
        }
    }

    @Test(arguments: RaceServer.State.allCases)
    func `a deleted race leaves nothing, and its seed is free if nobody ran it`(state: RaceServer.State) async throws {
        try await RaceServer.onEachDatabase(seeds: 1) { (server) async throws in
            let race = try await server.makeRace(in: state)
            try await server.insertCaster(server.other, of: race)

            try await server.races.delete(race, by: server.organizer)

            for table: SQL in ["races", "participants", "casters", "invites", "room_events"] {
                #expect(try await server.database.count("SELECT COUNT(*) AS total FROM \(raw: table)") == 0)
            }
            let isUnused = state == .setup || state == .released
            #expect(try await server.database.seedStatuses() == [isUnused ? "available" : "consumed"])
        }
    }

    @Test func `a seed that somebody may know is not given to others`() async throws {
        let steps: [(String, (RaceServer, RaceID) async throws -> Void)] = [
            ("a pack was downloaded", { _ = try await $0.races.ownPack(in: $1, for: $0.player) }),
            ("its map was shown", { _ = try await $0.races.view(of: $1, for: $0.organizer) }),
            (
                "a run was begun and reset",
                {
                    try await $0.races.start($1, by: $0.organizer)
                    try await $0.races.reset($1, by: $0.organizer)
                }
            ),
        ]
        for (why, step) in steps {
            for reroll in [true, false] {
                try await RaceServer.onEachDatabase(seeds: 2) { (server) async throws in
                    let race = try await server.makeRace(in: .released)
                    try await step(server, race)

                    if reroll {
                        try await server.races.rerollSeed(of: race, by: server.organizer)
                    } else {
                        try await server.races.delete(race, by: server.organizer)
                    }

                    let expected = reroll ? ["consumed", "consumed"] : ["available", "consumed"]
                    #expect(try await server.database.seedStatuses() == expected, "\(why)")
                }
            }
        }
    }

    @Test func `a reroll ends the tokens of the packs before it`() async throws {
        try await RaceServer.onEachDatabase(seeds: 2) { (server) async throws in
            let race = try await server.makeRace(in: .released)
            let old = try await server.races.ownPack(in: race, for: server.player).modToken

            try await server.races.rerollSeed(of: race, by: server.organizer)
            try await server.races.releaseSeeds(of: race, by: server.organizer)

            let new = try await server.races.ownPack(in: race, for: server.player).modToken
            #expect(new != old)
            await #expect(throws: RaceError.packNotFound) {
                try await server.races.pack(withToken: old, in: race, for: server.player)
            }
            #expect(try await server.races.pack(withToken: new, in: race, for: server.player).modToken == new)
        }
    }
}
