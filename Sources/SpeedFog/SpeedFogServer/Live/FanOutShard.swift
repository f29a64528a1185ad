import NIOCore
import RaceRules
import WebServer

/// The sockets of one room that live on one event loop. Used on that loop only.
final class FanOutShard {
    /// Below this many sockets ticks and boards go out at once.
    private static let immediateUpTo = 64
    /// A tick waits for others so that each socket gets them in one write: a write to the kernel costs the same for one
    /// message as for twenty. Of boards only the newest goes out. The wait grows with the square of the room, because
    /// both the cost of writing to all and what it saves do: 3 ms at 500 sockets on this loop, 83 ms at 2,500.
    private static func window(for sockets: Int) -> TimeAmount {
        min(.microseconds(Int64(sockets * sockets / 75)), .milliseconds(150))
    }
    private static let heartbeatInterval = Duration.seconds(30)

    private let loop: any EventLoop
    private let wantsState: @Sendable (SocketID) -> Void
    private var members: [SocketID: Member] = [:]
    private var mods: [SocketID: Member] = [:]
    /// The ticks of one window since its board, newest for each run.
    private var waiting: [RunID: FrameSet] = [:]
    private var waitingOrder: [RunID] = []
    private var isFlushScheduled = false
    /// The newest board while it waits or somebody missed it, and the newest ticks since.
    private var newest: [RunID: FrameSet] = [:]
    private var newestBoard: FrameSet?
    private var isBoardWaiting = false

    init(loop: any EventLoop, wantsState: @escaping @Sendable (SocketID) -> Void) {
        self.loop = loop
        self.wantsState = wantsState
    }

    func take(_ delivery: Delivery) {
        switch delivery {
        case .tick(let run, let frames): self.tick(run, frames)
        case .board(let frames): self.board(frames)
        case .event(let receivers, let frames):
            // What is meant for one run's sockets tells nothing that the others' window must come before.
            if !receivers.isOneRun { self.flushWindow() }
            for member in self.members.values where member.isMeant(by: receivers) {
                self.write(frames.frame(for: member.audience), to: member)
            }
        case .join(let seat, let frames): self.join(seat, frames)
        case .regroup(let audiences):
            self.flushWindow()
            for (socket, audience) in audiences { self.members[socket]?.audience = audience }
        case .catchUp(let socket, let frame):
            guard let member = self.members[socket], member.needsState else { return }
            member.needsState = false
            self.write(frame, to: member)
        case .close(let receivers, let code, let reason):
            self.flushWindow()
            for member in self.members.values where member.isMeant(by: receivers) {
                member.socket.close(code: code, reason: reason)
            }
        case .closeSocket(let socket, let code, let reason):
            self.members[socket]?.socket.close(code: code, reason: reason)
        case .leave(let socket):
            self.mods[socket] = nil
            self.members.removeValue(forKey: socket)?.socket.outbound.onWritable = nil
        case .heartbeat(let frame, let now): self.heartbeat(frame, now)
        }
    }

    private func join(_ seat: Member.Seat, _ frames: [Frame]) {
        let member = Member(seat, firstHeartbeat: .now + Self.heartbeatInterval)
        self.members[seat.socket.id] = member
        if member.isMod { self.mods[seat.socket.id] = member }
        // The closure is held by the socket's own handler: a strong reference to the shard would keep a closed room.
        member.socket.outbound.onWritable = { [weak self, weak member] in
            if let member { self?.catchUp(member) }
        }
        for frame in frames { member.socket.outbound.write(frame) }
        member.socket.outbound.flush()
    }

    private func tick(_ run: RunID, _ frames: FrameSet) {
        self.newest[run] = frames
        if self.waiting.updateValue(frames, forKey: run) == nil { self.waitingOrder.append(run) }
        self.scheduleFlush()
    }

    /// A board tells all that ticks and boards before it told.
    private func board(_ frames: FrameSet) {
        self.waiting.removeAll(keepingCapacity: true)
        self.waitingOrder.removeAll(keepingCapacity: true)
        self.newest.removeAll(keepingCapacity: true)
        self.newestBoard = frames
        // A mod expects the answer to its gate in order, and there are few.
        for member in self.mods.values { self.write(frames.frame(for: member.audience), to: member) }
        self.isBoardWaiting = true
        self.scheduleFlush()
    }

    private func scheduleFlush() {
        guard !self.isFlushScheduled else { return }
        guard self.members.count > Self.immediateUpTo else { return self.flushWindow() }
        self.isFlushScheduled = true
        // Every call of a shard comes from `FanOut.deliver`, through `execute` of this very loop.
        self.loop.assumeIsolatedUnsafeUnchecked().scheduleTask(in: Self.window(for: self.members.count)) {
            self.isFlushScheduled = false
            self.flushWindow()
        }
    }

    private func flushWindow() {
        guard self.isBoardWaiting || !self.waitingOrder.isEmpty else { return }
        var joined: [Member.Share: Frame?] = [:]
        var isBoardMissed = false
        for member in self.members.values {
            let takesBoard = self.isBoardWaiting && !member.isMod
            guard member.socket.outbound.isWritable, !member.needsState else {
                if takesBoard {
                    member.missedBoard = true
                    isBoardMissed = true
                }
                member.missedTicks.formUnion(self.waitingOrder)
                continue
            }
            let share = Member.Share(audience: member.audience, withBoard: takesBoard)
            let frame: Frame?
            if let known = joined[share] {
                frame = known
            } else {
                frame = self.window(share)
                joined[share] = .some(frame)
            }
            guard let frame else { continue }
            if takesBoard { member.forgetMissed() }
            member.socket.outbound.write(frame)
            member.socket.outbound.flush()
        }
        self.waiting.removeAll(keepingCapacity: true)
        self.waitingOrder.removeAll(keepingCapacity: true)
        // Its frames are large, and mostly all have it.
        if self.isBoardWaiting, !isBoardMissed { self.newestBoard = nil }
        self.isBoardWaiting = false
    }

    /// All that waits for one share, as one piece.
    private func window(_ share: Member.Share) -> Frame? {
        var parts = self.waitingOrder.compactMap { self.waiting[$0]?.frame(for: share.audience) }
        if share.withBoard, let board = self.newestBoard { parts.insert(board.frame(for: share.audience), at: 0) }
        return parts.isEmpty ? nil : Frame.joined(parts)
    }

    private func write(_ frame: Frame, to member: Member) {
        guard !member.needsState else { return }
        guard member.socket.outbound.pendingBytes < Member.maxBacklog else {
            member.needsState = true
            return
        }
        // It must not hear later what is older than this.
        self.writeMissed(of: member)
        member.socket.outbound.write(frame)
        member.socket.outbound.flush()
    }

    /// A slow socket can take more: the newest of what it missed, or its whole state.
    private func catchUp(_ member: Member) {
        if member.needsState { return self.wantsState(member.socket.id) }
        guard member.hasMissed else { return }
        self.writeMissed(of: member)
        member.socket.outbound.flush()
    }

    private func writeMissed(of member: Member) {
        guard member.hasMissed else { return }
        if member.missedBoard {
            if let board = self.newestBoard { member.socket.outbound.write(board.frame(for: member.audience)) }
            for tick in self.newest.values { member.socket.outbound.write(tick.frame(for: member.audience)) }
        } else {
            for run in member.missedTicks {
                if let tick = self.newest[run] { member.socket.outbound.write(tick.frame(for: member.audience)) }
            }
        }
        member.forgetMissed()
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
