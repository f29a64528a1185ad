import RaceRules
import WebServer

/// One message, encoded once for each audience; the same bytes go to every socket of it.
struct FrameSet: Sendable {
    private let full: Frame
    private let masked: Frame
    private let own: [RunID: Frame]

    init(full: Frame, masked: Frame, own: [RunID: Frame]) {
        self.full = full
        self.masked = masked
        self.own = own
    }

    /// A message that hides nothing.
    init(everyone frame: Frame) {
        self.init(full: frame, masked: frame, own: [:])
    }

    func frame(for audience: Audience) -> Frame {
        switch audience {
        case .full: self.full
        case .masked: self.masked
        case .run(let run): self.own[run] ?? self.masked
        }
    }
}

/// One thing to do to the sockets of a room, in order with all others.
enum Delivery: Sendable {
    /// Who of a room is meant.
    enum Receivers: Sendable, Equatable {
        case everyone
        case viewers
        case mods
        case mod(RunID)
        case pages(of: RunID)

        var isOneRun: Bool {
            switch self {
            case .mod, .pages: true
            case .everyone, .viewers, .mods: false
            }
        }
    }

    /// Takes a socket in and sends it what it must know first.
    case join(Member.Seat, [Frame])
    /// A message that nobody may miss.
    case event(Receivers, FrameSet)
    /// The leaderboard, for everyone: an older one that still waits is dropped, and so are older clocks.
    case board(FrameSet)
    /// The newest clock of one run: an older one that still waits is dropped.
    case tick(RunID, FrameSet)
    /// Gives each viewer's socket the audience it has from now on.
    case regroup([SocketID: Audience])
    /// Sends a socket that fell behind the state from which it can go on.
    case catchUp(SocketID, Frame)
    case close(Receivers, code: UInt16, reason: String)
    case closeSocket(SocketID, code: UInt16, reason: String)
    case leave(SocketID)
    case heartbeat(Frame, now: ContinuousClock.Instant)
}

typealias SocketID = UInt64
