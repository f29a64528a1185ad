import RaceRules
import WebServer

extension Closing {
    /// The code and the words that a peer is closed with.
    var wire: (code: UInt16, reason: String) {
        switch self {
        case .seedChanged: (CloseCode.normal, "Seed changed")
        case .reset: (CloseCode.normal, "Race reset")
        case .deleted: (4001, "Race deleted")
        case .removed: (4003, "Removed from the race")
        case .replaced: (4003, "Connected from another client")
        case .notSaved: (1011, "Could not save, reconnect")
        case .otherServer: (CloseCode.tryAgainLater, "Race not available, try again")
        case .shutdown: (CloseCode.goingAway, "server shuts down")
        }
    }
}

extension Delivery.Receivers {
    init(_ whom: Whom) {
        switch whom {
        case .everyone: self = .everyone
        case .mods: self = .mods
        case .mod(let run): self = .mod(run)
        case .connection(let connection): self = .connection(connection.rawValue)
        }
    }
}
