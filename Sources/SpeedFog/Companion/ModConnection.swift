package import Logging
package import SpeedFogProtocol
import Synchronization

/// A mod's connection to its room, which comes back by itself whenever it is lost.
///
/// `run()` connects, signs in, reads and writes until it is told to stop; it is a child of the caller's task group and holds no
/// task of its own. `send` may be called from anywhere at any time: gates and the finish survive lost connections, all else is
/// about the present moment and is dropped while there is no connection.
package final class ModConnection: Sendable {
    /// What may be tuned; the defaults are the game mod's.
    package struct Settings: Sendable {
        package var backOff = BackOff()
        /// Without a `ping` of the server for this long the connection counts as dead.
        package var pingSilence: Duration = .seconds(60)
        /// For connecting, and again for signing in.
        package var handshakeTimeout: Duration = .seconds(10)
        /// Events kept for an owner that is slow to read them; beyond that the oldest are dropped.
        package var inbox = 1024
        /// Messages waiting for the network; beyond that the connection counts as dead.
        package var outbox = 256
        /// The seed's `event_map`, by which gates are confirmed.
        package var nodeOfFlag: [Int: String] = [:]
        package var clock: any Clock<Duration> = ContinuousClock()
        /// A number in 0..<1 for the jitter of the pauses.
        package var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
        /// Asked before each message: whether to cut the connection there. For tests of what follows.
        package var fault: @Sendable (ModMessage) -> Fault = { _ in .none }

        package init() {}
    }

    /// Where a simulated accident cuts the connection.
    package enum Fault: Sendable { case none, beforeSending, afterSending }

    struct State {
        var ledger: GateLedger
        var wantsReady = false
        var isStopped = false
        var outbox: AsyncStream<ModMessage>.Continuation?
        var overflowed = false
        var connects = 0
        var pings = 0
    }

    package let endpoint: ModEndpoint
    /// Everything that happens, for one reader.
    package let events: AsyncStream<ModEvent>
    let modToken: String
    let settings: Settings
    let logger: Logger
    let inbox: AsyncStream<ModEvent>.Continuation
    let state: Mutex<State>
    private let stopSignal: AsyncStream<Void>
    private let stopper: AsyncStream<Void>.Continuation

    package init(endpoint: ModEndpoint, modToken: String, settings: Settings = Settings(), logger: Logger) {
        self.endpoint = endpoint
        self.modToken = modToken
        self.settings = settings
        self.logger = logger
        (self.events, self.inbox) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(settings.inbox))
        (self.stopSignal, self.stopper) = AsyncStream.makeStream()
        self.state = Mutex(State(ledger: GateLedger(nodeOfFlag: settings.nodeOfFlag)))
    }

    /// How often the connection was lost and found again.
    package var reconnects: Int { self.state.withLock { max($0.connects - 1, 0) } }

    /// Gates and the finish that the server has not confirmed yet.
    package var unconfirmed: [ModMessage] { self.state.withLock { $0.ledger.unconfirmed } }

    /// Sends a message now, or, if it is a gate or the finish, as soon as there is a connection.
    package func send(_ message: ModMessage) {
        self.state.withLock { state in
            if message == .ready { state.wantsReady = true }
            let mustArrive = state.ledger.note(message, sent: state.outbox != nil)
            guard let outbox = state.outbox, case .dropped = outbox.yield(message), mustArrive else { return }
            // The ledger sends it again on the next connection.
            state.overflowed = true
            outbox.finish()
        }
    }

    /// Ends `run()` after sending a close frame.
    package func stop() {
        self.state.withLock { $0.isStopped = true }
        self.stopper.finish()
    }

    /// Stays connected until `stop()` is called or the task is cancelled.
    package func run() async {
        await withTaskGroup { group in
            group.addTask { await self.stayConnected() }
            group.addTask { for await _ in self.stopSignal {} }
            await group.next()
            group.cancelAll()
        }
        self.inbox.finish()
    }

    private func stayConnected() async {
        var backOff = self.settings.backOff
        while !Task.isCancelled, !self.state.withLock(\.isStopped) {
            let before = self.state.withLock(\.connects)
            let reason = await self.session()
            if self.state.withLock(\.connects) != before { backOff.reset() }
            if Task.isCancelled || self.state.withLock(\.isStopped) { return }
            self.inbox.yield(.lost(reason))
            let pause = backOff.next(random: self.settings.random())
            self.logger.debug("connection lost", metadata: ["reason": "\(reason)", "pause": "\(pause)"])
            try? await self.settings.clock.sleep(for: pause)
        }
    }
}
