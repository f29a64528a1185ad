import Accounts
import Database
import DatabaseTesting
import Foundation
import Live
import RaceRules
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import SpeedFogServer

/// Events of runs, as versions before the journal of rooms kept them, become events of their rooms.
@Suite struct RunEventsMovedTests {
    private static let before = (AccountsSchema.migrations + SpeedFogSchema.migrations)
        .filter { $0.number < SpeedFogSchema.runEventsMoved.number }

    private static func id(_ number: Int) -> String { "00000000-0000-4000-8000-\(String(100_000_000_000 + number))" }

    private static let race = RoomID(id(10)) ?? RoomID()
    private static let (first, second) = (RunID(id(20)) ?? RunID(), RunID(id(21)) ?? RunID())
    private static let (organizer, caster) = (UserID(id(1)) ?? UserID(), UserID(id(4)) ?? UserID())
    private static let (alba, bruno) = (UserID(id(2)) ?? UserID(), UserID(id(3)) ?? UserID())
    private static let seed = SeedID(id(90)) ?? SeedID()

    /// A race that was reset once, with a runner who came after that, and one that is gone.
    private static func insert(into database: Database) async throws {
        try await database.write { session in
            for number in 1...4 {
                try session.execute(
                    """
                    INSERT INTO users (id, twitch_id, username, role, created_at)
                    VALUES (\(Self.id(number)), \("\(number)"), \("user\(number)"), 'user', 1)
                    """
                )
            }
            try session.execute(
                """
                INSERT INTO seeds (id, seed_number, pool_name, pool_type, graph_json, total_layers, file_path, created_at)
                VALUES (\(Self.id(90)), 'abc', 'standard', 'race', '{}', 3, 'none', 1)
                """
            )
            try session.execute(
                """
                INSERT INTO races (id, name, organizer_id, seed_id, status, created_at, started_at, seeds_released_at,
                    finished_at)
                VALUES (\(Self.id(10)), 'Dawn', \(Self.id(1)), \(Self.id(90)), 'finished', 100, 3000, 150, 5000)
                """
            )
            for (run, user, color, joined) in [(20, 2, 0, 110), (21, 3, 1, 2500)] {
                try session.execute(
                    """
                    INSERT INTO participants (id, race_id, user_id, mod_token_hash, color_index, created_at)
                    VALUES (\(Self.id(run)), \(Self.id(10)), \(Self.id(user)), \("token\(run)"), \(color), \(joined))
                    """
                )
            }
            try session.execute("INSERT INTO casters VALUES (\(Self.id(70)), \(Self.id(10)), \(Self.id(4)))")
        }
    }

    private struct Old {
        var run = 20
        let sequence: Int
        let kind: String
        let at: Int64
        var node: String?
        var igt: Int?
        var gate: Int?
        var deaths: Int?
        var flag: Int?

        func insert(into database: Database) async throws {
            try await database.execute(
                """
                INSERT INTO run_events (run_id, seq, kind, node, igt_ms, gate_igt_ms, deaths, flag, received_at)
                VALUES (\(RunEventsMovedTests.id(self.run)), \(self.sequence), \(self.kind), \(self.node), \(self.igt),
                    \(self.gate), \(self.deaths), \(self.flag), \(self.at))
                """
            )
        }
    }

