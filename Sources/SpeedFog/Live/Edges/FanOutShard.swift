import NIOCore
import RaceRules
import WebServer

/// The sockets of one room that live on one event loop. Used on that loop only.
final class FanOutShard {
    /// What a shard asks of its edge.
    struct Questions: Sendable {
        /// What a view has to be told that knows the room up to a version; nil: that knows nothing.
        let news: @Sendable (News.Asked) -> News
        /// A socket that fell behind can take its state now.
        let state: @Sendable (SocketID) -> Void
        let metrics: LiveMetrics
    }

    /// Below this many sockets everything goes out at once.
    private static let immediateUpTo = 64
    /// What is told waits for more so that each socket gets it in one write: a write to the kernel costs the same for one
    /// message as for twenty. Of boards only the newest goes out. The wait grows with the square of the room, because
    /// both the cost of writing to all and what it saves do: 3 ms at 500 sockets on this loop, 83 ms at 2,500.
    private static func window(for sockets: Int) -> TimeAmount {
        min(.microseconds(Int64(sockets * sockets / 75)), .milliseconds(150))
    }
    private static let heartbeatInterval = Duration.seconds(30)

    private let loop: any EventLoop
    private let asks: Questions
    private var members: [SocketID: Member] = [:]
    /// Of the members: those who read updates, those who read whole rows, and of these the mods.
    private var readers: [SocketID: Member] = [:]
    private var others: [SocketID: Member] = [:]
    private var mods: [SocketID: Member] = [:]
    private var window = Window()
    private var hasNews = false
    private var isFlushScheduled = false

    init(loop: any EventLoop, asks: Questions) {
        self.loop = loop
        self.asks = asks
    }

    func take(_ delivery: Delivery) {
        switch delivery {
        case .row(let run, let withHistory, let frames): self.row(run, withHistory: withHistory, frames)
        case .board(let frames): self.board(frames)
        case .news:
            self.hasNews = true
            self.scheduleFlush()
        case .event(let receivers, let frames):
            // What is meant for few tells nothing that the others' window must come before.
            if !receivers.isFew { self.flush() }
            for member in self.members.values where member.isMeant(by: receivers) {
                if let frame = frames.frame(for: member.view) { self.write(frame, to: member) }
            }
        case .join(let seat, let frames): self.join(seat, frames)
        case .regroup(let sights):
            self.flush()
            for (socket, sight) in sights { self.members[socket]?.see(sight) }
        case .catchUp(let socket, let frame):
            guard let member = self.members[socket], member.needsState else { return }
            member.needsState = false
            self.asks.metrics.caughtUp()
            self.write(frame, to: member)
        case .close(let receivers, let code, let reason): self.close(receivers, code: code, reason: reason)
        case .leave(let socket):
            self.readers[socket] = nil
            self.others[socket] = nil
            self.mods[socket] = nil
            self.members.removeValue(forKey: socket)?.socket.outbound.onWritable = nil
        case .heartbeat(let frame, let now): self.heartbeat(frame, now)
        }
    }

    private func join(_ seat: Member.Seat, _ frames: [Frame]) {
        let member = Member(seat, firstHeartbeat: .now + Self.heartbeatInterval)
        self.members[seat.socket.id] = member
        if member.readsUpdates { self.readers[seat.socket.id] = member } else { self.others[seat.socket.id] = member }
        if member.isMod { self.mods[seat.socket.id] = member }
        // The closure is held by the socket's own handler: a strong reference to the shard would keep a closed room.
        member.socket.outbound.onWritable = { [weak self, weak member] in
            if let member { self?.catchUp(member) }
        }
        for frame in frames { member.socket.outbound.write(frame) }
        member.socket.outbound.flush()
    }

    private func row(_ run: RunID, withHistory: Bool, _ frames: FrameSet) {
        if self.window.take(run, withHistory: withHistory, frames) { self.asks.metrics.conflated() }
        // As with boards: it comes before what answers a mod's own gate.
        if withHistory { self.writeToMods(frames) }
        self.scheduleFlush()
    }

    private func board(_ frames: FrameSet) {
        self.window.take(board: frames)
        self.writeToMods(frames)
        self.scheduleFlush()
    }

    /// A mod expects the answer to its gate in order, and there are few.
    private func writeToMods(_ frames: FrameSet) {
        for member in self.mods.values {
            if let frame = frames.frame(for: member.view) { self.write(frame, to: member) }
        }
    }

