/// Whether a run's mod is there. Not an event: it dies with the process, and only says what else may be believed.
package struct Presence: Equatable, Sendable {
    /// A mod tells its clock each second; after this, in milliseconds, it was away.
    static let longestPauseMs: Int64 = 5_000

    /// The connection of the run's mod; nil while there is none.
    package internal(set) var connection: ConnectionID?
    /// When the mod last said something, by the clock that never jumps; nil before its first word in this process.
    package internal(set) var lastWord: Int64?
    /// How long the mod was away, in milliseconds, since the run's last gate.
    package internal(set) var awayMs: Int64 = 0
    /// When the game's clock last moved, by the clock that never jumps; nil before it did in this process.
    package internal(set) var lastMove: Int64?
}

/// A clock that moved between events. It may be lost: the game tells the next one within a second.
package struct Tick: Equatable, Sendable {
    package let run: RunID
    /// What the game shows, in milliseconds of in-game time.
    package let igtMs: Int
    package let at: Reading

    package init(run: RunID, igtMs: Int, at: Reading) {
        self.run = run
        self.igtMs = igtMs
        self.at = at
    }
}
