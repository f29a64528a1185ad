import Database
import DatabaseTesting
import Foundation
import RaceRules
import SpeedFogProtocol
import Synchronization
import Testing
import Vocabulary

@testable import Live

/// Transactions of features through the journal's queue.
@Suite(.timeLimit(.minutes(2))) struct JournalChangeTests {
    private struct Refused: Error, Equatable {}

    @Test func `a reset is not undone by a tick that waited`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            let rooms = Mutex<[SampleRoom]>([])
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                harness.journal.tick(room.row(.playing, igtMs: 61_000, deaths: 3), of: room.lease)

                let reset = room.event(.reset)
                let row = room.row(.registered)
                try await harness.journal.change(room.lease) { _ in
                    Decision(events: [reset], runs: [row], answer: ())
                }
                rooms.withLock { [room] in $0 = [room] }
            }
            // The journal has written all it had.
            let room = try #require(rooms.withLock { $0.first })
            #expect(try await room.storedRow(in: database) == room.row(.registered))
            #expect(try await room.storedEvents(in: database).last?.happening == .reset)
        }
    }

    @Test func `a tick that comes while a change is under way is dropped`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            let rooms = Mutex<[SampleRoom]>([])
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                let reset = room.event(.reset)
                let (row, late, lease) = (room.row(.registered), room.row(.playing, igtMs: 61_000), room.lease)
                try await harness.journal.change(room.lease) { _ in
                    harness.journal.tick(late, of: lease)
                    return Decision(events: [reset], runs: [row], answer: ())
                }
                rooms.withLock { [room] in $0 = [room] }
            }
            let room = try #require(rooms.withLock { $0.first })
            #expect(try await room.storedRow(in: database) == room.row(.registered))
        }
    }

    @Test func `a change sees what its room appended and ticked before`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                let ready = room.entry(.ready, room.row(.ready))
                _ = harness.journal.append(ready, writer: RecordingWriter(), urgent: false)
                harness.journal.tick(room.row(.playing, igtMs: 800), of: room.lease)

                let id = room.id
                let seen = try await harness.journal.change(room.lease) { session in
                    let row = try session.row("SELECT igt_ms FROM sample_runs ORDER BY igt_ms DESC")
                    let events = try JournalStore.events(of: id, in: session).count
                    return Decision(answer: (igt: try row?.get("igt_ms") ?? 0, events: events))
                }

                #expect(seen.igt == 800)
                #expect(seen.events == 4)
            }
        }
    }

    @Test func `a change that is refused writes nothing and drops no tick`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            let rooms = Mutex<[SampleRoom]>([])
            try await JournalHarness.run(on: database) { harness in
                let room = try await harness.room()
                harness.journal.tick(room.row(.playing, igtMs: 800), of: room.lease)
                await #expect(throws: Refused()) {
                    try await harness.journal.change(room.lease) { session -> Decision<Void> in
                        try session.execute("DELETE FROM sample_runs")
                        throw Refused()
                    }
                }
                rooms.withLock { $0 = [room] }
            }
            let room = try #require(rooms.withLock { $0.first })
            #expect(try await room.storedRow(in: database)?.igtMs == 800)
        }
    }

    @Test func `a room that is erased leaves nothing, whatever still waited`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            let rooms = Mutex<[SampleRoom]>([])
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                let ready = room.entry(.ready, room.row(.ready))
                _ = harness.journal.append(ready, writer: RecordingWriter(), urgent: false)
                harness.journal.tick(room.row(.playing, igtMs: 800), of: room.lease)
                let id = room.id.rawValue
                let (late, lease) = (room.row(.playing, igtMs: 900), room.lease)
                try await harness.journal.change(room.lease) { session in
                    harness.journal.tick(late, of: lease)
                    try session.execute("DELETE FROM sample_runs WHERE room_id = \(id)")
                    try session.execute("DELETE FROM sample_rooms WHERE id = \(id)")
                    return Decision(erasesRoom: true, answer: ())
                }
                rooms.withLock { [room] in $0 = [room] }
            }
            let events = try await database.rows("SELECT seq FROM room_events")
            let leases = try await database.rows("SELECT fence FROM room_leases")
            #expect(events.isEmpty && leases.isEmpty)
        }
    }

    @Test func `a run that is removed stays in the journal of its room, without a row`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            let rooms = Mutex<[SampleRoom]>([])
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                harness.journal.tick(room.row(.playing, igtMs: 800), of: room.lease)
                let (left, run) = (room.event(.left(room.run)), room.run.rawValue)
                try await harness.journal.change(room.lease) { session in
                    try session.execute("DELETE FROM sample_runs WHERE id = \(run)")
                    return Decision(events: [left], answer: ())
                }
                rooms.withLock { [room] in $0 = [room] }
            }
            let room = try #require(rooms.withLock { $0.first })
            #expect(try await room.storedRow(in: database) == nil)
            #expect(try await room.storedEvents(in: database).last?.happening == .left(room.run))
        }
    }

    @Test func `a change on an event number that is taken closes the room`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                let stranger = room.event(.released)
                let id = room.id
                try await database.write { try JournalStore.begin(id, with: [stranger], in: $0) }
                let own = RoomEvent(sequence: stranger.sequence, at: stranger.at, happening: .started)

                await #expect(throws: JournalFailure.taken(4)) {
                    try await harness.journal.change(room.lease) { _ in Decision(events: [own], answer: ()) }
                }
            }
        }
    }

    @Test func `a change of a room that was taken writes nothing`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                _ = try await harness.leases.acquire(room.id, kind: room.kind)
                let event = room.event(.released)
                let row = room.row(.playing, igtMs: 5)

                await #expect(throws: JournalFailure.lostLease) {
                    try await harness.journal.change(room.lease) { _ in
                        Decision(events: [event], runs: [row], answer: ())
                    }
                }

                #expect(try await room.storedEvents(in: database).count == 3)
                #expect(try await room.storedRow(in: database)?.status == .registered)
            }
        }
    }

    @Test func `a change whose commit broke says that nobody knows`() async throws {
        try await PostgresServer.shared.withDatabase { url in
            try await withDatabase(at: url, SampleTables.migrations) { database in
                try await JournalHarness.run(on: database) { harness in
                    let room = try await harness.room()
                    try await database.execute(
                        """
                        CREATE FUNCTION break_commit() RETURNS trigger LANGUAGE plpgsql AS
                        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(30); RETURN NULL; END'
                        """
                    )
                    try await database.execute(
                        """
                        CREATE CONSTRAINT TRIGGER break_commit AFTER UPDATE ON sample_rooms
                        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break_commit()
                        """
                    )

                    await #expect(throws: JournalFailure.outcomeUnknown) {
                        try await harness.journal.change(room.lease) { session in
                            try session.execute("UPDATE sample_rooms SET name = 'Dusk'")
                            return Decision(answer: ())
                        }
                    }
                }
            }
        }
    }
}
