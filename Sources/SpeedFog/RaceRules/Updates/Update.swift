package import Vocabulary

/// One step of a room, as it leaves it: only values, so that it could go over a wire.
///
/// Whoever holds the state of version n and applies update n + 1 has the state of version n + 1.
package struct Update: Sendable {
    /// Names the time in which one process owned the room; versions of different epochs can't be compared.
    package let epoch: Int64
    /// Counts from 1 within its epoch.
    package let version: UInt64
    package let at: Moment
    package let outcome: Outcome
    /// What was looked up anew, where that changed.
    package let furnishing: Furnishing?

    package init(epoch: Int64, version: UInt64, at: Moment, outcome: Outcome, furnishing: Furnishing? = nil) {
        self.epoch = epoch
        self.version = version
        self.at = at
        self.outcome = outcome
        self.furnishing = furnishing
    }
}

extension RoomState {
    /// Takes the next update of a room whose state this is.
    package mutating func apply(_ update: Update) {
        if let furnishing = update.furnishing { self.furnishing = furnishing }
        for event in update.outcome.events { self.apply(event) }
        if let tick = update.outcome.tick { self.apply(tick) }
        if let presented = update.outcome.presence { self.presence[presented.run] = presented.presence }
    }
}
