package import Database
package import RaceRules
import SeedGraph

/// Makes the rows of runs again from the journal alone.
package struct Rebuild: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Rebuilds all participants, of one race or of all.
    ///
    /// A run that is on its way gets the clock of its last event: the seconds since then were ticks, which the journal
    /// does not keep.
    ///
    /// - Returns: how many rows were written, and how many of them had differed.
    package func run(race: RaceID? = nil, progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in })
        async throws
        -> (rows: Int, differed: Int)
    {
        let races: [RaceID] =
            if let race { [race] } else {
                try await self.database.rows("SELECT id FROM races").map { try $0.get("id") }
            }
        var total = (rows: 0, differed: 0)
        for (index, race) in races.enumerated() {
            let part = try await self.rebuild(race)
            total.rows += part.rows
            total.differed += part.differed
            progress(index + 1, races.count)
        }
        return total
    }

    private func rebuild(_ race: RaceID) async throws -> (rows: Int, differed: Int) {
        let runs = try await RoomStore(database: self.database).load(race, withTicks: false).state.allRuns
        return try await self.database.write { session in
            var differed = 0
            for run in runs {
                let projection = RunProjection(run)
                if try Self.row(of: run.id, in: session) != projection { differed += 1 }
                try JournalStore.update(projection, in: session)
            }
            return (runs.count, differed)
        }
    }

    private static func row(of run: RunID, in session: any SQLSession) throws -> RunProjection? {
        try session.row("SELECT * FROM participants WHERE id = \(run)").map(RunProjection.init(row:))
    }
}

extension RunProjection {
    init(row: Row) throws {
        self.init(
            run: try row.get("id"),
            status: try row.get("status"),
            currentZone: try row.get("current_zone"),
            currentLayer: try row.get("current_layer"),
            igtMs: try row.get("igt_ms"),
            deathCount: try row.get("death_count"),
            finishedAt: try row.get("finished_at"),
            lastIGTChangeAt: try row.get("last_igt_change_at")
        )
    }
}
