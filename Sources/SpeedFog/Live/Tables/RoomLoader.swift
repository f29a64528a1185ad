package import Database
package import Logging
package import RaceRules
import Vocabulary

/// Reads rooms: the journal, and beside it what is looked up.
package struct RoomLoader: Sendable {
    /// A room as it is opened.
    package struct Loaded: Sendable {
        package let state: RoomState
        /// Which run the hash of a mod's token opens.
        package let runsByTokenHash: [String: RunID]
    }

    private let database: Database
    private let tables: [any RoomTables]
    private let logger: Logger

    package init(database: Database, tables: [any RoomTables], logger: Logger) {
        self.database = database
        self.tables = tables
        self.logger = logger
    }

    /// The kind of a room, which its lease carries; nil when there is no such room.
    package func kind(of room: RoomID) async throws -> RoomKind? {
        let tables = self.tables
        return try await self.database.read { session in
            try tables.first { try $0.roomRow(of: room, in: session) != nil }?.kind
        }
    }

    /// Reads a room: its events, and on top of them the ticks of its rows. Take its lease first, so that nobody else
    /// writes it meanwhile.
    ///
    /// - Returns: nil when there is no such room.
    /// - Throws: `EventRecordError` for a damaged event; `GraphError` when the room's seed can't be read.
    package func load(_ room: RoomID) async throws -> Loaded? {
        let tables = self.tables
        let (loaded, strangers) = try await self.database.read { session -> (Loaded?, Set<String>) in
            let events = try JournalStore.events(of: room, in: session)
            for tables in tables {
                guard var state = try RoomState(room, events: events, tables: tables, in: session) else { continue }
                for row in try tables.runRows(of: room, in: session) { state.adopt(row) }
                let tokens = try tables.modTokens(of: room, in: session)
                return (Loaded(state: state, runsByTokenHash: tokens), Set(events.compactMap(\.strangeKind)))
            }
            return (nil, [])
        }
        if !strangers.isEmpty {
            self.logger.warning(
                "A room has events of a newer version, which change nothing here",
                metadata: ["room": "\(room)", "kinds": "\(strangers.sorted().joined(separator: " "))"]
            )
        }
        return loaded
    }
}

extension RoomState {
    /// What the events add up to; nil when the tables have no such room.
    init?(_ room: RoomID, events: [RoomEvent], tables: any RoomTables, in session: any SQLSession) throws {
        var seed: SeedID?
        var people: Set<UserID> = []
        for event in events {
            if let taken = event.seedTaken { seed = taken }
            people.formUnion(event.people)
        }
        guard let furnishing = try tables.furnishing(of: room, seed: seed, people: people, in: session) else {
            return nil
        }
        self.init(id: room, furnishing: furnishing)
        for event in events { self.apply(event) }
    }
}

extension RoomEvent {
    fileprivate var seedTaken: SeedID? {
        switch self.happening {
        case .seedTaken(let seed), .rerolled(let seed): seed
        default: nil
        }
    }

    fileprivate var people: [UserID] {
        switch self.happening {
        case .made(let making): [making.organizer]
        case .joined(_, let user, _), .roleGiven(_, let user), .roleTaken(_, let user), .mapShown(let user): [user]
        case .seedTaken, .rerolled, .released, .left, .mapSet, .started, .finished, .reset, .ran, .unknown: []
        }
    }

    fileprivate var strangeKind: String? {
        if case .unknown(let kind) = self.happening { kind } else { nil }
    }
}
