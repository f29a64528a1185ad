package import SpeedFogProtocol

/// What a connection tells its owner.
package enum ModEvent: Sendable, Equatable {
    /// Signed in; comes again after each reconnect.
    case connected(AuthOK)
    /// Any later message of the server, pings excepted.
    case message(ServerMessage)
    /// Not connected any more (or not yet); the connection is trying again.
    case lost(LossReason)
}

/// Why a connection, or an attempt at one, ended.
package enum LossReason: Sendable, Equatable, CustomStringConvertible {
    /// No connection, no upgrade, or broken off without a close frame.
    case network(String)
    /// The server answered the token with `auth_error`.
    case refused(String)
    /// The first frame was not what the protocol asks for, or did not come in time.
    case protocolError(String)
    /// The server said goodbye with a close frame.
    case closed(code: UInt16, reason: String)
    /// No `ping` for the time agreed.
    case silent
    /// The queue to the network was full of things that must not be dropped.
    case stalled
    /// Cut on purpose by `ModConnection.Settings.fault`.
    case cut

    package var description: String {
        switch self {
        case .network(let what): "network: \(what)"
        case .refused(let why): "refused: \(why)"
        case .protocolError(let what): "protocol: \(what)"
        case .closed(let code, let reason): reason.isEmpty ? "closed (\(code))" : "closed (\(code) \(reason))"
        case .silent: "no ping from the server"
        case .stalled: "the network takes nothing"
        case .cut: "cut on purpose"
        }
    }
}
