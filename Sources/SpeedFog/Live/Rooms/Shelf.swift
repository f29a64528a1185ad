import RaceRules

/// Rooms that were read without being opened, kept for a while: nothing happens in them.
struct Shelf: Sendable {
    /// A seed's graph may take megabytes.
    static let mostSnapshots = 64

    private var snapshots: [RoomID: (snapshot: Snapshot, at: Int64)] = [:]

    /// - Parameters:
    ///   - now: milliseconds of uptime.
    ///   - limit: how old it may be.
    func snapshot(of room: RoomID, at now: Int64, limit: Int64) -> Snapshot? {
        self.snapshots[room].flatMap { now - $0.at < limit ? $0.snapshot : nil }
    }

    mutating func put(_ snapshot: Snapshot, at now: Int64) {
        if self.snapshots.count >= Self.mostSnapshots, self.snapshots[snapshot.state.id] == nil,
            let oldest = self.snapshots.min(by: { $0.value.at < $1.value.at })?.key
        {
            self.snapshots[oldest] = nil
        }
        self.snapshots[snapshot.state.id] = (snapshot, now)
    }

    mutating func drop(_ room: RoomID) { self.snapshots[room] = nil }
}
