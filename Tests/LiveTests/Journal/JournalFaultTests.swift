import Database
import DatabaseTesting
import RaceRules
import SpeedFogProtocol
import Synchronization
import Testing
import Vocabulary
import WebServer

@testable import Live

/// Databases that go away, refuse, or leave one in doubt.
@Suite(.timeLimit(.minutes(2))) struct JournalFaultTests {
    @Test func `one bad event fails its own room and no other`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var good = try await harness.room()
                var bad = try await harness.room()
                var other = try await harness.room()
                let writers = [RecordingWriter(), RecordingWriter(), RecordingWriter()]
                let nul = "cave\u{0}"
                let entries = [
                    good.entry(.ready, good.row(.ready)),
                    bad.entry(.position(node: nul), bad.row(zone: nul)),
                    other.entry(.ready, other.row(.ready)),
                ]

                let tickets = entries.enumerated().map { index, entry in
                    harness.journal.append(entry, writer: writers[index], urgent: index == 2)
                }

                #expect(await writers[0].next() == .committed(tickets[0]))
                #expect(await writers[2].next() == .committed(tickets[2]))
                guard case .failed(.refused) = await writers[1].next() else {
                    Issue.record("The bad room did not fail")
                    return
                }
                #expect(try await good.storedRow(in: database)?.status == .ready)
                #expect(try await bad.storedEvents(in: database).count == 3)
                #expect(harness.metrics.render().contains("live_journal_failed_rooms_total{reason=\"refused\"} 1\n"))
            }
        }
    }

    @Test func `one bad row among the ticks keeps no other from being written`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var good = try await harness.room()
                let bad = try await harness.room()
                let writer = RecordingWriter()
                harness.journal.tick(bad.row(igtMs: 5, deaths: -1), of: bad.lease)
                harness.journal.tick(good.row(.playing, igtMs: 5, run: good.runs[1]), of: good.lease)

                let ticket = harness.journal.append(
                    good.entry(.ready, good.row(.ready)),
                    writer: writer,
                    urgent: true
                )

                #expect(await writer.next() == .committed(ticket))
                let ticked = try await database.rows("SELECT id FROM sample_runs WHERE igt_ms = 5")
                #expect(ticked.count == 1)
            }
        }
    }

    @Test func `a database that is away for a moment is waited for`() async throws {
        let failures = Mutex(3)
        let tables = SampleTables { _ in
            try failures.withLock { left in
                guard left > 0 else { return }
                left -= 1
                throw DatabaseError.unavailable("It restarts.")
            }
        }
        try await withEachDatabase(SampleTables.migrations) { database in
            failures.withLock { $0 = 3 }
            try await JournalHarness.run(on: database, tables: tables) { harness in
                var room = try await harness.room()
                let writer = RecordingWriter()
                let entry = room.entry(.ready, room.row(.ready))
                let ticket = harness.journal.append(entry, writer: writer, urgent: true)
                #expect(await writer.next() == .committed(ticket))
                #expect(failures.withLock { $0 } == 0)
            }
        }
    }

    @Test func `a database that stays away fails the rooms that wait, and what follows lost events goes too`()
        async throws
    {
        let isAway = Mutex(true)
        let tables = SampleTables { _ in
            if isAway.withLock({ $0 }) { throw DatabaseError.unavailable("It is away.") }
        }
        try await withEachDatabase(SampleTables.migrations) { database in
            isAway.withLock { $0 = true }
            try await JournalHarness.run(on: database, tables: tables, patience: .zero) { harness in
                var room = try await harness.room()
                let writer = RecordingWriter()
                let lost = room.entry(.ready, room.row(.ready))
                let next = room.entry(.position(node: "cave"), room.row())
                let tick = room.row(igtMs: 77)
                await writer.follow {
                    isAway.withLock { $0 = false }
                    _ = harness.journal.append(next, writer: writer, urgent: true)
                    harness.journal.tick(tick, of: next.lease)
                }
                _ = harness.journal.append(lost, writer: writer, urgent: true)

                guard case .failed(.unavailable) = await writer.next() else {
                    Issue.record("The room did not fail")
                    return
                }
                // Behind everything that was there before.
                let other = try await harness.room()
                try await harness.journal.change(other.lease) { _ in Decision(answer: ()) }
                #expect(try await room.storedEvents(in: database).count == 3)
                #expect(try await room.storedRow(in: database) == room.row(.registered))
                withExtendedLifetime(other) {}
            }
        }
    }

    @Test func `ticks that can't be written hold up nobody`() async throws {
        // With these, a journal that waited for its ticks would wait for an hour.
        let (tried, attempt) = AsyncStream.makeStream(of: Void.self)
        let tables = SampleTables { rows in
            guard rows.contains(where: { $0.igtMs == 13 }) else { return }
            attempt.yield()
            throw DatabaseError.busy
        }
        try await withDatabase(at: .sqliteMemory, SampleTables.migrations) { database in
            try await JournalHarness.run(
                on: database,
                tables: tables,
                interval: .milliseconds(20),
                pause: .seconds(3_600)
            ) { harness in
                var room = try await harness.room()
                let writer = RecordingWriter()
                harness.journal.tick(room.row(igtMs: 13), of: room.lease)
                _ = await tried.first { _ in true }
                let entry = room.entry(.ready, room.row(.ready))
                let ticket = harness.journal.append(entry, writer: writer, urgent: true)
                #expect(await writer.next() == .committed(ticket))
                #expect(try await room.storedRow(in: database) == room.row(.ready))
            }
        }
    }

    @Test func `events that are there already and equal are what was to be written`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                let writer = RecordingWriter()
                let entry = room.entry(.ready, room.row(.ready))
                let next = room.entry(.position(node: "cave"), room.row(zone: "cave"))
                let id = room.id
                try await database.write { try JournalStore.begin(id, with: entry.events, in: $0) }

                _ = harness.journal.append(entry, writer: writer, urgent: false)
                let ticket = harness.journal.append(next, writer: writer, urgent: true)

                #expect(await writer.next() == .committed(ticket))
                #expect(try await room.storedEvents(in: database).suffix(2) == entry.events + next.events)
                #expect(try await room.storedRow(in: database) == room.row(zone: "cave"))
            }
        }
    }

    @Test func `an event number that a different event has closes the room, and no other`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                var other = try await harness.room()
                let (writer, otherWriter) = (RecordingWriter(), RecordingWriter())
                let stranger = RoomEvent(sequence: 4, at: Moment(rawValue: 9), happening: .released)
                let id = room.id
                try await database.write { try JournalStore.begin(id, with: [stranger], in: $0) }

                let own = room.entry(.ready, room.row(.ready))
                _ = harness.journal.append(own, writer: writer, urgent: false)
                let ticket = harness.journal.append(
                    other.entry(.ready, other.row(.ready)),
                    writer: otherWriter,
                    urgent: true
                )

                #expect(await writer.next() == .failed(.taken(4)))
                #expect(await otherWriter.next() == .committed(ticket))
                #expect(try await room.storedEvents(in: database).last == stranger)
                #expect(try await room.storedRow(in: database)?.status == .registered)
            }
        }
    }

    @Test func `a commit of which nobody knows is written again, and is there once`() async throws {
        let server = try await PostgresServer.start()
        do {
            try await Self.breakCommit(on: server)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    /// A commit that waits for a standby is saved already, and here its connection is broken while it waits.
    private static func breakCommit(on server: PostgresServer) async throws {
        let writes = Mutex(0)
        let tables = SampleTables { _ in writes.withLock { $0 += 1 } }
        try await withDatabase(at: server.url("postgres"), SampleTables.migrations) { database in
            var room = SampleRoom()
            try await room.insert(into: database)
            try await server.run("ALTER DATABASE postgres SET synchronous_commit = 'on'")
            try await server.run("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
            try await withDatabase(at: server.url("postgres")) { waiting in
                let leases = Leases(database: database, holder: "here", logger: JournalHarness.quiet)
                room.lease = try await leases.acquire(room.id, kind: room.kind)
                let opened = room
                try await server.run("SELECT pg_reload_conf()")
                try await JournalHarness.run(on: waiting, tables: tables) { harness in
                    var room = opened
                    let writer = RecordingWriter()
                    let entry = room.entry(.ready, room.row(.ready))
                    let ticket = harness.journal.append(entry, writer: writer, urgent: true)

                    var broken = 0
                    while broken == 0 {
                        broken = try await database.rows(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
                        ).count
                    }
                    try await server.run("ALTER SYSTEM RESET synchronous_standby_names")
                    try await server.run("SELECT pg_reload_conf()")

                    #expect(await writer.next() == .committed(ticket))
                    #expect(try await room.storedEvents(in: database).suffix(1) == entry.events[...])
                    #expect(writes.withLock { $0 } == 2)
                }
            }
        }
    }

    @Test func `a room that was taken writes nothing more, and is told`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            try await JournalHarness.run(on: database) { harness in
                var room = try await harness.room()
                var other = try await harness.room()
                let (writer, otherWriter) = (RecordingWriter(), RecordingWriter())
                let taken = try await harness.leases.acquire(room.id, kind: room.kind)
                #expect(taken.fence == room.lease.fence + 1)

                harness.journal.tick(room.row(igtMs: 44, run: room.runs[1]), of: room.lease)
                let entry = room.entry(.ready, room.row(.ready))
                _ = harness.journal.append(entry, writer: writer, urgent: false)
                let ticket = harness.journal.append(
                    other.entry(.ready, other.row(.ready)),
                    writer: otherWriter,
                    urgent: true
                )

                #expect(await writer.next() == .failed(.lostLease))
                #expect(await otherWriter.next() == .committed(ticket))
                #expect(try await room.storedEvents(in: database).count == 3)
                let rows = try await database.rows("SELECT id FROM sample_runs WHERE igt_ms = 44 OR status = 'ready'")
                #expect(rows.count == 1)
            }
        }
    }

    @Test func `a sync that failed is not tried again`() async throws {
        let tries = Mutex(0)
        let tables = SampleTables { _ in
            tries.withLock { $0 += 1 }
            throw DatabaseError.syncFailed("The disk is gone.")
        }
        try await withDatabase(at: .sqliteMemory, SampleTables.migrations) { database in
            try await JournalHarness.run(on: database, tables: tables) { harness in
                let writer = RecordingWriter()
                for number in 1...2 {
                    var room = try await harness.room()
                    let entry = room.entry(.ready, room.row(.ready))
                    _ = harness.journal.append(entry, writer: writer, urgent: number == 2)
                }
                for _ in 1...2 {
                    guard case .failed(.unavailable) = await writer.next() else {
                        Issue.record("A room did not fail")
                        return
                    }
                }
                #expect(tries.withLock { $0 } == 1)
            }
        }
    }
}
