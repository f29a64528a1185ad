import Database
import RaceRules
import RoomTesting
import SpeedFogProtocol
import Synchronization
import Testing
import Vocabulary

@testable import Live

/// A room over a journal, with what it says.
@Suite struct RoomTests {
    private let connection = ConnectionID.sample(1)

    @Test(arguments: RoomKind.allCases) func `what a mod says is durable before anybody hears of it`(
        kind: RoomKind
    ) async throws {
        let barrier = Barrier()
        try await withRooms(kind, beforeWrite: { _ in try barrier.pass() }) { live in
            try await live.make(started: true)
            try await live.play()
            let open = try await live.rooms.open(.sample(5))
            barrier.close()

            async let crossing: Void = open.room.receive(
                .eventFlag(flagID: SampleSeed.cave, igtMs: 9_000),
                from: .first,
                by: self.connection
            )
            while await open.room.heldCount == 0 { await Task.yield() }
            #expect(open.edge.snapshot.state.runs[.first]?.zone == "start")
            #expect(await open.room.state.runs[.first]?.zone == "cave")
            barrier.open()
            await crossing

            #expect(open.edge.snapshot.state.runs[.first]?.zone == "cave")
            #expect(try await live.kinds().last == "run_crossed")
        }
    }

    @Test func `a clock that moves while something is saved is told after it, once`() async throws {
        let barrier = Barrier()
        let clock = TestClock()
        try await withRooms(clock: clock, beforeWrite: { _ in try barrier.pass() }) { live in
            try await live.make(started: true)
            clock.pass(seconds: 10)
            try await live.play()
            let open = try await live.rooms.open(.sample(5))
            let before = open.edge.snapshot.version
            barrier.close()
            async let crossing: Void = open.room.receive(
                .eventFlag(flagID: SampleSeed.cave, igtMs: 9_000),
                from: .first,
                by: self.connection
            )
            while await open.room.heldCount == 0 { await Task.yield() }
            for igt in [9_500, 10_000, 10_500] {
                await open.room.receive(.statusUpdate(igtMs: igt, deathCount: 0), from: .first, by: self.connection)
            }
            #expect(await open.room.heldCount == 2)
            barrier.open()
            await crossing

            let snapshot = open.edge.snapshot
            #expect(snapshot.state.runs[.first]?.igtMs == 10_500)
            #expect(snapshot.version == before + 2)
        }
    }

    @Test func `a room that can't be saved closes, and shows nothing of what was not saved`() async throws {
        let barrier = Barrier()
        try await withRooms(beforeWrite: { _ in try barrier.pass() }) { live in
            try await live.make(started: true)
            try await live.make(.sample(6), runs: 21...21, started: true)
            try await live.play()
            let open = try await live.rooms.open(.sample(5))
            let other = try await live.rooms.open(.sample(6))
            barrier.fail(Refused())

            await open.room.receive(
                .eventFlag(flagID: SampleSeed.cave, igtMs: 9_000),
                from: .first,
                by: self.connection
            )

            #expect(await open.room.isClosed)
            #expect(open.edge.snapshot.state.runs[.first]?.zone == "start")
            #expect(await !other.room.isClosed)
            barrier.fail(nil)
            let next = try await live.rooms.open(.sample(5))
            #expect(next.lease.fence > open.lease.fence)
            #expect(next.edge.snapshot.state.runs[.first]?.zone == "start")
            #expect(try await live.kinds().last == "run_started")
        }
    }

    @Test func `the newest connection of a run is heard, the older one is not`() async throws {
        try await withRooms { live in
            try await live.make(started: true)
            let open = try await live.rooms.open(.sample(5)).room
            let token = SampleTables.token(of: .first)
            _ = await open.connect(tokenHash: token, as: .sample(1))
            _ = await open.connect(tokenHash: token, as: .sample(2))

            await open.receive(.ready, from: .first, by: .sample(1))
            #expect(await open.state.runs[.first]?.status == .registered)
            await open.disconnect(.sample(1), of: .first)
            #expect(await open.state.isConnected(.first))
            await open.receive(.ready, from: .first, by: .sample(2))
            #expect(await open.state.runs[.first]?.status == .ready)
            await open.disconnect(.sample(2), of: .first)
            #expect(await !open.state.isConnected(.first))
        }
    }

    @Test func `who has no token of the room, or comes after its end, is refused with words`() async throws {
        try await withRooms { live in
            try await live.make(started: true)
            let open = try await live.rooms.open(.sample(5)).room
            let token = SampleTables.token(of: .first)

            #expect(await open.connect(tokenHash: "nothing", as: .sample(1)) == .refused("Invalid mod token or race"))
            try await live.rooms.change(.sample(5)) { state, now, _ in try state.finish(at: now) }
            #expect(await open.connect(tokenHash: token, as: .sample(1)) == .refused("Race has already finished"))
        }
    }

    @Test func `what a mod says after a reset, on the connection of before, is not heard`() async throws {
        try await withRooms { live in
            try await live.make(started: true)
            try await live.play()
            let open = try await live.rooms.open(.sample(5)).room
            try await live.rooms.change(.sample(5)) { state, now, _ in try state.reset(at: now) }

            await open.receive(.ready, from: .first, by: self.connection)
            #expect(await open.state.runs[.first]?.status == .registered)
            await open.disconnect(self.connection, of: .first)
            _ = await open.connect(tokenHash: SampleTables.token(of: .first), as: .sample(2))
            await open.receive(.ready, from: .first, by: .sample(2))
            #expect(await open.state.runs[.first]?.status == .ready)
        }
    }

    /// What the edge knows is what the room knows, once all is saved: steps leave in order and none is left out.
    @Test(arguments: 0..<4) func `an edge that follows has the room's state`(seed: UInt64) async throws {
        try await withRooms { live in
            try await live.make(runs: 11...13, started: true)
            let open = try await live.rooms.open(.sample(5))
            let runs = [RunID.first, .second, .third]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, run) in runs.enumerated() {
                    group.addTask {
                        var dice = Dice(state: seed * 10 + UInt64(number))
                        try await live.play(run, as: UInt64(number + 1))
                        for step in 1...60 {
                            let igt = step * 1_000 + Int.random(in: -1_500...1_500, using: &dice)
                            let gates = SampleSeed.cave...SampleSeed.bossFromCrypt
                            let message: ModMessage =
                                switch Int.random(in: 0..<3, using: &dice) {
                                case 0: .eventFlag(flagID: Int.random(in: gates, using: &dice), igtMs: igt)
                                case 1: .statusUpdate(igtMs: igt, deathCount: step / 7)
                                default: .statusUpdate(igtMs: igt, deathCount: step / 9)
                                }
                            await open.room.receive(message, from: run, by: .sample(UInt64(number + 1)))
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await live.rooms.change(.sample(5)) { state, now, _ in try state.finish(at: now) }

            let (followed, own) = (open.edge.snapshot.state, await open.room.state)
            #expect(followed.runs == own.runs && followed.status == own.status && followed.sequence == own.sequence)
            let events = try await live.database.read { try JournalStore.events(of: .sample(5), in: $0) }
            #expect(events.map(\.sequence) == Array(1...own.sequence))
        }
    }
}

/// What a database says that will never take something.
private struct Refused: Error {}
