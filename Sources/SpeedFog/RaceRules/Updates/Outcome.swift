/// What follows from one thing that was said or decided in a room: what to write down, and what to tell, in this order.
/// The state that gave it holds its events already.
package struct Outcome: Equatable, Sendable {
    package internal(set) var events: [RoomEvent] = []
    /// A clock that moved, beside or without events.
    package internal(set) var tick: Tick?
    /// A mod that came or went.
    package internal(set) var presence: Presented?
    package internal(set) var told: [Told] = []
    package internal(set) var change = Change()

    /// Nothing follows.
    package init() {}

    /// A mod that is there now, or not any more.
    package struct Presented: Equatable, Sendable {
        package let run: RunID
        package let presence: Presence
    }

    /// Nothing to write, to tell or to know.
    package var isEmpty: Bool { self == Outcome() }

    /// Whether it must be durable before anyone hears of it. Deaths and evidence may be lost by a crash, since the mod
    /// tells again what they come from; everything else may not.
    package var mustBeDurable: Bool { self.events.contains { !$0.happening.mayBeLost } }

    /// Rows of runs that follow from the events.
    package func changedRuns() -> Set<RunID> {
        Set(self.events.compactMap { if case .ran(let run, _) = $0.happening { run } else { nil } })
    }

    static func refusal(_ words: String, to run: RunID) -> Outcome {
        var outcome = Outcome()
        outcome.told = [.error(run, words)]
        return outcome
    }

    /// Adds what followed next in the same room.
    package mutating func append(_ next: Outcome) {
        self.events += next.events
        self.tick = next.tick ?? self.tick
        self.presence = next.presence ?? self.presence
        self.told += next.told
        self.change.merge(next.change)
    }
}

extension Happening {
    var mayBeLost: Bool {
        switch self {
        case .ran(_, .deaths), .ran(_, .clockAhead), .ran(_, .clockWentBack), .mapShown: true
        default: false
        }
    }

    /// Whether only the whole state tells it.
    var isStructural: Bool {
        switch self {
        case .ran, .mapShown: false
        default: true
        }
    }
}
