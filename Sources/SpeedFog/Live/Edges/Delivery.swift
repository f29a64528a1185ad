import RaceRules
import WebServer

/// One thing to do to the sockets of a room, in order with all others.
enum Delivery: Sendable {
    /// Who of a room is meant.
    enum Receivers: Sendable, Equatable {
        case everyone
        case pages
        case mods
        case mod(RunID)
        case pagesOf(RunID)
        case connection(SocketID)

        var isFew: Bool {
            switch self {
            case .mod, .pagesOf, .connection: true
            case .everyone, .pages, .mods: false
            }
        }
    }

    /// Takes a socket in and sends it what it must know first.
    case join(Member.Seat, [Frame])
    /// A message that nobody may miss.
    case event(Receivers, FrameSet)
    /// The leaderboard, for everyone: an older one that still waits is dropped, and so are older rows.
    case board(FrameSet)
    /// The newest row of one run, for everyone: an older one that still waits is dropped.
    case row(RunID, withHistory: Bool, FrameSet)
    /// There is something new for those who read updates.
    case news
    /// Gives pages the sight they have from now on.
    case regroup([SocketID: Sight])
    /// Sends a socket that fell behind the state from which it can go on.
    case catchUp(SocketID, Frame)
    case close(Receivers, code: UInt16, reason: String)
    case leave(SocketID)
    case heartbeat(Frame, now: ContinuousClock.Instant)
}

/// What a page sees now.
struct Sight: Equatable, Sendable {
    let view: View
    /// The run of the page's own user, also when all is shown because it is over.
    let run: RunID?
}

typealias SocketID = UInt64
