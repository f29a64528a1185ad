package import Database
package import RaceRules
import SpeedFogProtocol
import Vocabulary

/// Makes the rows of rooms and of their runs again from the journal alone.
///
/// A run that is on its way gets the clock of its last event: the seconds since then were ticks, which the journal does
/// not keep.
package struct Rebuild: Sendable {
    /// One column that was not what the journal says.
    package struct Difference: Equatable, Sendable {
        package let room: RoomID
        /// Nil for the row of the room.
        package let run: RunID?
        package let column: String
        package let was: String
        package let becomes: String
    }

    /// What was found.
    package struct Report: Equatable, Sendable {
        /// Rooms and runs whose rows were compared.
        package internal(set) var rooms = 0
        package internal(set) var runs = 0
        /// What was put right.
        package internal(set) var differences: [Difference] = []
        /// What can't be put right from the journal, in words.
        package internal(set) var problems: [String] = []

        /// Rows of which at least one column differed.
        package var rowsDiffering: Int {
            Set(self.differences.map { [$0.room.description, $0.run?.description ?? ""] }).count
        }
    }

    private let database: Database
    private let tables: [any RoomTables]
    private let leases: Leases

    /// - Parameter leases: each room is taken while it is rebuilt, so that nobody plays in it.
    package init(database: Database, tables: [any RoomTables], leases: Leases) {
        self.database = database
        self.tables = tables
        self.leases = leases
    }

    /// Rebuilds one room, or all.
    ///
    /// A room that can't be had or read is a problem of the report, and the others go on.
    ///
    /// - Returns: nil when `only` names no room.
    package func run(
        only: RoomID? = nil,
        progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> Report? {
        var rooms: [(room: RoomID, tables: any RoomTables)] = []
        for tables in self.tables {
            let all = try await self.database.read { session in
                guard let only else { return try tables.rooms(in: session) }
                return try tables.roomRow(of: only, in: session) == nil ? [] : [only]
            }
            rooms += all.map { ($0, tables) }
        }
        if only != nil && rooms.isEmpty { return nil }
        var report = Report()
        for (index, entry) in rooms.enumerated() {
            do {
                try await self.rebuild(entry.room, entry.tables, into: &report)
            } catch let error as DatabaseError {
                throw error
            } catch {
                report.problems.append("Room \(entry.room) was left alone: \(error)")
            }
            progress(index + 1, rooms.count)
        }
        return report
    }

    private func rebuild(_ room: RoomID, _ tables: any RoomTables, into report: inout Report) async throws {
        let lease = try await self.leases.acquire(room, kind: tables.kind)
        let result: Result<Report, any Error>
        do {
            result = .success(try await self.database.write { try Self.rebuild(room, tables, in: $0) })
        } catch {
            result = .failure(error)
        }
        await self.leases.release(lease)
        let part = try result.get()
        report.rooms += part.rooms
        report.runs += part.runs
        report.differences += part.differences
        report.problems += part.problems
    }

    private static func rebuild(_ room: RoomID, _ tables: any RoomTables, in session: any SQLSession) throws -> Report {
        var report = Report()
        let events = try JournalStore.events(of: room, in: session)
        guard let state = try RoomState(room, events: events, tables: tables, in: session),
            let roomRow = try tables.roomRow(of: room, in: session)
        else { return report }
        guard !events.isEmpty else {
            report.problems.append("Room \(room) has no journal; its rows were left alone.")
            return report
        }
        report.rooms = 1
        report.differences = roomRow.differences(to: state.row)
        if !report.differences.isEmpty { try tables.write(state.row, in: session) }

        let rows = Dictionary(
            try tables.runRows(of: room, in: session).map { ($0.run, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        report.runs = rows.count
        for run in state.allRuns {
            guard let row = rows[run.id] else {
                report.problems.append("Run \(run.id) of room \(room) is in the journal but has no row.")
                continue
            }
            let differences = row.differences(to: run.row, in: room)
            report.differences += differences
            if !differences.isEmpty { try tables.write([run.row], in: session) }
        }
        for run in rows.keys.sorted(by: { $0.description < $1.description }) where state.runs[run] == nil {
            report.problems.append("Run \(run) of room \(room) has a row but is not in the journal.")
        }
        return report
    }
}

extension RoomRow {
    fileprivate var columns: [(name: String, value: String)] {
        [
            ("status", self.status.rawValue), ("seed", Text.of(self.seed)), ("map", "\(self.map)"),
            ("released_at", Text.of(self.releasedAt)), ("started_at", Text.of(self.startedAt)),
            ("finished_at", Text.of(self.finishedAt)),
        ]
    }

    fileprivate func differences(to other: RoomRow) -> [Rebuild.Difference] {
        zip(self.columns, other.columns).filter { $0.value != $1.value }.map {
            Rebuild.Difference(room: self.room, run: nil, column: $0.name, was: $0.value, becomes: $1.value)
        }
    }
}

extension RunRow {
    fileprivate var columns: [(name: String, value: String)] {
        [
            ("status", self.status.rawValue), ("zone", self.zone ?? "none"), ("layer", "\(self.layer)"),
            ("igt_ms", "\(self.igtMs)"), ("deaths", "\(self.deaths)"), ("finished_at", Text.of(self.finishedAt)),
            ("last_moved_at", Text.of(self.lastMovedAt)),
        ]
    }

    fileprivate func differences(to other: RunRow, in room: RoomID) -> [Rebuild.Difference] {
        zip(self.columns, other.columns).filter { $0.value != $1.value }.map {
            Rebuild.Difference(room: room, run: self.run, column: $0.name, was: $0.value, becomes: $1.value)
        }
    }
}

/// Values of columns for people to read.
private enum Text {
    static func of(_ moment: Moment?) -> String { moment?.iso8601 ?? "none" }
    static func of(_ seed: SeedID?) -> String { seed?.description ?? "none" }
}
