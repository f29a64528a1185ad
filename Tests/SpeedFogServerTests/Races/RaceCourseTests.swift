import Database
import struct RaceRules.RaceID
import SpeedFogProtocol
import Testing

@testable import SpeedFogServer

/// Races with the real rooms behind them, from the start to the end and back.
@Suite struct RaceCourseTests {
    /// Runs `body` on each database and a race of one participant, released.
    private func onEachDatabase(_ body: (RaceServer, Races, RaceID) async throws -> Void) async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            try await body(server, server.races, try await server.makeRace(in: .released))
        }
    }

    @Test func `a race starts, ends by force with nobody left on the way, and starts over`() async throws {
        try await self.onEachDatabase { (server, races, race) async throws in
            try await races.start(race, by: server.organizer)
            let running = try await races.detail(race, for: nil).race
            #expect(running.status == .running)
            #expect(running.startedAt == RaceServer.now)

            try await races.finish(race, by: server.organizer)
            let finished = try await races.detail(race, for: nil)
            #expect(finished.race.status == .finished)
            #expect(finished.race.finishedAt == RaceServer.now)
            #expect(finished.participants.map(\.status) == [.abandoned])

            try await races.reset(race, by: server.organizer)
            let reset = try await races.detail(race, for: nil)
            #expect(reset.race.status == .setup)
            #expect(reset.race.startedAt == nil && reset.race.finishedAt == nil)
            #expect(reset.race.seedsReleasedAt != nil)
            #expect(reset.participants.map(\.status) == [.registered])
            #expect(reset.participants.map(\.igtMs) == [0])
            let changed = try await server.database.count(
                "SELECT COUNT(*) AS total FROM participants WHERE last_igt_change_at IS NOT NULL"
            )
            #expect(changed == 0)

            try await races.start(race, by: server.organizer)
            #expect(try await races.detail(race, for: nil).race.status == .running)
        }
    }

    @Test func `the last to give up ends the race, and gives up once`() async throws {
        try await self.onEachDatabase { (server, races, race) async throws in
            try await races.start(race, by: server.organizer)
            try await races.abandon(race, by: server.player)

            #expect(try await races.detail(race, for: nil).race.status == .finished)
            await #expect(throws: RaceError.notRunning) { try await races.abandon(race, by: server.player) }
        }
    }

    @Test func `of many starts at once one starts the race`() async throws {
        try await self.onEachDatabase { (server, races, race) async throws in
            let errors = await withTaskGroup(of: RaceError?.self, returning: [RaceError].self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        do {
                            try await races.start(race, by: server.organizer)
                            return nil
                        } catch {
                            return error as? RaceError ?? .refused("\(error)")
                        }
                    }
                }
                return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
            }

            #expect(errors.count == 5)
            for error in errors {
                let isExpected = [.changedMeanwhile, .onlyInSetup, .refused("Race is not in setup")].contains(error)
                #expect(isExpected, "\(error)")
            }
            #expect(try await races.detail(race, for: nil).race.status == .running)
        }
    }

    @Test func `a race deleted while it runs leaves nothing behind`() async throws {
        try await self.onEachDatabase { (server, races, race) async throws in
            try await races.start(race, by: server.organizer)
            try await races.delete(race, by: server.organizer)

            await #expect(throws: RaceError.notFound(race)) { try await races.detail(race, for: nil) }
            #expect(try await server.database.count("SELECT COUNT(*) AS total FROM room_events") == 0)
        }
    }

    @Test func `a seed that can't be read gives no race, in words`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            try await server.database.execute("UPDATE seeds SET graph_json = 'broken'")

            await #expect {
                _ = try await server.makeRace()
            } throws: { error in
                guard case RaceError.refused(let words) = error else { return false }
                return words.contains("can't be read")
            }
            #expect(try await server.database.seedStatuses() == ["available", "available"])
        }
    }
}
