import RaceRules

/// What follows from one thing that happened in a room: what to write down, and what to tell, in this order.
struct Outcome: Sendable, Equatable {
    enum Told: Sendable, Equatable {
        /// The leaderboard, to everyone.
        case leaderboard
        /// One row, to everyone. Without its history where only the clock moved.
        case player(RunID, withHistory: Bool)
        /// Where the run stands now, to its own mod.
        case zone(RunID)
        /// What the run has newly discovered, to the pages of its own runner.
        case revealed(RunID)
        /// The whole state, to each viewer.
        case raceState
        /// The new status of the race, to everyone.
        case raceStatus
        /// Words about refused input, to the mod that sent it.
        case error(RunID, String)
    }

    var events: [RunEvent] = []
    /// The race is over with these events.
    var endsRace = false
    var told: [Told] = []
    /// The run whose clock moved.
    var ticked: RunID?

    static func reply(_ words: String, to run: RunID) -> Outcome {
        var outcome = Outcome()
        outcome.told = [.error(run, words)]
        return outcome
    }

    /// Deaths may be lost by a crash, since the mod tells their count again each second; everything else must be durable
    /// before anyone hears of it.
    var mustBeDurable: Bool { self.endsRace || self.events.contains { $0.kind != .deaths } }
}
