import Database
import DatabaseTesting
import RaceRules
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import Live

@Suite struct RebuildTests {
    private static func leases(_ database: Database, _ holder: String = "here") -> Leases {
        Leases(database: database, holder: holder, logger: JournalHarness.quiet)
    }

    private static func rebuild(_ database: Database) -> Rebuild {
        Rebuild(database: database, tables: [SampleTables(.race), SampleTables(.solo)], leases: Self.leases(database))
    }

    /// A race in which one finished and one gave up, with the rows that follow.
    private static func played(on database: Database) async throws -> SampleRoom {
        var room = SampleRoom()
        try await room.insert(into: database)
        let events = [
            room.event(.released, at: 9), room.event(.started, at: 10), room.event(.ran(room.runs[0], .ready), at: 11),
            room.event(.ran(room.runs[0], .started(node: "start", igtMs: 5)), at: 12),
            room.event(
                .ran(room.runs[0], .crossed(Crossing(node: "cave", isReturn: false, igtMs: 90, clockMs: 95))),
                at: 13
            ),
            room.event(.ran(room.runs[0], .deaths(total: 2, node: "cave")), at: 14),
            room.event(.ran(room.runs[0], .finished(Arrival(igtMs: 200))), at: 15),
            room.event(.ran(room.runs[1], .abandoned(igtMs: 77)), at: 16),
            room.event(.finished(byForce: false), at: 16),
        ]
        let id = room.id
        try await database.write { session in
            try JournalStore.begin(id, with: events, in: session)
            let all = try JournalStore.events(of: id, in: session)
            guard let state = try RoomState(id, events: all, tables: SampleTables(), in: session) else { return }
            try SampleTables().write(state.allRuns.map(\.row), in: session)
            try SampleTables().write(state.row, in: session)
        }
        return room
    }

    @Test func `rows that follow from the journal are left as they are`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            _ = try await Self.played(on: database)

            let report = try #require(try await Self.rebuild(database).run())

            #expect(report == Rebuild.Report(rooms: 1, runs: 2))
        }
    }

    @Test func `rows of rooms and of runs are made again, and each difference is told`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            let room = try await Self.played(on: database)
            let before = try await room.storedRow(in: database)
            try await database.execute("UPDATE sample_rooms SET status = 'running', finished_at = NULL")
            try await database.execute(
                "UPDATE sample_runs SET status = 'playing', igt_ms = 5, deaths = 9 WHERE id = \(room.run.rawValue)"
            )

            let report = try #require(try await Self.rebuild(database).run(only: room.id))
            let again = try #require(try await Self.rebuild(database).run(only: room.id))

            func difference(_ run: RunID?, _ column: String, _ was: String, _ becomes: String) -> Rebuild.Difference {
                Rebuild.Difference(room: room.id, run: run, column: column, was: was, becomes: becomes)
            }
            #expect(
                report.differences == [
                    difference(nil, "status", "running", "finished"),
                    difference(nil, "finished_at", "none", "1970-01-01T00:00:00.016+00:00"),
                    difference(room.run, "status", "playing", "finished"),
                    difference(room.run, "igt_ms", "5", "200"), difference(room.run, "deaths", "9", "2"),
                ]
            )
            #expect(report.rowsDiffering == 2)
            #expect(again.differences.isEmpty)
            #expect(try await room.storedRow(in: database) == before)
        }
    }

    @Test func `what the journal can't give is told, and the other rooms go on`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            let damaged = try await Self.played(on: database)
            let ragged = try await Self.played(on: database)
            let held = try await Self.played(on: database)
            _ = try await Self.leases(database, "the server").acquire(held.id, kind: .race)
            try await database.execute(
                "UPDATE room_events SET body = '{}' WHERE seq = 1 AND room_id = \(damaged.id.rawValue)"
            )
            try await database.execute("DELETE FROM sample_runs WHERE id = \(ragged.runs[1].rawValue)")
            try await database.execute("UPDATE sample_runs SET deaths = 9 WHERE id = \(ragged.runs[0].rawValue)")

            let report = try #require(try await Self.rebuild(database).run())

            #expect(report.differences.map(\.run) == [ragged.runs[0]])
            #expect(report.problems.count == 3)
            #expect(report.problems.contains { $0.contains("\(damaged.id)") && $0.contains("Event 1 (made)") })
            #expect(report.problems.contains { $0.contains("\(ragged.runs[1])") && $0.contains("has no row") })
            #expect(report.problems.contains { $0.contains("\(held.id)") && $0.contains("the server") })
        }
    }

    @Test func `a room that does not exist is none`() async throws {
        try await withDatabase(at: .sqliteMemory, SampleTables.migrations) { database in
            let report = try await Self.rebuild(database).run(only: RoomID())
            #expect(report == nil)
        }
    }
}
