import Database
import RaceRules
import RoomTesting
import SpeedFogProtocol
import Synchronization
import Testing
import Vocabulary

@testable import Live

/// Rooms that are opened, changed by features and closed.
@Suite struct RoomsTests {
    private let room = RoomID.sample(5)

    // MARK: Opening and closing

    @Test func `a room that is not there leaves nothing behind`() async throws {
        try await withRooms { live in
            await #expect(throws: RoomsError.notFound(self.room)) { try await live.rooms.open(self.room) }
            await #expect(throws: RoomsError.notFound(self.room)) { try await live.rooms.snapshot(of: self.room) }
            let leases = try await live.database.rows("SELECT * FROM room_leases")
            #expect(leases.isEmpty)
        }
    }

    @Test func `a room that nobody needs is closed and given back, and opens again under another epoch`() async throws {
        let clock = TestClock()
        try await withRooms(clock: clock) { live in
            try await live.make()
            let open = try await live.rooms.open(self.room)
            await live.rooms.beat()
            #expect(await !open.room.isClosed)

            clock.pass(seconds: 61)
            await live.rooms.beat()

            #expect(await open.room.isClosed)
            #expect(live.rooms.openSnapshot(of: self.room) == nil)
            let next = try await live.rooms.open(self.room)
            #expect(next.lease.fence > open.lease.fence)
        }
    }

    @Test func `a room that runs, or has somebody in it, stays open`() async throws {
        let clock = TestClock()
        try await withRooms(clock: clock) { live in
            try await live.make(started: true)
            try await live.make(.sample(6), runs: 21...21)
            let running = try await live.rooms.open(self.room)
            let visited = try await live.rooms.open(.sample(6))
            _ = await visited.room.connect(tokenHash: SampleTables.token(of: .sample(21)), as: .sample(1))
            clock.pass(seconds: 600)
            await live.rooms.beat()

            #expect(await !running.room.isClosed)
            #expect(await !visited.room.isClosed)
        }
    }

