/// How a socket ended.
enum SocketEnd: Sendable, Equatable {
    /// We closed it, for this reason of ours.
    case closedByUs(UInt16, String)
    /// The peer closed it. What reason it gave stays out of the log: those are its words.
    case closedByPeer(UInt16)
    /// It broke off, without a close frame from either side.
    case lost(String)

    /// 1006 of RFC 6455 where there was no close frame.
    var code: UInt16 {
        switch self {
        case .closedByUs(let code, _), .closedByPeer(let code): code
        case .lost: 1006
        }
    }

    var who: String {
        switch self {
        case .closedByUs: "us"
        case .closedByPeer: "peer"
        case .lost: "nobody"
        }
    }

    var reason: String {
        switch self {
        case .closedByUs(_, let reason), .lost(let reason): reason
        case .closedByPeer: ""
        }
    }
}