    @Test func `a race that was reset becomes one journal of two attempts`() async throws {
        let odd = "a\"b\\c\n\u{1f}é"
        let old = [
            Old(sequence: 1, kind: "ready", at: 120),
            Old(sequence: 2, kind: "started", at: 1000, node: "start", igt: 0),
            Old(sequence: 3, kind: "gate", at: 1100, node: odd, igt: 500, gate: 400, deaths: 0, flag: 77),
            Old(sequence: 4, kind: "reset", at: 2000), Old(sequence: 5, kind: "ready", at: 2600),
            Old(sequence: 6, kind: "started", at: 3001, node: "start", igt: 5),
            // The server's clock was set back.
            Old(sequence: 7, kind: "gate", at: 2900, node: "cave", igt: 900, deaths: 0, flag: 5),
            Old(sequence: 8, kind: "deaths", at: 3300, node: "cave", igt: 950, deaths: 2),
            Old(sequence: 9, kind: "return", at: 3400, node: "start", igt: 990, deaths: 2),
            Old(sequence: 10, kind: "position", at: 3450, node: "cave"),
            Old(sequence: 11, kind: "finished", at: 3500, igt: 2000, deaths: 2),
            Old(run: 21, sequence: 1, kind: "ready", at: 3100),
            Old(run: 21, sequence: 2, kind: "abandoned", at: 5000, igt: 7, deaths: 0),
            // Its participant is gone.
            Old(run: 99, sequence: 1, kind: "ready", at: 5),
        ]
        let (first, second) = (Self.first, Self.second)
        let expected: [(Int64, Happening)] = [
            (100, .made(Making(kind: .race, organizer: Self.organizer))), (100, .seedTaken(Self.seed)),
            (100, .roleGiven(.caster, Self.caster)), (110, .joined(first, user: Self.alba, color: 0)),
            (120, .ran(first, .ready)), (150, .released), (1000, .started),
            (1000, .ran(first, .started(node: "start", igtMs: 0))),
            (1100, .ran(first, .crossed(Crossing(node: odd, isReturn: false, igtMs: 400, clockMs: 500, flag: 77)))),
            (2000, .reset), (2500, .joined(second, user: Self.bruno, color: 1)), (2600, .ran(first, .ready)),
            (3000, .started), (3001, .ran(first, .started(node: "start", igtMs: 5))),
            (2900, .ran(first, .crossed(Crossing(node: "cave", isReturn: false, igtMs: 900, clockMs: 900, flag: 5)))),
            (3100, .ran(second, .ready)), (3300, .ran(first, .deaths(total: 2, node: "cave"))),
            (3400, .ran(first, .crossed(Crossing(node: "start", isReturn: true, igtMs: 990, clockMs: 990)))),
            (3450, .ran(first, .position(node: "cave"))), (3500, .ran(first, .finished(Arrival(igtMs: 2000)))),
            (5000, .ran(second, .abandoned(igtMs: 7))), (5000, .finished(byForce: false)),
        ]
        try await withEachDatabase(Self.before) { database in
            try await Self.insert(into: database)
            for event in old { try await event.insert(into: database) }

            try await database.migrate(Self.before + [SpeedFogSchema.runEventsMoved])

            let events = try await database.read { try JournalStore.events(of: Self.race, in: $0) }
            #expect(events.map(\.happening) == expected.map(\.1))
            #expect(events.map(\.at.rawValue) == expected.map(\.0))
            #expect(events.map(\.sequence) == Array(1...expected.count))
            let all = try await database.rows("SELECT seq FROM room_events")
            #expect(all.count == expected.count)
        }
    }

    @Test func `a race in setup has its people, and one that runs has begun`() async throws {
        try await withEachDatabase(Self.before) { database in
            try await Self.insert(into: database)
            try await database.execute("UPDATE races SET status = 'running', finished_at = NULL")
            try await database.execute(
                """
                INSERT INTO races (id, name, organizer_id, status, created_at) VALUES (\(Self.id(11)), 'Dusk', \(Self.id(1)),
                    'setup', 7)
                """
            )
            try await Old(sequence: 1, kind: "ready", at: 4000).insert(into: database)

            try await database.migrate(Self.before + [SpeedFogSchema.runEventsMoved])

            let setup = RoomID(Self.id(11)) ?? RoomID()
            let (running, waiting) = try await database.read {
                (try JournalStore.events(of: Self.race, in: $0), try JournalStore.events(of: setup, in: $0))
            }
            let state = RoomState.asOf(
                Moment(rawValue: 9_000),
                events: running,
                id: Self.race,
                furnishing: Furnishing(name: "Dawn")
            )
            #expect(state.status == .running && state.startedAt == Moment(rawValue: 3000))
            #expect(state.runs[Self.first]?.status == .ready)
            #expect(state.joined == [Self.first, Self.second])
            #expect(waiting.map(\.happening) == [.made(Making(kind: .race, organizer: Self.organizer))])
        }
    }

    @Test func `an attempt in which all arrived has an end before its reset`() async throws {
        try await withEachDatabase(Self.before) { database in
            try await Self.insert(into: database)
            try await database.execute("UPDATE races SET status = 'setup', started_at = NULL, finished_at = NULL")
            for event in [
                Old(sequence: 1, kind: "ready", at: 200), Old(sequence: 2, kind: "started", at: 300, igt: 1),
                Old(sequence: 3, kind: "finished", at: 400, igt: 90), Old(sequence: 4, kind: "reset", at: 500),
            ] { try await event.insert(into: database) }

            try await database.migrate(Self.before + [SpeedFogSchema.runEventsMoved])

            let events = try await database.read { try JournalStore.events(of: Self.race, in: $0) }
            #expect(
                events.suffix(6).map(\.happening) == [
                    .started, .ran(Self.first, .started(node: nil, igtMs: 1)),
                    .ran(Self.first, .finished(Arrival(igtMs: 90))), .finished(byForce: false), .reset,
                    .joined(Self.second, user: Self.bruno, color: 1),
                ]
            )
        }
    }
}
