package import RaceRules

/// What a room has to write down at once: events, and the rows that follow from them.
package struct JournalEntry: Sendable {
    package let lease: Lease
    /// Numbered without a gap, after those of the room's entry before.
    package let events: [RoomEvent]
    /// Rows of the runs that the events changed.
    package let runs: [RunRow]
    /// The row of the room, where the events changed it.
    package let roomRow: RoomRow?

    package init(lease: Lease, events: [RoomEvent], runs: [RunRow] = [], roomRow: RoomRow? = nil) {
        self.lease = lease
        self.events = events
        self.runs = runs
        self.roomRow = roomRow
    }
}

/// The place of an entry in the order in which the journal is written; all rooms share one order.
package struct Ticket: Comparable, Hashable, Sendable {
    package let number: UInt64

    package init(number: UInt64) { self.number = number }

    /// Earlier entries come first.
    package static func < (left: Ticket, right: Ticket) -> Bool { left.number < right.number }
}

/// A room that is told what became of its entries.
package protocol JournalWriter: AnyObject, Sendable {
    /// Everything up to `ticket` is durable.
    func committed(upTo ticket: Ticket) async
    /// Nothing more of this room is written: it has to close, and to be opened again from what the journal holds.
    func failed(_ failure: JournalFailure) async
}

/// What a feature decided about a room inside a transaction.
package struct Decision<Answer: Sendable>: Sendable {
    package let events: [RoomEvent]
    package let runs: [RunRow]
    package let roomRow: RoomRow?
    /// The room ceases to exist: its whole journal and its lease go, and `events` and rows are not written.
    package let erasesRoom: Bool
    package let answer: Answer

    package init(
        events: [RoomEvent] = [],
        runs: [RunRow] = [],
        roomRow: RoomRow? = nil,
        erasesRoom: Bool = false,
        answer: Answer
    ) {
        self.events = events
        self.runs = runs
        self.roomRow = roomRow
        self.erasesRoom = erasesRoom
        self.answer = answer
    }
}
