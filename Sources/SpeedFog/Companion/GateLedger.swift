package import SpeedFogProtocol

/// Gates and the finish that the server has not confirmed yet, in the order they happened.
///
/// The v1.3.2 protocol has no acknowledgements, but it answers each accepted `event_flag` with a `zone_update` to its sender, in
/// order. So the update for a gate's node confirms that gate and all that were sent before it. The finish is confirmed by the
/// own row. What is unconfirmed when a connection breaks is sent again with its original time: the server takes the same node
/// within 1,000 ms for the same crossing, so a repetition does no harm.
package struct GateLedger: Sendable {
    private struct Entry: Sendable {
        let message: ModMessage
        let node: String?
        let isFinish: Bool
        var sentHere: Bool
    }

    private let nodeOfFlag: [Int: String]
    private var entries: [Entry] = []
    private var finishFlag: Int?
    private var ownID: String?
    private var isSettled = false

    /// `nodeOfFlag` is the `event_map` of the seed. Without it each update confirms the oldest gate sent on this connection.
    package init(nodeOfFlag: [Int: String] = [:]) {
        self.nodeOfFlag = nodeOfFlag
    }

    /// What would be sent again after a reconnect.
    package var unconfirmed: [ModMessage] { self.entries.map(\.message) }

    /// Remembers a message if it must not be lost; says whether it is one of those.
    package mutating func note(_ message: ModMessage, sent: Bool) -> Bool {
        switch message {
        case .eventFlag(let flag, _):
            let entry = Entry(
                message: message,
                node: self.nodeOfFlag[flag],
                isFinish: flag == self.finishFlag,
                sentHere: sent
            )
            self.entries.append(entry)
            return true
        case .finished:
            self.entries.append(Entry(message: message, node: nil, isFinish: true, sentHere: sent))
            return true
        default:
            return false
        }
    }

    /// Takes up a fresh connection; answers what to send on it first.
    package mutating func connected(_ auth: AuthOK) -> [ModMessage] {
        self.finishFlag = auth.seed.finishEvent
        self.ownID = auth.participantID
        self.isSettled = false
        let own = auth.participants.first { $0.id == auth.participantID }
        let isOver = own.map { $0.status == .finished || $0.status == .abandoned } ?? false
        guard auth.race.status == .running, !isOver else {
            // Gates of a race that was reset or has ended are nobody's business any more.
            self.entries.removeAll()
            return []
        }
        for index in self.entries.indices { self.entries[index].sentHere = true }
        guard let first = self.entries.first else { return [] }
        guard own?.status != .playing else { return self.unconfirmed }
        // A run starts with its first status; a gate before it would be put in front of the start.
        return [.statusUpdate(igtMs: first.message.igtMs ?? 1, deathCount: 0)] + self.unconfirmed
    }

    /// Strikes out what a message of the server confirms.
    package mutating func received(_ message: ServerMessage) {
        switch message {
        case .zoneUpdate(let update):
            // The update that follows auth_ok describes where the server last saw us and confirms nothing.
            guard self.isSettled else { return }
            self.confirm(node: update.nodeID)
        case .leaderboardUpdate(let rows, _):
            self.isSettled = true
            if let own = rows.first(where: { $0.id == self.ownID }) { self.received(own: own) }
        case .playerUpdate(let row):
            if row.id == self.ownID { self.received(own: row) }
        case .raceStart:
            self.isSettled = true
        case .raceStatusChange(let status, _):
            if status != .running { self.entries.removeAll() }
        default:
            break
        }
    }

    /// Nothing of an ended race can be confirmed any more.
    package mutating func raceEnded() {
        self.entries.removeAll()
    }

    private mutating func received(own row: ParticipantInfo) {
        if row.status == .finished || row.status == .abandoned { self.entries.removeAll() }
    }

    private mutating func confirm(node: String) {
        let index = self.entries.firstIndex { entry in
            guard entry.sentHere, !entry.isFinish else { return false }
            return self.nodeOfFlag.isEmpty || entry.node == node
        }
        if let index { self.entries.removeSubrange(...index) }
    }
}

extension ModMessage {
    /// The game time a message carries.
    var igtMs: Int? {
        switch self {
        case .statusUpdate(let igt, _): igt
        case .eventFlag(_, let igt), .finished(let igt): igt
        default: nil
        }
    }
}
