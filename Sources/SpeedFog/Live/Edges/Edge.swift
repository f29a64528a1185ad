import CoreMetrics
import RaceRules
import SpeedFogProtocol
import Synchronization
import Vocabulary
import WebServer

/// The sockets of one room on this process.
///
/// It follows the room by its updates, so what it knows is durable, and tells each member what that one may see, in the
/// words that one reads. It decides nothing. Everything happens under one lock, in the order in which the room says it.
final class Edge: Sendable {
    private let state: Mutex<EdgeState>
    private let clock: @Sendable () -> Reading
    private let metrics: LiveMetrics

    /// - Parameter late: what of the map is shown late already, for a room that is opened while it runs.
    init(
        _ room: RoomState,
        epoch: Int64,
        late: LateMap? = nil,
        clock: @escaping @Sendable () -> Reading,
        metrics: LiveMetrics
    ) {
        self.state = Mutex(EdgeState(room, epoch: epoch, late: late))
        self.clock = clock
        self.metrics = metrics
        // The loops' side must not keep an edge that nobody else needs.
        let asks = FanOutShard.Questions(
            news: { [weak self] asked in self?.news(for: asked) ?? News(frame: nil, version: asked.since ?? 0) },
            state: { [weak self] socket in self?.change { $0.sendState(to: socket) } },
            metrics: metrics
        )
        self.state.withLock { state in
            state.fanOut = FanOut(asks: asks)
            state.showLate(at: clock().moment)
        }
    }

    /// The room at this moment, as durable.
    var snapshot: Snapshot { self.change { $0.snapshot } }

    // MARK: The room's side

    /// Takes what the room says, in its order.
    func take(_ notice: RoomNotice) { self.change { $0.take(notice) } }

    /// Once a second.
    ///
    /// - Returns: users who came to see the whole map since the last beat.
    func beat(_ now: ContinuousClock.Instant) -> Set<UserID> {
        let moment = self.clock().moment
        return self.change { state in
            state.beat(now, at: moment)
            return state.audience.takeWhoSawMap()
        }
    }

    // MARK: The sockets' side

    /// Keeps a mod's socket for the moment at which the room seats it.
    ///
    /// - Returns: false when this edge takes no one any more.
    func expect(_ socket: Socket) -> Bool {
        self.join { $0.arrivals[ConnectionID(rawValue: socket.id)] = socket }
    }

    /// Takes a page in.
    ///
    /// - Returns: false when this edge takes no one any more.
    func join(page socket: Socket, as guest: Guest) -> Bool {
        let now = self.clock()
        return self.join { state in
            state.join(page: socket, as: guest, at: now)
            self.metrics.pages.increment()
        }
    }

    private func join(_ body: (inout EdgeState) -> Void) -> Bool {
        self.state.withLock { state in
            guard !state.isClosed else { return false }
            body(&state)
            return true
        }
    }

    func leave(page socket: SocketID) {
        if self.change({ $0.leave(socket) }) { self.metrics.pages.decrement() }
    }

    func leave(mod socket: SocketID) { _ = self.change { $0.leave(socket) } }

    /// Answers a mod whose message could not be read.
    func refuse(_ words: String, to socket: SocketID) {
        self.change { $0.deliver(.event(.connection(socket), .same(EdgeState.error(words)))) }
    }

    /// Takes no one any more, if no one is here.
    func closeIfEmpty() -> Bool {
        self.change { state in
            guard state.audience.isEmpty, state.arrivals.isEmpty else { return false }
            state.isClosed = true
            return true
        }
    }

    /// Takes members again: the room could not be closed.
    func reopen() { self.change { $0.isClosed = false } }

    private func news(for asked: News.Asked) -> News {
        let now = self.clock()
        return self.change { $0.news(for: asked, at: now) }
    }

    private func change<Answer>(_ body: (inout EdgeState) -> Answer) -> Answer {
        self.state.withLock { body(&$0) }
    }
}

/// Who opened a page.
struct Guest: Sendable {
    /// Nil for nobody we know.
    var user: UserID?
    var wishes = ViewerWishes()
}
