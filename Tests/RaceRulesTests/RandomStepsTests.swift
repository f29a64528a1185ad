import Foundation
import RoomTesting
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import RaceRules

/// A million steps that nobody thought of: whatever happens, the events give the state, nobody sees what is not theirs,
/// and places and gaps do not lie.
@Suite struct RandomStepsTests {
    static let rooms = 500
    static let steps = 2_000

    @Test(arguments: 0..<4) func `a million random steps keep every promise of the rules`(part: Int) throws {
        for number in 0..<(Self.rooms / 4) {
            var story = try RandomStory(seed: UInt64(part * Self.rooms + number))
            for step in 0..<Self.steps {
                story.step()
                if step % 199 == 0 { try story.check() }
            }
            try story.check()
            try story.checkReplay()
        }
    }
}

/// One room to which random things happen.
private struct RandomStory {
    private var room: SampleRoom
    private var follower: RoomState
    private var dice: Dice
    /// Milliseconds since the room was made.
    private var time: Int64 = 1_000
    /// What a set clock adds to the wall clock, in milliseconds.
    private var jump: Int64 = 0
    private var igt: [RunID: Int] = [:]
    private var joined = 3
    private var seeds = 1
    /// The state at moments that only ever grow, to compare with the replay.
    private var kept: [(at: Moment, runs: [RunID: Run], status: RaceStatus, attempt: Int, seed: SeedID?)] = []

    private static let graph = try? SampleSeed.seed().graph
    private static let flags = [
        SampleSeed.cave, SampleSeed.keep, SampleSeed.hallFromCave, SampleSeed.hallFromKeep, SampleSeed.crypt,
        SampleSeed.bossFromHall, SampleSeed.bossFromCrypt, SampleSeed.finish, 12,
    ]

    init(seed: UInt64) throws {
        self.dice = Dice(state: seed)
        let settings: [MapSetting] = [.live, .delayed(60_000), .afterFinish]
        self.room = try SampleRoom(runs: 3, started: false, map: settings[Int(seed % 3)])
        self.follower = self.room.state
    }

    private var now: Reading {
        Reading(moment: Reading.at(0).moment + self.time + self.jump, uptime: self.time)
    }

