import Foundation
import NIOCore
import WebServer

/// The sockets of one room that live on one event loop. Used on that loop only.
final class FanOutShard {
    /// Below this many sockets a tick goes out at once.
    private static let immediateUpTo = 64
    /// How many sockets one millisecond of waiting pays for. A tick waits for others so that each socket gets them in
    /// one write: a write to the kernel costs the same for one message as for twenty.
    private static let socketsPerMillisecond = 25
    private static let longestWait = TimeAmount.milliseconds(150)
    private static let heartbeatInterval = Duration.seconds(30)

    private let loop: any EventLoop
    private let wantsState: @Sendable (SocketID) -> Void
    private var members: [SocketID: Member] = [:]
    /// The ticks of one window, newest for each run.
    private var waiting: [UUID: FrameSet] = [:]
    private var waitingOrder: [UUID] = []
    private var isFlushScheduled = false
    /// The newest tick of each run, for those who missed it.
    private var newest: [UUID: FrameSet] = [:]

    init(loop: any EventLoop, wantsState: @escaping @Sendable (SocketID) -> Void) {
        self.loop = loop
        self.wantsState = wantsState
    }

    func take(_ delivery: Delivery) {
        switch delivery {
        case .tick(let run, let frames): self.tick(run, frames)
        case .event(let receivers, let frames, let isState):
            self.flushTicks()
            for member in self.members.values where member.isMeant(by: receivers) {
                self.write(frames.frame(for: member.audience), to: member, isState: isState)
            }
        case .join(let seat, let frames): self.join(seat, frames)
        case .regroup(let audiences):
            self.flushTicks()
            for (socket, audience) in audiences { self.members[socket]?.audience = audience }
        case .catchUp(let socket, let frame):
            guard let member = self.members[socket], member.needsState else { return }
            member.needsState = false
            self.write(frame, to: member, isState: true)
        case .close(let receivers, let code, let reason):
            self.flushTicks()
            for member in self.members.values where member.isMeant(by: receivers) {
                member.socket.close(code: code, reason: reason)
            }
        case .closeSocket(let socket, let code, let reason):
            self.members[socket]?.socket.close(code: code, reason: reason)
        case .leave(let socket):
            self.members.removeValue(forKey: socket)?.socket.outbound.onWritable = nil
        case .heartbeat(let frame, let now): self.heartbeat(frame, now)
        }
    }

    private func join(_ seat: Member.Seat, _ frames: [Frame]) {
        self.flushTicks()
        let member = Member(seat, firstHeartbeat: .now + Self.heartbeatInterval)
        self.members[seat.socket.id] = member
        // The closure is held by the socket's own handler: a strong reference to the shard would keep a closed room.
        member.socket.outbound.onWritable = { [weak self, weak member] in
            if let member { self?.catchUp(member) }
        }
        for frame in frames { member.socket.outbound.write(frame) }
        member.socket.outbound.flush()
    }

    private func tick(_ run: UUID, _ frames: FrameSet) {
        self.newest[run] = frames
        if self.waiting.updateValue(frames, forKey: run) == nil { self.waitingOrder.append(run) }
        guard !self.isFlushScheduled else { return }
        guard self.members.count > Self.immediateUpTo else { return self.flushTicks() }
        self.isFlushScheduled = true
        let wait = TimeAmount.milliseconds(Int64(self.members.count / Self.socketsPerMillisecond))
        self.loop.assumeIsolatedUnsafeUnchecked().scheduleTask(in: min(wait, Self.longestWait)) {
            self.isFlushScheduled = false
            self.flushTicks()
        }
    }

    private func flushTicks() {
        guard !self.waitingOrder.isEmpty else { return }
        var joined: [Audience: Frame] = [:]
        for member in self.members.values {
            guard member.socket.outbound.isWritable, !member.needsState else {
                member.missedTicks.formUnion(self.waitingOrder)
                continue
            }
            let frame: Frame
            if let known = joined[member.audience] {
                frame = known
            } else {
                let parts = self.waitingOrder.compactMap { self.waiting[$0]?.frame(for: member.audience) }
                frame = parts.count == 1 ? parts[0] : Frame.joined(parts)
                joined[member.audience] = frame
            }
            member.socket.outbound.write(frame)
            member.socket.outbound.flush()
        }
        self.waiting.removeAll(keepingCapacity: true)
        self.waitingOrder.removeAll(keepingCapacity: true)
    }

    private func write(_ frame: Frame, to member: Member, isState: Bool) {
        guard !member.needsState else { return }
        guard member.socket.outbound.pendingBytes < Member.maxBacklog else {
            member.needsState = true
            return
        }
        if isState { member.missedTicks.removeAll() }
        member.socket.outbound.write(frame)
        member.socket.outbound.flush()
    }

    /// A slow socket can take more: the newest of what it missed, or its whole state.
    private func catchUp(_ member: Member) {
        if member.needsState { return self.wantsState(member.socket.id) }
        guard !member.missedTicks.isEmpty else { return }
        let frames = member.missedTicks.compactMap { self.newest[$0]?.frame(for: member.audience) }
        member.missedTicks.removeAll()
        for frame in frames { member.socket.outbound.write(frame) }
        member.socket.outbound.flush()
    }

    private func heartbeat(_ frame: Frame, _ now: ContinuousClock.Instant) {
        for member in self.members.values {
            if member.socket.outbound.isWritable { self.catchUp(member) }
            guard now >= member.nextHeartbeat else { continue }
            member.nextHeartbeat = now + Self.heartbeatInterval
            self.write(frame, to: member, isState: false)
        }
    }
}

@available(*, unavailable)
extension FanOutShard: Sendable {}
