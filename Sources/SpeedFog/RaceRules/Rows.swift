package import SpeedFogProtocol
package import Vocabulary

/// The row of a run as it shall be written: what follows from its events, and its newest tick.
package struct RunRow: Equatable, Sendable {
    package let run: RunID
    package let status: RunStatus
    package let zone: String?
    package let layer: Int
    package let igtMs: Int
    package let deaths: Int
    package let finishedAt: Moment?
    package let lastMovedAt: Moment?

    package init(
        run: RunID,
        status: RunStatus,
        zone: String?,
        layer: Int,
        igtMs: Int,
        deaths: Int,
        finishedAt: Moment?,
        lastMovedAt: Moment?
    ) {
        self.run = run
        self.status = status
        self.zone = zone
        self.layer = layer
        self.igtMs = igtMs
        self.deaths = deaths
        self.finishedAt = finishedAt
        self.lastMovedAt = lastMovedAt
    }
}

/// The row of a room as it shall be written.
package struct RoomRow: Equatable, Sendable {
    package let room: RoomID
    package let status: RaceStatus
    package let seed: SeedID?
    package let map: MapSetting
    package let releasedAt: Moment?
    package let startedAt: Moment?
    package let finishedAt: Moment?

    package init(
        room: RoomID,
        status: RaceStatus,
        seed: SeedID?,
        map: MapSetting,
        releasedAt: Moment?,
        startedAt: Moment?,
        finishedAt: Moment?
    ) {
        self.room = room
        self.status = status
        self.seed = seed
        self.map = map
        self.releasedAt = releasedAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}

extension Run {
    /// The row that follows from this run.
    package var row: RunRow {
        RunRow(
            run: self.id,
            status: self.status,
            zone: self.zone,
            layer: self.layer,
            igtMs: self.igtMs,
            deaths: self.deaths,
            finishedAt: self.finishedAt,
            lastMovedAt: self.lastMovedAt
        )
    }
}

extension RoomState {
    /// The row that follows from this room.
    package var row: RoomRow {
        RoomRow(
            room: self.id,
            status: self.status,
            seed: self.seedID,
            map: self.map,
            releasedAt: self.releasedAt,
            startedAt: self.startedAt,
            finishedAt: self.finishedAt
        )
    }
}
