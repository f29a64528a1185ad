package import RaceRules

/// A room at one moment, as durable. Pages, API and sockets show the same one.
package struct Snapshot: Sendable {
    package let state: RoomState
    /// Versions of different epochs can't be compared; 0 for a room that is only read.
    package let epoch: Int64
    package let version: UInt64
    /// What those may see of the map who see late what the field discovered; nil while that is nothing.
    package let lateMap: SeenMap?

    package init(state: RoomState, epoch: Int64 = 0, version: UInt64 = 0, lateMap: SeenMap? = nil) {
        self.state = state
        self.epoch = epoch
        self.version = version
        self.lateMap = lateMap
    }
}
