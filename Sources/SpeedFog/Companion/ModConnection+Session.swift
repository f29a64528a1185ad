import NIOCore
import NIOWebSocket
import SpeedFogProtocol
import Synchronization

extension ModConnection {
    private typealias Inbound = NIOAsyncChannelInboundStream<WebSocketFrame>
    private typealias Outbound = NIOAsyncChannelOutboundWriter<WebSocketFrame>

    private struct Ended: Error {
        let reason: LossReason
    }

    /// One connection from its first byte to its last; answers why it ended.
    func session() async -> LossReason {
        do {
            let timeout = TimeAmount(self.settings.handshakeTimeout)
            let socket = try await self.endpoint.open(timeout: timeout)
            return try await socket.executeThenClose { inbound, outbound in
                try await self.talk(inbound, outbound, socket.channel)
            }
        } catch let ended as Ended {
            return ended.reason
        } catch {
            return .network("\(error)")
        }
    }

    /// Runs reader, writer and watch over one socket; the first to end decides why.
    private func talk(_ inbound: Inbound, _ outbound: Outbound, _ channel: any Channel) async throws -> LossReason {
        let (outbox, feed) = AsyncStream.makeStream(
            of: ModMessage.self,
            bufferingPolicy: .bufferingOldest(self.settings.outbox + self.unconfirmed.count)
        )
        defer {
            self.state.withLock { state in
                state.outbox = nil
                state.overflowed = false
            }
            feed.finish()
        }
        try await outbound.write(.text(ModMessage.auth(modToken: self.modToken).encoded()))
        let reason = await withTaskGroup(of: LossReason.self) { group in
            group.addTask { await self.read(inbound, outbound, feed) }
            group.addTask { await self.write(outbox, outbound, channel) }
            group.addTask { await self.watch() }
            let first = await group.next() ?? .silent
            group.cancelAll()
            return first
        }
        if self.state.withLock(\.isStopped) {
            // Through the channel: the writer takes nothing from a cancelled task, and that is what we are when told to stop.
            try? await channel.writeAndFlush(WebSocketFrame.close(code: 1000, reason: "")).get()
        }
        return reason
    }

    // MARK: Reading

    private func read(
        _ inbound: Inbound,
        _ outbound: Outbound,
        _ feed: AsyncStream<ModMessage>.Continuation
    ) async -> LossReason {
        var isSignedIn = false
        do {
            for try await frame in inbound {
                switch frame.opcode {
                case .text:
                    let text = String(buffer: frame.unmaskedData)
                    if isSignedIn {
                        self.receive(text, feed)
                    } else {
                        try self.signIn(text, feed)
                        isSignedIn = true
                    }
                case .ping:
                    try await outbound.write(.pong(frame.unmaskedData))
                case .connectionClose:
                    let (code, reason) = frame.closing
                    try? await outbound.write(.close(code: code == 1005 ? 1000 : code, reason: ""))
                    return .closed(code: code, reason: reason)
                default:
                    // The protocol knows text only; an old mod ignores the rest, after the first frame.
                    if !isSignedIn, frame.opcode == .binary { throw Ended(reason: .protocolError("binary frame")) }
                }
            }
            return .network("closed by the server without a goodbye")
        } catch let ended as Ended {
            return ended.reason
        } catch {
            return .network("\(error)")
        }
    }

    private func signIn(_ text: String, _ feed: AsyncStream<ModMessage>.Continuation) throws {
        switch try? ServerMessage(parsing: text) {
        case .authOK(let auth):
            self.state.withLock { state in
                state.connects += 1
                let own = auth.participants.first { $0.id == auth.participantID }
                if state.wantsReady, own.map({ $0.status == .registered }) ?? true { feed.yield(.ready) }
                for message in state.ledger.connected(auth) { feed.yield(message) }
                state.outbox = feed
            }
            self.inbox.yield(.connected(auth))
        case .authError(let message):
            if message == "Race has already finished" { self.state.withLock { $0.ledger.raceEnded() } }
            throw Ended(reason: .refused(message))
        default:
            throw Ended(reason: .protocolError("first message is no auth_ok: \(text.prefix(80))"))
        }
    }

    private func receive(_ text: String, _ feed: AsyncStream<ModMessage>.Continuation) {
        // As in the game: what this version does not understand is passed over.
        guard let message = try? ServerMessage(parsing: text) else { return }
        if message == .ping {
            self.state.withLock { $0.pings += 1 }
            feed.yield(.pong)
            return
        }
        self.state.withLock { $0.ledger.received(message) }
        self.inbox.yield(.message(message))
    }

    // MARK: Writing

    private func write(_ outbox: AsyncStream<ModMessage>, _ outbound: Outbound, _ channel: any Channel) async
        -> LossReason
    {
        do {
            for await message in outbox {
                let fault = self.settings.fault(message)
                if fault == .beforeSending {
                    await channel.reset()
                    return .cut
                }
                try await outbound.write(.text(message.encoded()))
                if fault == .afterSending {
                    await channel.reset()
                    return .cut
                }
            }
        } catch {
            return .network("\(error)")
        }
        return self.state.withLock(\.overflowed) ? .stalled : .network("closed")
    }

    // MARK: Watching

    /// Ends when the server does not let us in, or stops sending pings.
    private func watch() async -> LossReason {
        let clock = self.settings.clock
        let steps = 12
        do {
            try await clock.sleep(for: self.settings.handshakeTimeout)
            guard self.state.withLock({ $0.outbox != nil }) else { return .protocolError("no answer to auth") }
            var pings = self.state.withLock(\.pings)
            var quiet = 0
            while quiet < steps {
                try await clock.sleep(for: self.settings.pingSilence / steps)
                let now = self.state.withLock(\.pings)
                quiet = now == pings ? quiet + 1 : 0
                pings = now
            }
            return .silent
        } catch {
            return .network("cancelled")
        }
    }
}
