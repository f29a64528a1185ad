import NIOCore
import NIOPosix
import SpeedFogProtocol

/// One player's mod: signs in, then sends what it is told to.
// Confined to its event loop; others call it through the loop of its channel only.
final class ModSink: FrameSink, @unchecked Sendable {
    /// What auth_ok tells about this player.
    struct Seat: Sendable {
        let participantID: String
        let flags: [Int]
        let finishFlag: Int?
    }

    private let token: String
    private let signedIn: EventLoopPromise<Seat>
    private(set) var seat: Seat?
    private(set) var peer: Peer?
    private(set) var error: String?
    private var gates = 0
    /// Called with each text frame after auth_ok.
    var onText: ((UnsafeRawBufferPointer) -> Void)?

    init(token: String, signedIn: EventLoopPromise<Seat>) {
        self.token = token
        self.signedIn = signedIn
    }

    func opened(_ peer: Peer) {
        self.peer = peer
        peer.send(ModMessage.auth(modToken: self.token).encoded())
    }

    func text(_ bytes: UnsafeRawBufferPointer, _ peer: Peer) {
        guard self.seat == nil else {
            self.onText?(bytes)
            if FrameScanner.kind(of: bytes) == .ping { peer.send(ModMessage.pong.encoded()) }
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard case .authOK(let auth) = try? ServerMessage(parsing: text) else {
            self.signedIn.fail(Failure("a mod was not let in: \(text.prefix(200))"))
            return
        }
        // The last flag ends the run and is not a gate.
        let flags = auth.seed.eventIDs.filter { $0 != auth.seed.finishEvent }
        let seat = Seat(participantID: auth.participantID, flags: flags, finishFlag: auth.seed.finishEvent)
        self.seat = seat
        peer.send(ModMessage.ready.encoded())
        self.signedIn.succeed(seat)
    }

    func closed(_ why: String, _ peer: Peer) {
        self.error = why
        self.peer = nil
        self.signedIn.fail(Failure("a mod's socket ended: \(why)"))
    }

    func sendStatus(igt: Int) { self.peer?.send(ModMessage.statusUpdate(igtMs: igt, deathCount: 0).encoded()) }

    /// Crosses the seed's gates one after the other, round and round.
    func sendGate(igt: Int) {
        guard let flags = self.seat?.flags, !flags.isEmpty else { return }
        self.peer?.send(ModMessage.eventFlag(flagID: flags[self.gates % flags.count], igtMs: igt).encoded())
        self.gates += 1
    }

    func sendFinish(igt: Int) {
        guard let flag = self.seat?.finishFlag else { return }
        self.peer?.send(ModMessage.eventFlag(flagID: flag, igtMs: igt).encoded())
    }

    /// Sends everything at its planned moment.
    func follow(_ schedule: Schedule, player: Int, message: Int = 0, on loop: any EventLoop) {
        guard message < schedule.messages else { return }
        loop.scheduleTask(deadline: schedule.planned(player: player, message: message)) {
            let igt = schedule.igt(message)
            if schedule.isGate(message, of: player) { self.sendGate(igt: igt) } else { self.sendStatus(igt: igt) }
            self.follow(schedule, player: player, message: message + 1, on: loop)
        }
    }
}

/// The mods of one race, signed in.
struct Mods: Sendable {
    let sinks: [ModSink]
    let channels: [any Channel]
    let seats: [ModSink.Seat]

    static func connect(_ race: Organizer.Race, _ sockets: Sockets) async throws -> Mods {
        let promises = race.modTokens.map { _ in sockets.group.next().makePromise(of: ModSink.Seat.self) }
        let sinks = zip(race.modTokens, promises).map { ModSink(token: $0, signedIn: $1) }
        let channels = try await sockets.open(sinks.count, path: "/ws/mod/\(race.id)") { index, _ in sinks[index] }
        var seats: [ModSink.Seat] = []
        for promise in promises { seats.append(try await promise.futureResult.get()) }
        return Mods(sinks: sinks, channels: channels, seats: seats)
    }

    /// Lets each player send a status a second, each at its own moment of it; for a day where nothing else is said.
    @discardableResult
    func tick(for seconds: Double = 86_400, firstIgt: Int = 0) async throws -> Schedule {
        let schedule = Schedule(
            start: .now() + .milliseconds(200),
            players: self.sinks.count,
            interval: .seconds(1),
            messages: Int(seconds.rounded(.up)),
            warmUp: 0,
            gateEvery: 0,
            firstIgt: firstIgt
        )
        try await self.each { player, sink, loop in sink.follow(schedule, player: player, on: loop) }
        return schedule
    }

    /// Why sockets ended that should not have.
    func errors() async throws -> [String] {
        var errors: [String] = []
        for (sink, channel) in zip(self.sinks, self.channels) {
            if let error = try await channel.eventLoop.submit({ sink.error }).get() { errors.append("mod: \(error)") }
        }
        return errors
    }

    func close() async {
        for channel in self.channels { try? await channel.close().get() }
    }

    /// Calls `body` with each mod on its event loop.
    func each(_ body: @escaping @Sendable (_ player: Int, ModSink, any EventLoop) -> Void) async throws {
        for (player, (sink, channel)) in zip(self.sinks, self.channels).enumerated() {
            try await channel.eventLoop.submit { body(player, sink, channel.eventLoop) }.get()
        }
    }
}
