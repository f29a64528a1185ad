import Database
import RaceRules
import SpeedFogProtocol

extension RaceStore {
    /// The page of public races that `query` asks for, in one view of the data and a fixed number of statements.
    func page(_ query: RaceQuery) async throws -> RacePage {
        try await self.database.read { session in
            let condition = Self.condition(query)
            let sql: SQL = """
                SELECT \(raw: Self.columns) FROM \(raw: Self.source) WHERE \(raw: condition)
                ORDER BY \(raw: query.isResults ? Self.resultOrder : Self.listOrder)
                LIMIT \(query.limit ?? RaceQuery.mostWithoutLimit) OFFSET \(query.offset)
                """
            let races = try session.rows(sql).map { try Race($0) }
            let listings = try Self.listings(of: races, in: session)
            guard query.limit != nil else { return RacePage(listings: listings, total: nil, hasMore: nil) }
            let total = try session.count("SELECT COUNT(*) AS total FROM races WHERE \(raw: condition)")
            return RacePage(listings: listings, total: total, hasMore: query.offset + races.count < total)
        }
    }

    func listing(_ id: RaceID) async throws -> RaceListing {
        try await self.database.read { try Self.listing(id, in: $0) }
    }

    static func listing(_ id: RaceID, in session: any SQLSession) throws -> RaceListing {
        let listings = try Self.listings(of: [try Self.race(id, in: session)], in: session)
        guard let listing = listings.first else { throw RaceError.notFound(id) }
        return listing
    }

    private static func listings(of races: [Race], in session: any SQLSession) throws -> [RaceListing] {
        guard !races.isEmpty else { return [] }
        let entries = try Self.entries(of: races.map(\.id), in: session)
        let casters = try Self.casters(of: races.map(\.id), in: session)
        return races.map { race in
            RaceListing(
                race: race,
                participantCount: entries[race.id]?.count ?? 0,
                previews: entries[race.id]?.previews ?? [],
                casters: casters[race.id] ?? []
            )
        }
    }

    private struct Entries {
        var count: Int
        var previews: [RaceListing.Preview] = []
    }

    /// How many are in each race, and the first five of each: finishers by their time, then everyone by colour.
    private static func entries(of races: [RaceID], in session: any SQLSession) throws -> [RaceID: Entries] {
        let sql: SQL = """
            SELECT ranked.race_id, ranked.place, ranked.total, ranked.has_result,
                users.id AS user_id, users.username, users.display_name, users.avatar_url
            FROM (
                SELECT shown.race_id, shown.user_id, shown.has_result,
                    ROW_NUMBER() OVER (
                        PARTITION BY shown.race_id
                        ORDER BY shown.has_result DESC, shown.result_ms, shown.color_index, shown.id
                    ) AS place,
                    COUNT(*) OVER (PARTITION BY shown.race_id) AS total
                FROM (
                    SELECT participants.id, participants.race_id, participants.user_id, participants.color_index,
                        CASE WHEN races.status = 'finished' AND participants.status = 'finished'
                            THEN 1 ELSE 0 END AS has_result,
                        CASE WHEN races.status = 'finished' AND participants.status = 'finished'
                            THEN participants.igt_ms ELSE 0 END AS result_ms
                    FROM participants JOIN races ON races.id = participants.race_id
                    WHERE participants.race_id IN \(list: races)
                ) AS shown
            ) AS ranked JOIN users ON users.id = ranked.user_id
            WHERE ranked.place <= \(RaceListing.mostPreviews) ORDER BY ranked.race_id, ranked.place
            """
        var entries: [RaceID: Entries] = [:]
        for row in try session.rows(sql) {
            let hasResult: Bool = try row.get("has_result")
            let place: Int = try row.get("place")
            let preview = RaceListing.Preview(person: try Person(row), placement: hasResult ? place : nil)
            let total: Int = try row.get("total")
            entries[try row.get("race_id"), default: Entries(count: total)].previews.append(preview)
        }
        return entries
    }

    /// Bounds the rank as well, which the index `races_listed` begins with.
    private static func condition(_ query: RaceQuery) -> SQL {
        let statuses = query.statuses
        guard !statuses.isEmpty else { return "races.is_public = 1" }
        let chosen: SQL = "races.is_public = 1 AND races.status IN \(list: statuses.sorted { $0.rank < $1.rank })"
        let ranks = statuses.map(\.rank)
        guard !query.isResults, let lowest = ranks.min(), let highest = ranks.max() else { return chosen }
        return chosen + " AND \(raw: Self.rank) BETWEEN \(lowest) AND \(highest)"
    }

    /// Word for word the expressions of the index `races_listed`.
    private static let listOrder: SQL = """
        \(raw: RaceStore.rank), (races.scheduled_at IS NULL), races.scheduled_at, races.created_at DESC, races.id
        """

    private static let resultOrder: SQL = "races.started_at DESC, races.id DESC"

    private static let rank: SQL = "(CASE races.status WHEN 'running' THEN 0 WHEN 'setup' THEN 1 ELSE 2 END)"
}

extension RaceStatus {
    /// What is live comes first, what is over last.
    fileprivate var rank: Int {
        switch self {
        case .running: 0
        case .setup: 1
        case .finished: 2
        }
    }
}