    private func scheduleFlush() {
        guard !self.isFlushScheduled else { return }
        guard self.members.count > Self.immediateUpTo else { return self.flush() }
        self.isFlushScheduled = true
        // Every call of a shard comes from `FanOut.deliver`, through `execute` of this very loop.
        self.loop.assumeIsolatedUnsafeUnchecked().scheduleTask(in: Self.window(for: self.members.count)) {
            self.isFlushScheduled = false
            self.flush()
        }
    }

    /// Writes all that waits to all that can take it.
    private func flush() {
        if self.hasNews {
            self.hasNews = false
            var known = Answers<News.Asked, News>()
            for member in self.readers.values { self.bring(member, &known) }
        }
        if !self.window.isEmpty { self.writeWindow() }
    }

    private func writeWindow() {
        var joined = Answers<Share, Frame?>()
        var isMissed = false
        for member in self.others.values {
            guard member.socket.outbound.isWritable, !member.needsState else {
                member.missedBoard = member.missedBoard || (self.window.hasBoard && !member.isMod)
                member.missedRows.formUnion(self.window.runs)
                isMissed = true
                continue
            }
            let share = Share(view: member.view, isMod: member.isMod)
            let frame = joined.answer(to: share) { self.window.joined(for: $0.view, isMod: $0.isMod) }
            isMissed = isMissed || member.hasMissed
            guard let frame else { continue }
            if self.window.hasBoard, !member.isMod { member.forgetMissed() }
            member.socket.outbound.write(frame)
            member.socket.outbound.flush()
        }
        self.window.written(isMissed: isMissed)
    }

    /// Members with the same share of a window get the same bytes.
    private struct Share: Hashable {
        let view: View
        let isMod: Bool
    }

    /// Tells one who reads updates all that is new to it, in one piece.
    private func bring(_ member: Member, _ known: inout Answers<News.Asked, News>) {
        guard member.socket.outbound.isWritable else {
            member.isBehind = true
            return
        }
        let news = known.answer(to: News.Asked(view: member.view, since: member.version), self.asks.news)
        member.version = news.version
        member.isBehind = false
        guard let frame = news.frame else { return }
        member.socket.outbound.write(frame)
        member.socket.outbound.flush()
    }

    private func write(_ frame: Frame, to member: Member) {
        guard !member.needsState else { return }
        guard member.socket.outbound.pendingBytes < Member.maxBacklog else {
            // One who reads updates has missed none: they are made up when it can take them.
            member.needsState = !member.readsUpdates
            return
        }
        // It must not hear later what is older than this.
        self.writeMissed(of: member)
        member.socket.outbound.write(frame)
        member.socket.outbound.flush()
    }

    /// A slow socket can take more: the newest of what it missed, or its whole state.
    private func catchUp(_ member: Member) {
        if member.isBehind {
            self.asks.metrics.caughtUp()
            var known = Answers<News.Asked, News>()
            return self.bring(member, &known)
        }
        if member.needsState { return self.asks.state(member.socket.id) }
        guard member.hasMissed else { return }
        self.asks.metrics.caughtUp()
        self.writeMissed(of: member)
        member.socket.outbound.flush()
    }

    private func writeMissed(of member: Member) {
        guard member.hasMissed else { return }
        let missed = self.window.missed(board: member.missedBoard, rows: member.missedRows, for: member.view)
        for frame in missed { member.socket.outbound.write(frame) }
        member.forgetMissed()
    }

    private func close(_ receivers: Delivery.Receivers, code: UInt16, reason: String) {
        if !receivers.isFew { self.flush() }
        for member in self.members.values where member.isMeant(by: receivers) {
            member.socket.close(code: code, reason: reason)
            self.asks.metrics.closed(code: code)
        }
    }

    private func heartbeat(_ frame: Frame, _ now: ContinuousClock.Instant) {
        for member in self.members.values {
            if member.socket.outbound.isWritable { self.catchUp(member) }
            guard now >= member.nextHeartbeat else { continue }
            member.nextHeartbeat = now + Self.heartbeatInterval
            self.write(frame, to: member)
        }
    }
}

@available(*, unavailable)
extension FanOutShard: Sendable {}

/// What was answered once in a round is not worked out again; mostly the next one asks the same.
private struct Answers<Question: Hashable, Answer> {
    private var newest: (question: Question, answer: Answer)?
    private var known: [Question: Answer] = [:]

    mutating func answer(to question: Question, _ find: (Question) -> Answer) -> Answer {
        if let newest, newest.question == question { return newest.answer }
        let answer = self.known[question] ?? find(question)
        self.known[question] = answer
        self.newest = (question, answer)
        return answer
    }
}
