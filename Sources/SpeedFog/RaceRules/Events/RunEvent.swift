/// One thing that happened in a run.
///
/// In-game times are milliseconds. Numbers are what counts after the event, so that nothing has to be worked out again
/// when events are read back.
package enum RunEvent: Equatable, Sendable {
    /// The player says that the game is ready.
    case ready
    /// The run stands at the start.
    case started(node: String?, igtMs: Int)
    case crossed(Crossing)
    /// The game's death counter moved; what is new counts for the place where the run stands.
    case deaths(total: Int, node: String?)
    /// Where the run stands was learnt without a gate.
    case position(node: String)
    case finished(Arrival)
    /// A gate or a finish that can't be true as far as the graph tells; people decide.
    case held(Hold)
    /// A person let the hold with this sequence number count.
    case holdAccepted(Int)
    /// A person refused the hold with this sequence number.
    case holdRefused(Int)
    /// The run was given up at this time on its clock, which stands still from then on.
    case abandoned(igtMs: Int)
    /// The game's clock went back, as it does when a save is restored; the higher time counts.
    case clockWentBack(fromMs: Int, toMs: Int)
    /// The game's clock was further on than the time since the start allows.
    case clockAhead(byMs: Int64)
}

/// A fog gate that was crossed.
package struct Crossing: Equatable, Sendable {
    package var node: String
    /// Whether the run had been there before.
    package var isReturn: Bool
    /// The in-game time of the crossing.
    package var igtMs: Int
    /// The run's clock after the event: later than the crossing when the game told it late.
    package var clockMs: Int
    /// The event flag of the game that told of it.
    package var flag: Int?
    /// Gates that must have been crossed before and never arrived, while the mod was away; 0 for none.
    package var missingGates: Int

    package init(node: String, isReturn: Bool, igtMs: Int, clockMs: Int, flag: Int? = nil, missingGates: Int = 0) {
        self.node = node
        self.isReturn = isReturn
        self.igtMs = igtMs
        self.clockMs = clockMs
        self.flag = flag
        self.missingGates = missingGates
    }
}

/// The end of the way.
package struct Arrival: Equatable, Sendable {
    /// The in-game time that counts.
    package var igtMs: Int
    /// As in `Crossing`.
    package var missingGates: Int

    package init(igtMs: Int, missingGates: Int = 0) {
        self.igtMs = igtMs
        self.missingGates = missingGates
    }
}

/// A gate or a finish that waits for the decision of a person.
package struct Hold: Equatable, Sendable {
    /// The node of the gate; nil for the finish.
    package var node: String?
    /// The in-game time of the crossing or of the finish.
    package var igtMs: Int
    package var flag: Int?
    /// How many gates are missing between what the run has crossed and this.
    package var missingGates: Int
    /// How long the mod had been away since its last gate, in milliseconds: too short to explain them.
    package var awayMs: Int64

    package init(node: String?, igtMs: Int, flag: Int? = nil, missingGates: Int, awayMs: Int64) {
        self.node = node
        self.igtMs = igtMs
        self.flag = flag
        self.missingGates = missingGates
        self.awayMs = awayMs
    }
}
