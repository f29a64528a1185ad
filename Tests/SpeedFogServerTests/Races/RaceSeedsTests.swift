import Database
import struct RaceRules.RunID
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
            #expect(after.version == before.version + 1)
            #expect(try await server.database.seedStatuses() == ["available", "consumed"])
            #expect(server.live.calls == [.raceEdited(race)])
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
            let version = try await server.races.detail(race, for: nil).race.version

            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { try? await server.races.rerollSeed(of: race, by: server.organizer) }
                }
            }

            let rerolls = try await server.races.detail(race, for: nil).race.version - version
            #expect(rerolls >= 1)
            #expect(try await server.database.seedStatuses().filter { $0 == "consumed" }.count == 1)
        }
    }

    @Test(arguments: RaceServer.State.allCases)
    func `a deleted race leaves nothing, and its seed is free if nobody ran it`(state: RaceServer.State) async throws {
        try await RaceServer.onEachDatabase(seeds: 1) { (server) async throws in
            let race = try await server.makeRace(in: state)
            let participant = try await server.races.detail(race, for: nil).participants[0].id
            try await server.database.insertCaster(server.other, of: race)
            try await server.database.insertEvent(of: participant)
            // The room's last batch may land after the rows are gone.
            server.live.onDelete { try? await server.database.insertEvent(of: participant, sequence: 2) }

            try await server.races.delete(race, by: server.organizer)

            for table: SQL in ["races", "participants", "casters", "invites", "run_events"] {
                #expect(try await server.database.count("SELECT COUNT(*) AS total FROM \(raw: table)") == 0)
            }
            let isUnused = state == .setup || state == .released
            #expect(try await server.database.seedStatuses() == [isUnused ? "available" : "consumed"])
            #expect(server.live.calls == [.deleted(race)])
        }
    }
}

extension Database {
    func insertEvent(of run: RunID, sequence: Int = 1) async throws {
        try await self.execute(
            "INSERT INTO run_events (run_id, seq, kind, received_at) VALUES (\(run), \(sequence), 'ready', 0)"
        )
    }
}
