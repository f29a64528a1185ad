import RaceRules
import Vocabulary

/// One thing that happened in a run, as the journal keeps it for ever.
struct RunEvent: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        case ready, started, gate, `return`, deaths, position, finished, abandoned, reset
    }

    let run: RunID
    /// Counts from 1 within its run, without a gap.
    let sequence: Int
    let kind: Kind
    var node: String?
    /// The run's in-game time after the event, in milliseconds.
    var igtMs: Int?
    /// The in-game time at which the gate was crossed: earlier than `igtMs` when the game told it late.
    var gateIGT: Int?
    /// The run's deaths in all, after the event.
    var deaths: Int?
    /// The event flag of the game that told of it.
    var flag: Int?
    /// By the server's clock.
    let receivedAt: Moment

    init(
        run: RunID,
        sequence: Int,
        kind: Kind,
        node: String? = nil,
        igtMs: Int? = nil,
        gateIGT: Int? = nil,
        deaths: Int? = nil,
        flag: Int? = nil,
        receivedAt: Moment
    ) {
        self.run = run
        self.sequence = sequence
        self.kind = kind
        self.node = node
        self.igtMs = igtMs
        self.gateIGT = gateIGT
        self.deaths = deaths
        self.flag = flag
        self.receivedAt = receivedAt
    }
}
