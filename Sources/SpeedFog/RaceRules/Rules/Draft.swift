import SpeedFogProtocol
import Vocabulary

/// A room on its way through a rule: each event is applied the moment it is written down, so that the next rule sees it.
struct Draft {
    var state: RoomState
    let now: Reading
    var outcome = Outcome()

    init(_ state: RoomState, at now: Reading) {
        self.state = state
        self.now = now
    }

    mutating func record(_ happening: Happening) {
        let event = RoomEvent(sequence: self.state.sequence + 1, at: self.now.moment, happening: happening)
        self.state.apply(event)
        self.outcome.events.append(event)
        if happening.isStructural { self.outcome.change.isStructural = true }
    }

    mutating func record(_ event: RunEvent, of run: RunID) {
        let before = self.state.runs[run]
        self.record(.ran(run, event))
        guard let before, let after = self.state.runs[run] else { return }
        self.outcome.change.row(run, historyFrom: after.firstNewEntry(since: before))
        if after.history.count > before.history.count { self.outcome.change.discovery(by: run) }
    }

    mutating func tell(_ told: Told...) { self.outcome.told += told }

    mutating func refuse(_ words: String, to run: RunID) { self.outcome.told.append(.error(run, words)) }

    /// The mod said something. A long silence on an open connection is time away too: the network may have stood still.
    mutating func heard(_ run: RunID) {
        var presence = self.state.presence[run] ?? Presence()
        if let lastWord = presence.lastWord {
            let silence = self.now.uptime - lastWord
            if silence > Presence.longestPauseMs { presence.awayMs += silence }
        }
        presence.lastWord = self.now.uptime
        self.state.presence[run] = presence
    }
}

extension Run {
    /// The first entry of the history that was not there or was another one.
    fileprivate func firstNewEntry(since before: Run) -> Int {
        // Most events add one entry at the end or none, and deaths change the last; so what is equal is found from there.
        guard self.history != before.history else { return self.history.count }
        let shared = zip(self.history, before.history).prefix { $0 == $1 }.count
        return shared
    }
}

extension RoomState {
    /// Runs a rule and keeps what came of it; a rule that throws changes nothing.
    mutating func draft(at now: Reading, _ rule: (inout Draft) throws(RuleError) -> Void) throws(RuleError) -> Outcome {
        var draft = Draft(self, at: now)
        try rule(&draft)
        self = draft.state
        return draft.outcome
    }
}
