import Database
import DatabaseTesting
import RaceRules
import SpeedFogProtocol
import Synchronization
import Testing
import Vocabulary
import WebServer

@testable import Live

@Suite(.timeLimit(.minutes(2))) struct JournalTests {
    @Test func `what is appended is durable when the writer hears of it`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                let writer = RecordingWriter()
                let entry = room.entry(.ready, room.row(.ready))

                let ticket = harness.journal.append(entry, writer: writer, urgent: true)

                #expect(await writer.next() == .committed(ticket))
                #expect(try await room.storedRow(in: database)?.status == .ready)
                #expect(try await room.storedEvents(in: database).last == entry.events.last)
            }
        }
    }

    @Test func `ticks are written without being asked for, the newest of each run`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database, interval: .milliseconds(10)) { harness in
                let room = try await harness.room()
                for igt in [2_000, 3_000, 4_000] { harness.journal.tick(room.row(igtMs: igt), of: room.lease) }
                while try await room.storedRow(in: database)?.igtMs != 4_000 { await Task.yield() }
            }
        }
    }

    @Test func `what waits when the process shuts down is written`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            let rooms = Mutex<[SampleRoom]>([])
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                let entry = room.entry(.ready, room.row(.ready))
                _ = harness.journal.append(entry, writer: RecordingWriter(), urgent: false)
                harness.journal.tick(room.row(.playing, igtMs: 700), of: room.lease)
                rooms.withLock { [room] in $0 = [room] }
            }
            let room = try #require(rooms.withLock { $0.first })
            #expect(try await room.storedRow(in: database) == room.row(.playing, igtMs: 700))
            #expect(try await room.storedEvents(in: database).count == 4)
        }
    }

    @Test func `what comes after the end is refused`() async throws {
        try await withDatabase(at: .sqliteMemory, SampleTables.migrations) { database in
            let ended = Mutex<JournalHarness?>(nil)
            try await JournalHarness.run(on: database) { harness in ended.withLock { $0 = harness } }
            let harness = try #require(ended.withLock { $0 })
            let room = try await harness.room()

            await #expect(throws: JournalFailure.closed) {
                try await harness.journal.change(room.lease) { _ in Decision(answer: 1) }
            }
        }
    }

    @Test func `rooms share a commit, and it is measured`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                let writer = RecordingWriter()
                for number in 1...100 {
                    var room = try await harness.room()
                    let entry = room.entry(.ready, room.row(.ready))
                    _ = harness.journal.append(entry, writer: writer, urgent: number == 100)
                }
                _ = await writer.next()

                let rows = try await database.rows("SELECT seq FROM room_events WHERE kind = 'run_ready'")
                #expect(rows.count == 100)
                let metrics = harness.metrics.render()
                #expect(metrics.contains("live_journal_commit_seconds_count 1\n"))
                #expect(metrics.contains("live_journal_batch_events_sum 100\n"))
            }
        }
    }

    @Test func `a tick never overtakes an event that came after it`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                let writer = RecordingWriter()
                harness.journal.tick(room.row(.playing, igtMs: 9_000), of: room.lease)
                let entry = room.entry(.abandoned(igtMs: 9_500), room.row(.abandoned, igtMs: 9_500))

                _ = harness.journal.append(entry, writer: writer, urgent: true)

                _ = await writer.next()
                #expect(try await room.storedRow(in: database) == room.row(.abandoned, igtMs: 9_500))
            }
        }
    }

    @Test func `the age of what is written behind is measured`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database, interval: .milliseconds(5)) { harness in
                let room = try await harness.room()
                harness.journal.tick(room.row(igtMs: 2_000), of: room.lease)
                while !harness.metrics.render().contains("live_journal_write_behind_seconds_count 1\n") {
                    await Task.yield()
                }
            }
        }
    }
}
