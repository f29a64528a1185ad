import NIOCore

/// What the viewers of one event loop saw.
// Confined to its event loop: sinks use it there, everybody else goes through `EventLoop.submit`.
final class Tally: @unchecked Sendable {
    var schedule: Schedule?
    var scanner: FrameScanner?
    var viewers: [ViewerSink] = []

    var ready = 0
    var ticks = Histogram()
    var gates = Histogram()
    var superseded = 0
    var gatesSuperseded = 0
    var frames = 0
    var updates = 0
    var bytes = 0
    var errors: [String] = []
}

/// One spectator: notes for each player's update when it, or a newer one, arrived.
// Confined to its event loop, as the Tally it writes to.
final class ViewerSink: FrameSink, @unchecked Sendable {
    private let tally: Tally
    private let greeting: String
    private var isReady = false
    /// For each player: the newest update seen, the newest seen in a frame that shows everything, gates seen by themselves since.
    private var newest: [Int] = []
    private var newestFull: [Int] = []
    private var gatesSeen: [[Int]] = []

    init(tally: Tally, greeting: String) {
        self.tally = tally
        self.greeting = greeting
    }

    func opened(_ peer: Peer) { peer.send(self.greeting) }

    func closed(_ why: String, _ peer: Peer) { self.tally.errors.append(why) }

    func text(_ bytes: UnsafeRawBufferPointer, _ peer: Peer) {
        let kind = FrameScanner.kind(of: bytes)
        self.tally.frames += 1
        self.tally.bytes += bytes.count
        switch kind {
        case .ping: peer.send(#"{"type":"pong"}"#)
        case .statusChange, .other: break
        case .playerUpdate, .update, .leaderboard, .state:
            if kind == .update { self.tally.updates += 1 }
            if !self.isReady {
                self.isReady = true
                self.tally.ready += 1
            }
            guard let schedule = self.tally.schedule, let scanner = self.tally.scanner else { return }
            if self.newest.isEmpty { self.prepare(schedule) }
            let now = NIODeadline.now()
            scanner.rows(in: bytes) { player, igt in
                self.saw(player, min(schedule.message(igt: igt), schedule.messages - 1), kind, schedule, now)
            }
            guard kind == .update else { return }
            scanner.crossings(in: bytes) { player, igt in self.sawGate(player, schedule.message(igt: igt), schedule) }
        }
    }

    private func prepare(_ schedule: Schedule) {
        self.newest = Array(repeating: -1, count: schedule.players)
        self.newestFull = self.newest
        self.gatesSeen = Array(repeating: [], count: schedule.players)
    }

    private func saw(_ player: Int, _ message: Int, _ kind: FrameScanner.Kind, _ schedule: Schedule, _ now: NIODeadline)
    {
        guard message >= 0 else { return }
        let before = self.newest[player]
        if message > before {
            self.newest[player] = message
            for late in max(before + 1, schedule.warmUp)..<max(message + 1, max(before + 1, schedule.warmUp)) {
                let wait = now - schedule.planned(player: player, message: late)
                let microseconds = Int(wait.nanoseconds / 1000)
                if schedule.isGate(late, of: player) {
                    self.tally.gates.record(microseconds)
                    if late < message { self.tally.gatesSuperseded += 1 }
                } else {
                    self.tally.ticks.record(microseconds)
                    if late < message { self.tally.superseded += 1 }
                }
            }
        }
        if kind.showsEverything {
            self.newestFull[player] = max(self.newestFull[player], message)
            self.gatesSeen[player].removeAll(keepingCapacity: true)
        } else if kind == .playerUpdate {
            self.sawGate(player, message, schedule)
        }
    }

    /// A gate that was told by itself. In an update it is what the history shows: the clock may be that of a later tick.
    private func sawGate(_ player: Int, _ message: Int, _ schedule: Schedule) {
        guard message > self.newestFull[player], schedule.isGate(message, of: player),
            !self.gatesSeen[player].contains(message)
        else { return }
        self.gatesSeen[player].append(message)
    }

    /// Updates that never arrived, neither themselves nor a newer one.
    func lostUpdates(_ schedule: Schedule) -> Int {
        guard !self.newest.isEmpty else { return schedule.messages * schedule.players }
        return self.newest.reduce(0) { $0 + schedule.messages - 1 - $1 }
    }

    /// Gates of which this viewer was never told: not by themselves, and by no later frame that shows everything.
    func lostGates(_ schedule: Schedule) -> Int {
        guard schedule.gateEvery > 0 else { return 0 }
        if self.newest.isEmpty { self.prepare(schedule) }
        var lost = 0
        for player in 0..<schedule.players {
            for message in (self.newestFull[player] + 1)..<max(schedule.messages, self.newestFull[player] + 1)
            where schedule.isGate(message, of: player) && !self.gatesSeen[player].contains(message) { lost += 1 }
        }
        return lost
    }
}
