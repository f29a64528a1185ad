import Accounts
import Database
import DatabaseTesting
import Logging
import struct RaceRules.RaceID
import struct RaceRules.RunID
import struct RaceRules.SeedID
import SpeedFogProtocol
import Synchronization
import Testing
import Vocabulary

@testable import SpeedFogServer

/// What may happen between the rows of a race and its room.
@Suite struct RoomsTests {
    private let race = RoomState.raceID

    @Test func `a reset that is refused leaves the room working`() async throws {
        try await withRooms { rooms, _ in
            try await rooms.start(self.race, expectedVersion: 1)
            let room = try await rooms.room(self.race)

            await #expect(throws: LiveError.conflict) { try await rooms.reset(self.race, expectedVersion: 99) }

            #expect(await !room.isClosed)
            #expect(try await rooms.room(self.race) === room)
            try await rooms.abandon(self.race, participant: .sample(11))
            #expect(try await room.snapshot.runs[.sample(11)]?.status == .abandoned)
        }
    }

    @Test func `a race is reset into a new room, with its journal kept`() async throws {
        try await withRooms { rooms, database in
            try await rooms.start(self.race, expectedVersion: 1)
            let room = try await rooms.room(self.race)
            try await rooms.abandon(self.race, participant: .sample(11))

            try await rooms.reset(self.race, expectedVersion: 2)

            let next = try await rooms.room(self.race)
            #expect(next !== room)
            #expect(await room.isClosed)
            #expect(try await next.snapshot.race.status == .setup)
            #expect(try await next.snapshot.runs[.sample(11)]?.status == .registered)
            let events = try await database.read { try JournalStore.events(of: [.sample(11)], in: $0) }
            #expect(events[.sample(11)]?.map(\.kind) == [.abandoned, .reset])
        }
    }

    @Test func `who was added before the start is in the race, even if the room had not heard of it`() async throws {
        try await withRooms { rooms, database in
            let room = try await rooms.room(self.race)
            try await Self.addRunner(3, to: database)

            try await rooms.start(self.race, expectedVersion: 2)

            #expect(try await room.snapshot.runs.count == 3)
        }
    }

    @Test func `a start on rows that were changed since is refused`() async throws {
        try await withRooms { rooms, database in
            try await Self.addRunner(3, to: database)

            await #expect(throws: LiveError.conflict) { try await rooms.start(self.race, expectedVersion: 1) }
        }
    }

    @Test func `a change while the room opens reaches it`() async throws {
        try await withRooms { rooms, database in
            async let opening = rooms.room(self.race)
            try await Self.addRunner(3, to: database)
            await rooms.raceEdited(self.race)

            #expect(try await opening.snapshot.runs.count == 3)
        }
    }

    @Test func `an idle room is left for a new one`() async throws {
        try await withRooms { rooms, _ in
            let room = try await rooms.room(self.race)

            #expect(await !room.closeIfIdle(for: .seconds(60), at: .now))
            #expect(await room.closeIfIdle(for: .zero, at: .now + .seconds(1)))

            #expect(try await rooms.room(self.race) !== room)
        }
    }

    @Test func `a race that can't be read keeps no other race from being looked after`() async throws {
        let time = Time()
        try await withRooms(clock: { time.now }) { rooms, database in
            try await rooms.start(self.race, expectedVersion: 1)
            try await database.write { session in
                try session.execute(
                    """
                    INSERT INTO seeds (id, seed_number, pool_name, pool_type, graph_json, total_layers, file_path, created_at)
                    VALUES (\(SeedID.sample(901)), 'bad', 'standard', 'race', 'broken', 3, 'none', 1)
                    """
                )
                // Its id and its start put it before the other.
                try session.execute(
                    """
                    INSERT INTO races (id, name, organizer_id, seed_id, status, created_at, started_at)
                    VALUES (\(RaceID.sample(0)), 'Broken', \(RoomState.organizer), \(SeedID.sample(901)), 'running', 1, 1)
                    """
                )
            }
            time.pass(16 * 60_000)

            await rooms.sweep()

            #expect(try await rooms.state(of: self.race).race.status == .finished)
        }
    }

    @Test func `a finished race is shown without a room`() async throws {
        try await withRooms { rooms, database in
            try await database.execute(
                "UPDATE races SET status = 'finished', started_at = 1, finished_at = 2 WHERE id = \(RoomState.raceID)"
            )

            #expect(try await rooms.state(of: self.race).race.status == .finished)

            #expect(await rooms.liveParticipants(self.race) == nil)
        }
    }

    private static func addRunner(_ number: Int, to database: Database) async throws {
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO users (id, twitch_id, username, role, created_at)
                VALUES (\(UserID.sample(100 + number)), \("late\(number)"), \("late\(number)"), 'user', 1)
                """
            )
            try session.execute(
                """
                INSERT INTO participants (id, race_id, user_id, mod_token_hash, color_index, created_at)
                VALUES (\(RunID.sample(10 + number)), \(RoomState.raceID), \(UserID.sample(100 + number)),
                    \(Token.hash("token\(number)")), \(number), \(number))
                """
            )
            try session.execute("UPDATE races SET version = version + 1 WHERE id = \(RoomState.raceID)")
        }
    }
}

/// A clock that a test moves.
private final class Time: Sendable {
    private let milliseconds = Mutex<Moment>(1_000)
    var now: Moment { self.milliseconds.withLock { $0 } }
    func pass(_ duration: Int64) { self.milliseconds.withLock { $0 = $0 + duration } }
}

/// Rooms over a race of two runs, on both databases, with a journal that runs.
private func withRooms(
    clock: @escaping @Sendable () -> Moment = { 1_000 },
    _ body: (Rooms, Database) async throws -> Void
) async throws {
    try await withEachDatabase(RaceRows.migrations) { database in
        try await RaceRows.insert(into: database)
        let logger = Logger(label: "rooms") { _ in SwiftLogNoOpLogHandler() }
        let journal = Journal(database: database, logger: logger)
        let rooms = Rooms(database: database, journal: journal, clock: clock, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await journal.run() }
            defer { journal.shutDown() }
            try await body(rooms, database)
            journal.shutDown()
            try await group.waitForAll()
        }
    }
}
