import Database
import DatabaseTesting
import Foundation
import RaceRules
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import Live

@Suite(.timeLimit(.minutes(2))) struct LeasesTests {
    private static func leases(_ holder: String, on database: Database, ttl: Duration = .seconds(60)) -> Leases {
        Leases(database: database, holder: holder, ttl: ttl, logger: JournalHarness.quiet)
    }

    @Test func `a room belongs to one holder, and another is told whose it is`() async throws {
        try await withEachDatabase(LiveSchema.migrations) { database in
            let (one, other) = (Self.leases("one", on: database), Self.leases("other", on: database))
            let room = RoomID()
            let lease = try await one.acquire(room, kind: .race)

            let error = await #expect(throws: LeaseError.self) { try await other.acquire(room, kind: .race) }

            #expect(lease == Lease(room: room, kind: .race, fence: 1))
            guard case .held(let holder, let rest) = try #require(error) else { return }
            #expect(holder == "one")
            #expect((1...60_000).contains(rest))
        }
    }

    @Test func `a room that was given back is had at once, under a higher fence`() async throws {
        try await withEachDatabase(LiveSchema.migrations) { database in
            let (one, other) = (Self.leases("one", on: database), Self.leases("other", on: database))
            let room = RoomID()
            await one.release(try await one.acquire(room, kind: .race))

            #expect(try await other.acquire(room, kind: .race).fence == 2)
        }
    }

    @Test func `who comes back under its own name has its rooms at once`() async throws {
        try await withEachDatabase(LiveSchema.migrations) { database in
            let room = RoomID()
            _ = try await Self.leases("one", on: database).acquire(room, kind: .race)

            #expect(try await Self.leases("one", on: database).acquire(room, kind: .race).fence == 2)
        }
    }

    @Test func `a lease that ran out is taken, and who held it is told at the next beat`() async throws {
        try await withEachDatabase(LiveSchema.migrations) { database in
            let asleep = Self.leases("asleep", on: database, ttl: .zero)
            let awake = Self.leases("awake", on: database)
            let room = RoomID()
            let writer = RecordingWriter()
            let lease = try await asleep.acquire(room, kind: .race)
            await asleep.watch(lease, writer)

            let taken = try await awake.acquire(room, kind: .race)
            await asleep.beat()

            #expect(taken.fence == 2)
            #expect(await writer.next() == .failed(.lostLease))
            // Its going does not touch who has the room now.
            await asleep.release(lease)
            await #expect(throws: LeaseError.self) { try await asleep.acquire(room, kind: .race) }
        }
    }

    @Test func `a lease that ran out and that nobody took is kept by the next beat`() async throws {
        try await withEachDatabase(LiveSchema.migrations) { database in
            let sleepy = Self.leases("sleepy", on: database)
            let room = RoomID()
            let lease = try await sleepy.acquire(room, kind: .race)
            try await database.execute("UPDATE room_leases SET expires_at = 1")

            await sleepy.beat()

            let error = await #expect(throws: LeaseError.self) {
                try await Self.leases("other", on: database).acquire(room, kind: .race)
            }
            guard case .held(_, let rest) = try #require(error) else { return }
            #expect(rest > 0)
            let row = try await database.row("SELECT fence FROM room_leases")
            #expect(try row?.get("fence") == lease.fence)
        }
    }

    @Test func `two hundred rooms are kept by one beat`() async throws {
        try await withEachDatabase(LiveSchema.migrations) { database in
            let leases = Self.leases("one", on: database)
            for _ in 1...200 { _ = try await leases.acquire(RoomID(), kind: .race) }
            try await database.execute("UPDATE room_leases SET expires_at = 1")

            await leases.beat()

            let lapsed = try await database.rows("SELECT room_id FROM room_leases WHERE expires_at = 1")
            #expect(lapsed.isEmpty)
        }
    }

    @Test func `who watches a lease that is lost already is told too`() async throws {
        try await withDatabase(at: .sqliteMemory, LiveSchema.migrations) { database in
            let one = Self.leases("one", on: database, ttl: .zero)
            let room = RoomID()
            let lease = try await one.acquire(room, kind: .race)
            _ = try await Self.leases("other", on: database).acquire(room, kind: .race)
            await one.beat()

            let writer = RecordingWriter()
            await one.watch(lease, writer)

            #expect(await writer.next() == .failed(.lostLease))
        }
    }

    @Test func `of two that come at once, one has the room`() async throws {
        try await withEachDatabase(LiveSchema.migrations) { database in
            let room = RoomID()
            let holders = (1...8).map { Self.leases("holder \($0)", on: database) }
            let had = await withTaskGroup(of: Bool.self) { group in
                for leases in holders {
                    group.addTask { (try? await leases.acquire(room, kind: .race)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(had == 1)
            let row = try await database.row("SELECT fence FROM room_leases")
            #expect(try row?.get("fence") == 1)
        }
    }

    /// Whoever takes a room reads its events next, so nothing of the holder before may still be on its way.
    @Test func `a room is not taken while a write of its holder is under way`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            let gate = DispatchSemaphore(value: 0)
            let tables = SampleTables { _ in
                begin.yield()
                gate.wait()
            }
            try await JournalHarness.run(on: database, tables: tables) { harness in
                var room = try await harness.room()
                let id = room.id
                let writer = RecordingWriter()
                let entry = room.entry(.ready, room.row(.ready))
                let ticket = harness.journal.append(entry, writer: writer, urgent: true)
                _ = await begun.first { _ in true }

                // The lease has run out meanwhile, for all that others know.
                let other = Self.leases("here", on: database)
                async let taken = other.acquire(id, kind: .race)
                if database.dialect == .postgres {
                    var isWaiting = false
                    while !isWaiting {
                        isWaiting = try await !database.rows(
                            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
                        ).isEmpty
                    }
                }
                gate.signal()
                let lease2 = try await taken
                let events = try await room.storedEvents(in: database)

                #expect(await writer.next() == .committed(ticket))
                #expect(lease2.fence == 2)
                #expect(events.last == entry.events.last)
            }
        }
    }

    @Test func `a renewal does not wait for a write that is under way`() async throws {
        try await PostgresServer.shared.withDatabase { url in
            try await withDatabase(at: url, SampleTables.migrations) { database in
                let (begun, begin) = AsyncStream.makeStream(of: Void.self)
                let gate = DispatchSemaphore(value: 0)
                let tables = SampleTables { _ in
                    begin.yield()
                    gate.wait()
                }
                try await JournalHarness.run(on: database, tables: tables) { harness in
                    var room = try await harness.room()
                    let writer = RecordingWriter()
                    let entry = room.entry(.ready, room.row(.ready))
                    let ticket = harness.journal.append(entry, writer: writer, urgent: true)
                    _ = await begun.first { _ in true }

                    await harness.leases.beat()
                    gate.signal()

                    #expect(await writer.next() == .committed(ticket))
                }
            }
        }
    }
}
