import Database
import RaceRules
import Vocabulary

extension RaceStore {
    /// The participant that `user` is in `race`.
    func participant(of user: UserID, in race: RaceID) async throws -> Participant? {
        try await self.database.read { try Self.participant(of: user, in: race, session: $0) }
    }

    static func participant(of user: UserID, in race: RaceID, session: any SQLSession) throws -> Participant? {
        let sql: SQL = """
            SELECT \(raw: Self.participantColumns) FROM participants JOIN users ON users.id = participants.user_id
            WHERE participants.race_id = \(race) AND participants.user_id = \(user)
            """
        return try session.row(sql).map { try Participant($0) }
    }

    /// The participant of `race` whose mod shows the token with this hash.
    func participant(withTokenHash hash: String, in race: RaceID) async throws -> Participant? {
        let sql: SQL = """
            SELECT \(raw: Self.participantColumns) FROM participants JOIN users ON users.id = participants.user_id
            WHERE participants.mod_token_hash = \(hash) AND participants.race_id = \(race)
            """
        return try await self.database.row(sql).map { try Participant($0) }
    }

    /// The row of a run that has just joined.
    static func insert(_ run: Run, tokenHash: String, into race: RaceID, at now: Moment, in session: any SQLSession)
        throws
    {
        try session.execute(
            """
            INSERT INTO participants (id, race_id, user_id, mod_token_hash, color_index, created_at)
            VALUES (\(run.id), \(race), \(run.user), \(tokenHash), \(run.color), \(now))
            """
        )
    }

    /// Gives each participant of a race the next token; those of before end.
    static func changeTokens(
        of race: RaceID,
        in session: any SQLSession,
        hash: (_ participant: RunID, _ round: Int) -> String
    ) throws {
        for row in try session.rows("SELECT id, token_round FROM participants WHERE race_id = \(race)") {
            let id: RunID = try row.get("id")
            let round: Int = try row.get("token_round") + 1
            try session.execute(
                "UPDATE participants SET token_round = \(round), mod_token_hash = \(hash(id, round)) WHERE id = \(id)"
            )
        }
    }

    func tokenRound(of participant: RunID) async throws -> Int {
        try await self.database.row("SELECT token_round FROM participants WHERE id = \(participant)")?
            .get("token_round") ?? 0
    }

    static func removeParticipant(_ id: RunID, from race: RaceID, in session: any SQLSession) throws {
        guard try session.execute("DELETE FROM participants WHERE id = \(id) AND race_id = \(race)") == 1 else {
            throw RaceError.participantNotFound(id)
        }
    }

    func isCaster(_ user: UserID, of race: RaceID) async throws -> Bool {
        try await self.database.read { try Self.isCaster(user, of: race, in: $0) }
    }

    static func isCaster(_ user: UserID, of race: RaceID, in session: any SQLSession) throws -> Bool {
        try session.row("SELECT id FROM casters WHERE race_id = \(race) AND user_id = \(user)") != nil
    }

    /// By race, in the order of their names.
    static func casters(of races: [RaceID], in session: any SQLSession) throws -> [RaceID: [Caster]] {
        let sql: SQL = """
            SELECT casters.id, casters.race_id, users.id AS user_id, users.username, users.display_name, users.avatar_url
            FROM casters JOIN users ON users.id = casters.user_id
            WHERE casters.race_id IN \(list: races) ORDER BY users.username, casters.id
            """
        var casters: [RaceID: [Caster]] = [:]
        for row in try session.rows(sql) {
            casters[try row.get("race_id"), default: []].append(Caster(id: try row.get("id"), person: try Person(row)))
        }
        return casters
    }

    static func pendingInvites(of race: RaceID, in session: any SQLSession) throws -> [Invite] {
        let sql: SQL = """
            SELECT id, twitch_username, created_at FROM invites
            WHERE race_id = \(race) AND accepted = 0 ORDER BY created_at, id
            """
        return try session.rows(sql).map { try Invite($0) }
    }

    static func pendingInvite(for username: String, to race: RaceID, in session: any SQLSession) throws -> Invite? {
        let sql: SQL = """
            SELECT id, twitch_username, created_at FROM invites
            WHERE race_id = \(race) AND accepted = 0 AND lower(twitch_username) = lower(\(username))
            """
        return try session.row(sql).map { try Invite($0) }
    }

    static func insert(_ invite: Invite, tokenHash: String, to race: RaceID, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO invites (id, race_id, token_hash, twitch_username, accepted, created_at)
            VALUES (\(invite.id), \(race), \(tokenHash), \(invite.username), 0, \(invite.createdAt))
            """
        )
    }

    /// A place that is kept is not needed by who is in.
    static func removeInvites(for username: String, from race: RaceID, in session: any SQLSession) throws {
        try session.execute(
            """
            DELETE FROM invites
            WHERE race_id = \(race) AND accepted = 0 AND lower(twitch_username) = lower(\(username))
            """
        )
    }

    private static let participantColumns: SQL = """
        participants.id, participants.status, participants.current_layer, participants.igt_ms,
        participants.death_count, participants.color_index,
        users.id AS user_id, users.username, users.display_name, users.avatar_url
        """
}

extension Participant {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("id"),
            person: try Person(row),
            status: try row.get("status"),
            currentLayer: try row.get("current_layer"),
            igtMs: try row.get("igt_ms"),
            deathCount: try row.get("death_count"),
            colorIndex: try row.get("color_index")
        )
    }
}

extension Invite {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("id"),
            username: try row.get("twitch_username"),
            createdAt: try row.get("created_at")
        )
    }
}

extension SQLSession {
    /// The number that a `SELECT COUNT(*) AS total` answers.
    func count(_ sql: SQL) throws -> Int {
        guard let row = try self.row(sql) else { return 0 }
        return try row.get("total")
    }
}
