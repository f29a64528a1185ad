/// One thing a simulated player did, for whoever watches the simulation.
package enum PlayerNews: Sendable, Equatable {
    case connected(reconnects: Int)
    case lost(String)
    case started
    case gate(node: String, igtMs: Int)
    case finished(igtMs: Int)
    case abandoned(igtMs: Int)
}

/// How a simulated player's run ended.
package struct PlayerResult: Sendable, Equatable {
    package enum Ending: String, Sendable { case finished, abandoned, raceOver, stopped }

    package let name: String
    package let ending: Ending
    package let gates: Int
    package let deaths: Int
    package let reconnects: Int
    package let igtMs: Int
    /// Gates that the server never confirmed; empty after a run that ended well.
    package let unconfirmed: Int

    package init(
        name: String,
        ending: Ending,
        gates: Int,
        deaths: Int,
        reconnects: Int,
        igtMs: Int,
        unconfirmed: Int
    ) {
        self.name = name
        self.ending = ending
        self.gates = gates
        self.deaths = deaths
        self.reconnects = reconnects
        self.igtMs = igtMs
        self.unconfirmed = unconfirmed
    }

    /// `fox_3: finished in 58:21, 31 gates, 14 deaths, 2 reconnects`
    package var line: String {
        let outcome =
            switch self.ending {
            case .finished: "finished in \(gameTime(self.igtMs))"
            case .abandoned: "gave up at \(gameTime(self.igtMs))"
            case .raceOver: "was at \(gameTime(self.igtMs)) when the race ended"
            case .stopped: "was at \(gameTime(self.igtMs)) when the simulation was stopped"
            }
        let lost = self.unconfirmed == 0 ? "" : ", \(self.unconfirmed) UNCONFIRMED"
        return
            "\(self.name): \(outcome), \(self.gates) gates, \(self.deaths) deaths, \(self.reconnects) reconnects\(lost)"
    }
}

/// Game time as people read it: `58:21` or `1:03:07`.
package func gameTime(_ milliseconds: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let seconds = max(milliseconds, 0) / 1000
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
}