    @Test func `two processes never have one room, and the second says who has it`() async throws {
        try await withRooms { live in
            try await live.make()
            let other = LiveRooms(on: live.database, tables: live.tables, holder: "the other")
            _ = try await live.rooms.open(self.room)

            await #expect(throws: RoomsError.ownedElsewhere(self.room, by: "this")) {
                try await other.rooms.open(self.room)
            }
            #expect(try await other.rooms.snapshot(of: self.room).state.joined.count == 2, "it may be looked at")
            await #expect(throws: RoomsError.ownedElsewhere(self.room, by: "this")) {
                try await other.rooms.change(self.room) { state, now, _ in try state.start(at: now) }
            }
        }
    }

    @Test func `a room that was taken by another process closes and writes nothing`() async throws {
        try await withRooms { live in
            try await live.make(started: true)
            try await live.play()
            let open = try await live.rooms.open(self.room)
            try await live.database.execute(
                "UPDATE room_leases SET holder = 'the other', fence = fence + 1 WHERE room_id = \(self.room)"
            )

            await open.room.receive(.eventFlag(flagID: SampleSeed.cave, igtMs: 9_000), from: .first, by: .sample(1))

            #expect(await open.room.isClosed)
            #expect(open.edge.snapshot.state.runs[.first]?.zone == "start")
            #expect(try await live.kinds().last == "run_started")
        }
    }

    // MARK: Changes

    @Test func `a change is one transaction with the feature's rows, and is told`() async throws {
        try await withRooms { live in
            try await live.make()
            let words = try await live.rooms.change(self.room) { state, now, session in
                let outcome = try state.join(.third, person: .sample(103), at: now)
                try SampleTables.insert(.third, of: state.id, in: session)
                return (outcome, "welcome")
            }

            #expect(words == "welcome")
            #expect(live.rooms.openSnapshot(of: self.room)?.state.joined.count == 3)
            #expect(try await live.row(of: .third)?.status == .registered)
            #expect(try await live.kinds().last == "joined")
            let open = try await live.rooms.open(self.room).room
            #expect(await open.connect(tokenHash: SampleTables.token(of: .third), as: .sample(1)) == .admitted(.third))
        }
    }

    @Test func `a change that is refused leaves everything as it was`() async throws {
        try await withRooms { live in
            try await live.make(started: true)
            let open = try await live.rooms.open(self.room)
            let before = open.edge.snapshot

            await #expect(throws: RuleError.notInSetup) {
                try await live.rooms.change(self.room) { state, now, session in
                    try session.execute("UPDATE sample_rooms SET name = 'Dusk'")
                    return try state.start(at: now)
                }
            }

            #expect(open.edge.snapshot.version == before.version)
            #expect(await !open.room.isClosed)
            #expect(try await live.database.row("SELECT name FROM sample_rooms")?.get("name") == "Dawn")
        }
    }

    @Test func `what is looked up beside the events is told when it changed`() async throws {
        try await withRooms { live in
            try await live.make()
            let open = try await live.rooms.open(self.room)
            try await live.rooms.change(self.room) { _, _, session in
                try session.execute("UPDATE sample_rooms SET name = 'Dusk'")
                return Outcome()
            }
            #expect(open.edge.snapshot.state.furnishing.name == "Dusk")
            #expect(open.edge.snapshot.version == 1)
            try await live.rooms.change(self.room) { _, _, _ in Outcome() }
            #expect(open.edge.snapshot.version == 1)
        }
    }

    @Test func `a reset is not undone by a clock that waited to be written`() async throws {
        try await withRooms { live in
            try await live.make(started: true)
            try await live.make(.sample(6), runs: 13...13, started: true)
            try await live.play()
            try await live.play(.third, in: .sample(6), as: 2)
            let open = try await live.rooms.open(self.room).room
            let other = try await live.rooms.open(.sample(6)).room
            await open.receive(.statusUpdate(igtMs: 95_000, deathCount: 3), from: .first, by: .sample(1))

            try await live.rooms.change(self.room) { state, now, _ in try state.reset(at: now) }
            // When a later clock is written, so are all that waited.
            await other.receive(.statusUpdate(igtMs: 7_000, deathCount: 0), from: .third, by: .sample(2))
            while try await live.row(of: .third, in: .sample(6))?.igtMs != 7_000 {
                try await Task.sleep(for: .milliseconds(20))
            }

            let row = try #require(try await live.row())
            #expect(row.status == .registered && row.igtMs == 0 && row.deaths == 0)
        }
    }

    @Test func `messages wait while a change is decided, and are judged by what came of it`() async throws {
        let barrier = Barrier()
        try await withRooms { live in
            try await live.make(started: true)
            try await live.play()
            let open = try await live.rooms.open(self.room).room
            let isDeciding = Mutex(false)
            barrier.close()
            async let change: Void = live.rooms.change(self.room) { state, now, _ in
                isDeciding.withLock { $0 = true }
                try barrier.pass()
                return try state.finish(at: now)
            }
            while !isDeciding.withLock({ $0 }) { await Task.yield() }
            async let gate: Void = open.receive(
                .eventFlag(flagID: SampleSeed.cave, igtMs: 9_000),
                from: .first,
                by: .sample(1)
            )
            barrier.open()
            try await change
            await gate

            #expect(await open.state.runs[.first]?.zone == "start")
            #expect(try await live.kinds().last == "finished")
        }
    }

    @Test func `a room whose rows were deleted is erased and closes`() async throws {
        try await withRooms { live in
            try await live.make()
            let open = try await live.rooms.open(self.room)

            try await live.rooms.change(self.room) { state, _, session in
                try session.execute("DELETE FROM sample_runs WHERE room_id = \(state.id)")
                try session.execute("DELETE FROM sample_rooms WHERE id = \(state.id)")
                return Outcome()
            }

            #expect(await open.room.isClosed)
            #expect(try await live.kinds() == [])
            await #expect(throws: RoomsError.notFound(self.room)) { try await live.rooms.open(self.room) }
        }
    }

    @Test func `another seed makes the tokens of the old packs worthless`() async throws {
        try await withRooms { live in
            try await live.make()
            let open = try await live.rooms.open(self.room).room
            _ = await open.connect(tokenHash: SampleTables.token(of: .first), as: .sample(1))

            try await live.rooms.change(self.room) { state, now, session in
                try session.execute("UPDATE sample_runs SET token_hash = 'new ' || token_hash")
                return try state.reroll(to: try SampleSeed.seed(2), at: now)
            }

            #expect(
                await open.connect(tokenHash: SampleTables.token(of: .first), as: .sample(2))
                    == .refused("Invalid mod token or race")
            )
        }
    }

    // MARK: What is looked at

    @Test func `a room that is over is read without opening it, and once`() async throws {
        let clock = TestClock()
        try await withRooms(clock: clock) { live in
            try await live.make(started: true)
            try await live.rooms.change(self.room) { state, now, _ in try state.finish(at: now) }
            clock.pass(seconds: 61)
            await live.rooms.beat()
            #expect(live.rooms.openSnapshot(of: self.room) == nil)

            #expect(try await live.rooms.snapshot(of: self.room).state.status == .finished)
            try await live.database.execute("UPDATE sample_rooms SET name = 'Dusk'")
            #expect(try await live.rooms.snapshot(of: self.room).state.furnishing.name == "Dawn")
            #expect(live.rooms.openSnapshot(of: self.room) == nil)

            clock.pass(seconds: 61)
            #expect(try await live.rooms.snapshot(of: self.room).state.furnishing.name == "Dusk")
        }
    }

    @Test func `a room that is over and is then changed shows the change`() async throws {
        let clock = TestClock()
        try await withRooms(clock: clock) { live in
            try await live.make(started: true)
            try await live.rooms.change(self.room) { state, now, _ in try state.finish(at: now) }
            clock.pass(seconds: 61)
            await live.rooms.beat()
            _ = try await live.rooms.snapshot(of: self.room)

            try await live.rooms.change(self.room) { state, now, _ in try state.reset(at: now) }

            #expect(try await live.rooms.snapshot(of: self.room).state.status == .setup)
        }
    }

    @Test func `who was shown the map is an event`() async throws {
        try await withRooms { live in
            try await live.make()
            try await live.rooms.mapShown(to: .organizer, in: self.room)
            try await live.rooms.mapShown(to: .organizer, in: self.room)

            #expect(try await live.rooms.snapshot(of: self.room).state.mapKnownTo == [.organizer])
            try await live.rooms.change(self.room) { _, _, _ in Outcome() }
            #expect(try await live.kinds().filter { $0 == "map_shown" }.count == 1)
        }
    }

    // MARK: Runs that nobody plays

    @Test func `a run whose clock stands still for too long is abandoned, and the room ends`() async throws {
        let clock = TestClock()
        try await withRooms(clock: clock) { live in
            try await live.make(runs: 11...11, started: true)
            try await live.play()

            clock.pass(seconds: 29 * 60)
            await live.rooms.sweep()
            #expect(live.rooms.openSnapshot(of: self.room)?.state.status == .running)
            clock.pass(seconds: 2 * 60)
            await live.rooms.sweep()

            #expect(live.rooms.openSnapshot(of: self.room)?.state.runs[.first]?.status == .abandoned)
            #expect(live.rooms.openSnapshot(of: self.room)?.state.status == .finished)
        }
    }

    @Test func `a room that can't be read keeps no other from being looked after`() async throws {
        let clock = TestClock()
        try await withRooms(clock: clock) { live in
            try await live.make(.sample(1), runs: 21...21, started: true)
            try await live.database.execute(
                "UPDATE room_events SET body = 'broken' WHERE room_id = \(RoomID.sample(1)) AND seq = 1"
            )
            try await live.make(started: true)
            await live.rooms.sweep()
            clock.pass(seconds: 31 * 60)

            await live.rooms.sweep()

            #expect(live.rooms.openSnapshot(of: self.room)?.state.status == .finished)
        }
    }
}
