import RaceRules
import WebServer

/// One socket of a room, as its event loop knows it. Never leaves that loop.
final class Member {
    /// What a socket brings along when it joins.
    struct Seat: Sendable {
        let socket: Socket
        let isMod: Bool
        let sight: Sight
        /// What its first frames tell, for one who reads updates.
        var version: UInt64?
    }

    /// Past this much unsent data a socket gets no more messages, but the whole state once it can take it.
    static let maxBacklog = 512 * 1024

    let socket: Socket
    let isMod: Bool
    private(set) var view: View
    private(set) var run: RunID?
    /// Up to where one who reads updates knows the room; nil when the whole state is due.
    var version: UInt64?
    /// One who reads updates could not take the newest.
    var isBehind = false
    /// Runs of which a row was left out while the socket could not take more.
    var missedRows: Set<RunID> = []
    /// A board was left out meanwhile.
    var missedBoard = false
    /// It fell behind so far that single messages are lost to it.
    var needsState = false
    var nextHeartbeat: ContinuousClock.Instant

    init(_ seat: Seat, firstHeartbeat: ContinuousClock.Instant) {
        self.socket = seat.socket
        self.isMod = seat.isMod
        self.view = seat.sight.view
        self.run = seat.sight.run
        self.version = seat.version
        self.nextHeartbeat = firstHeartbeat
    }

    var readsUpdates: Bool { self.view.wire == .updates }

    func isMeant(by receivers: Delivery.Receivers) -> Bool {
        switch receivers {
        case .everyone: true
        case .pages: !self.isMod
        case .mods: self.isMod
        case .mod(let run): self.isMod && self.run == run
        case .pagesOf(let run): !self.isMod && self.run == run
        case .connection(let socket): self.socket.id == socket
        }
    }

    /// Gives it another sight: what it knew of the room was seen with other eyes.
    func see(_ sight: Sight) {
        if sight.view != self.view { self.version = nil }
        self.view = sight.view
        self.run = sight.run
    }

    var hasMissed: Bool { self.missedBoard || !self.missedRows.isEmpty }

    /// It has been told all that it missed.
    func forgetMissed() {
        self.missedRows.removeAll()
        self.missedBoard = false
    }
}

@available(*, unavailable)
extension Member: Sendable {}