    mutating func step() {
        self.time += Int64(self.dice.below(4_000))
        if self.dice.below(400) == 0 { self.jump += Int64(self.dice.below(10_000_000)) }
        let before = self.room.state
        let outcome = self.something()
        self.room.events += outcome.events
        let update = Update(
            epoch: 1,
            version: 1,
            at: self.now.moment,
            outcome: outcome,
            furnishing: outcome.change.isStructural ? self.room.state.furnishing : nil
        )
        self.follower.apply(update)
        #expect(
            outcome.events.map(\.sequence) == Array(before.sequence + 1..<before.sequence + 1 + outcome.events.count)
        )
        if self.dice.below(200) == 0 { self.keep() }
    }

    private mutating func keep() {
        let state = self.room.state
        // Events of one moment are one: the state is known again only once time has passed.
        self.time += 1
        self.kept.append((self.now.moment - 1, state.runs, state.status, state.attempt, state.seedID))
    }

    private mutating func something() -> Outcome {
        let run =
            self.room.state.joined.isEmpty
            ? RunID.first : self.room.state.joined[self.dice.below(self.room.state.joined.count)]
        switch self.dice.below(100) {
        case 0..<8: return self.room.state.receive(.ready, from: run, at: self.now)
        case 8..<48:
            return self.room.state.receive(
                .statusUpdate(igtMs: self.clock(run), deathCount: self.dice.below(30)),
                from: run,
                at: self.now
            )
        case 48..<76:
            let flag = Self.flags[self.dice.below(Self.flags.count)]
            let igt = self.dice.below(20) == 0 ? nil : self.clock(run)
            return self.room.state.receive(.eventFlag(flagID: flag, igtMs: igt), from: run, at: self.now)
        case 76: return self.room.state.receive(.finished(igtMs: self.clock(run)), from: run, at: self.now)
        case 77..<80: return self.room.state.connected(run, by: .sample(1), at: self.now)
        case 80..<82: return self.room.state.disconnected(run, from: .sample(1), at: self.now)
        case 82..<85: return self.room.state.sweep(at: self.now, limit: 1_800_000, watchedSince: 0)
        default: return self.decision(run)
        }
    }

    private mutating func clock(_ run: RunID) -> Int {
        var igt = (self.igt[run] ?? 0) + self.dice.below(8_000)
        if self.dice.below(60) == 0 { igt = self.dice.below(igt + 1) }
        self.igt[run] = igt
        return igt
    }

    private mutating func decision(_ run: RunID) -> Outcome {
        let now = self.now
        let roll = self.dice.below(40)
        let user = UserID.sample(100 + self.dice.below(12))
        do {
            switch roll {
            case 0..<10: return try self.room.state.start(at: now)
            case 10: return try self.room.state.finish(at: now)
            case 11, 12: return try self.room.state.reset(at: now)
            case 13..<16: return try self.room.state.abandon(run, at: now)
            case 16..<22:
                guard let number = self.room.state.runs[run]?.holds.keys.min() else { return Outcome() }
                return roll % 2 == 0
                    ? try self.room.state.accept(hold: number, of: run, at: now)
                    : try self.room.state.refuse(hold: number, of: run, at: now)
            case 22..<25:
                self.joined += 1
                let person = Person(id: user, username: "\(user)", displayName: nil)
                return try self.room.state.join(.sample(10 + self.joined), person: person, at: now)
            case 25: return try self.room.state.leave(run, at: now)
            case 26, 27:
                return try self.room.state.give(.caster, to: Person(id: user, username: "c", displayName: nil), at: now)
            case 28: return try self.room.state.take(.caster, from: user, at: now)
            case 29..<33: return self.room.state.mapShown(to: user, at: now)
            case 33:
                self.seeds += 1
                return try self.room.state.reroll(to: try SampleSeed.seed(self.seeds), at: now)
            case 34..<39: return try self.room.state.release(at: now)
            default:
                return self.room.state.set(map: [.live, .delayed(60_000), .afterFinish][self.dice.below(3)], at: now)
            }
        } catch {
            return Outcome()
        }
    }

    // MARK: What must hold

    func check() throws {
        let state = self.room.state
        #expect(self.follower.runs == state.runs)
        #expect(self.follower.status == state.status && self.follower.roles == state.roles)
        #expect(self.follower.board == state.board)
        self.checkRuns(state)
        self.checkBoard(state)
        try self.checkSight(state)
    }

    private func checkRuns(_ state: RoomState) {
        #expect(Set(state.joined) == Set(state.runs.keys) && state.joined.count == state.runs.count)
        #expect(state.status != .running || state.runs.isEmpty || !state.runs.values.allSatisfy(\.isOver))
        for run in state.runs.values {
            #expect(run.history.map(\.igtMs) == run.history.map(\.igtMs).sorted(), "a way never runs back in time")
            #expect(run.history.allSatisfy { ($0.deaths ?? 1) > 0 })
            #expect(run.igtMs >= (run.status == .abandoned ? 0 : run.history.last?.igtMs ?? 0))
            #expect(run.status == .finished || run.finishedAt == nil)
            #expect(run.status != .finished || run.igtMs >= run.restoredFromMs || run.missingGates > 0)
            #expect(state.status != .setup || (run.history.isEmpty && !run.isOver))
            #expect(run.holds.count <= Hold.mostOfARun)
        }
    }

    private func checkBoard(_ state: RoomState) {
        let board = state.board
        #expect(Set(board.rows.map(\.run)) == Set(state.runs.keys))
        let rows = board.rows.compactMap { row in state.runs[row.run].map { (row, $0) } }
        let finished = rows.filter { $0.1.status == .finished }
        #expect(finished.map(\.1.igtMs) == finished.map(\.1.igtMs).sorted())
        for (index, (row, run)) in rows.enumerated() {
            guard let place = row.place else {
                #expect(run.status != .finished && run.status != .playing)
                continue
            }
            #expect(place <= index + 1)
            if run.status == .finished { #expect(place == 1 + finished.count { $0.1.igtMs < run.igtMs }) }
            if index > 0, run.status == .finished, let leader = rows.first?.1 {
                #expect(row.gapMs == run.igtMs - leader.igtMs)
            }
            #expect(run.hasHeldFinish == false || run.status != .finished)
        }
    }

    private func checkSight(_ state: RoomState) throws {
        for user in [nil, UserID.organizer, .caster, .monitor, .stranger]
            + state.runs.values.map({ UserID?.some($0.user) })
        {
            let projection = state.projection(for: user)
            let own = user.flatMap { state.run(of: $0) }
            if let own, !own.isOver, state.status != .finished {
                #expect(projection == .own(own.id, isManager: user.map(state.isManaged(by:)) ?? false))
            }
            if user == nil, state.status == .setup { #expect(projection == .masked) }
            if user == nil, state.status == .running, state.map != .live { #expect(!projection.showsWholeMap) }
            for run in state.runs.values where !projection.showsWay(of: run.id) {
                let row = try #require(state.row(of: run.id, for: projection)).info
                #expect(row.zoneHistory == nil && row.currentZone == nil && row.currentLayerTier == nil)
            }
        }
        for run in state.runs.values {
            let map = try #require(state.map(seenBy: run.id))
            let known = run.discovered(startingAt: "start")
            for node in ["start", "cave", "keep", "hall", "crypt", "boss"] where !known.contains(node) {
                #expect(!map.json.text.contains("\"\(node)\""), "\(node) is not known to the runner")
            }
        }
    }

    func checkReplay() throws {
        var again = RoomState(id: self.room.state.id, furnishing: self.room.state.furnishing)
        for event in self.room.events { again.apply(event) }
        #expect(again.sequence == self.room.state.sequence)
        #expect(again.status == self.room.state.status && again.attempt == self.room.state.attempt)
        #expect(again.roles == self.room.state.roles && again.mapKnownTo == self.room.state.mapKnownTo)
        for (id, run) in self.room.state.runs { Self.compare(again.runs[id], run) }
        for moment in self.kept.suffix(12) {
            let graph = try #require(Self.graph)
            let seed = moment.seed.map { Seed(id: $0, number: "", pool: "", graph: graph) }
            let then = RoomState.asOf(
                moment.at,
                events: self.room.events,
                id: self.room.state.id,
                furnishing: Furnishing(name: "", seed: seed)
            )
            #expect(then.status == moment.status && then.attempt == moment.attempt && then.seedID == moment.seed)
            #expect(Set(then.runs.keys) == Set(moment.runs.keys))
            for (id, run) in moment.runs { Self.compare(then.runs[id], run) }
        }
    }

    /// Equal but for the clock between events, which the journal does not keep.
    private static func compare(_ replayed: Run?, _ run: Run) {
        guard let replayed else {
            Issue.record("A run is missing in the replay")
            return
        }
        #expect(replayed.status == run.status && replayed.zone == run.zone && replayed.layer == run.layer)
        #expect(replayed.history == run.history && replayed.deaths == run.deaths)
        #expect(replayed.holds == run.holds && replayed.missingGates == run.missingGates)
        #expect(replayed.evidence == run.evidence && replayed.knewMap == run.knewMap)
        #expect(replayed.finishedAt == run.finishedAt)
        if run.isOver, run.status == .finished { #expect(replayed.igtMs == run.igtMs) }
    }
}

/// The same rolls for the same seed (SplitMix64).
private struct Dice {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }
}
