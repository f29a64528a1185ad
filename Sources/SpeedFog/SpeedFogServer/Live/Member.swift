import RaceRules
import Vocabulary
import WebServer

/// One socket of a room, as its event loop knows it. Never leaves that loop.
final class Member {
    enum Role: Sendable, Equatable {
        case mod(RunID)
        /// A page, of a signed-in user or of nobody we know.
        case viewer(user: UserID?)
    }

    /// What a socket brings along when it joins.
    struct Seat: Sendable {
        let socket: Socket
        let role: Role
        let audience: Audience
    }

    /// Members with the same share of a window get the same bytes.
    struct Share: Hashable {
        let audience: Audience
        let withBoard: Bool
    }

    /// Past this much unsent data a socket gets no more messages, but the whole state once it can take it.
    static let maxBacklog = 512 * 1024

    let socket: Socket
    let role: Role
    var audience: Audience
    /// The viewer's own run, kept when the audience widens to everything at the run's end.
    let ownRun: RunID?
    /// Runs of which a tick was left out while the socket could not take more.
    var missedTicks: Set<RunID> = []
    /// A board was left out meanwhile.
    var missedBoard = false
    /// It fell behind so far that single messages are lost to it.
    var needsState = false
    var nextHeartbeat: ContinuousClock.Instant

    init(_ seat: Seat, firstHeartbeat: ContinuousClock.Instant) {
        self.socket = seat.socket
        self.role = seat.role
        self.audience = seat.audience
        self.nextHeartbeat = firstHeartbeat
        self.ownRun = if case .run(let run) = seat.audience { run } else { nil }
    }

    func isMeant(by receivers: Delivery.Receivers) -> Bool {
        switch (receivers, self.role) {
        case (.everyone, _), (.viewers, .viewer), (.mods, .mod): true
        case (.mod(let run), .mod(let own)): run == own
        case (.pages(let run), .viewer): self.ownRun == run
        default: false
        }
    }

    var isMod: Bool { if case .mod = self.role { true } else { false } }

    var hasMissed: Bool { self.missedBoard || !self.missedTicks.isEmpty }

    /// It has been told all that it missed.
    func forgetMissed() {
        self.missedTicks.removeAll()
        self.missedBoard = false
    }
}

@available(*, unavailable)
extension Member: Sendable {}
