extension ServerMessage {
    /// The frame as JSON text with all keys the first platform sends.
    package func encoded() -> String {
        switch self {
        case .authOK(let answer):
            Self.authOK(
                participantID: answer.participantID,
                race: answer.race,
                seed: answer.seed,
                rows: answer.participants.map { $0.encodedRow() }
            )
        case .authError(let message): Self.words("auth_error", message)
        case .raceStart: #"{"type":"race_start"}"#
        case .leaderboardUpdate(let participants, let leaderSplits):
            Self.leaderboardUpdate(rows: participants.map { $0.encodedRow() }, leaderSplits: leaderSplits)
        case .raceStatusChange(let status, let startedAt): Self.statusChange(status, startedAt)
        case .playerUpdate(let player): Self.playerUpdate(row: player.encodedRow())
        case .zoneUpdate(let zone): zone.encoded()
        case .raceState(let state):
            Self.raceState(race: state.race, seed: state.seed, rows: state.participants.map { $0.encodedRow() })
        case .spectatorCount(let count): #"{"type":"spectator_count","count":\#(Wire.clampI32(count))}"#
        case .ping: #"{"type":"ping"}"#
        case .error(let message): Self.words("error", message)
        }
    }

    /// An `auth_ok` frame around rows that are encoded already.
    package static func authOK(participantID: String, race: RaceInfo, seed: SeedInfo, rows: [String]) -> String {
        var text = JSONText(reserving: Self.size(of: rows) + (seed.graph?.text.utf8.count ?? 0) + 2_048)
        text.append(raw: #"{"type":"auth_ok""#)
        text.member("participant_id", participantID)
        Self.append(race: race, seed: seed, rows: rows, to: &text)
        return text.result
    }

    /// A `race_state` frame around rows that are encoded already.
    package static func raceState(race: RaceInfo, seed: SeedInfo, rows: [String]) -> String {
        var text = JSONText(reserving: Self.size(of: rows) + (seed.graph?.text.utf8.count ?? 0) + 2_048)
        text.append(raw: #"{"type":"race_state""#)
        Self.append(race: race, seed: seed, rows: rows, to: &text)
        return text.result
    }

    /// A `leaderboard_update` frame around rows that are encoded already; no splits and empty splits are both null.
    package static func leaderboardUpdate(rows: [String], leaderSplits: [String: Int]?) -> String {
        var text = JSONText(reserving: Self.size(of: rows) + 1_024)
        text.append(raw: #"{"type":"leaderboard_update""#)
        text.member("participants", rawElements: rows)
        text.splits(leaderSplits)
        text.append(raw: "}")
        return text.result
    }

    /// A `player_update` frame around a row that is encoded already.
    package static func playerUpdate(row: String) -> String {
        #"{"type":"player_update","player":\#(row)}"#
    }

    static func append(race: RaceInfo, seed: SeedInfo, rows: [String], to text: inout JSONText) {
        text.key("race")
        race.append(to: &text)
        text.key("seed")
        seed.append(to: &text)
        text.member("participants", rawElements: rows)
        text.append(raw: "}")
    }

    static func size(of rows: [String]) -> Int {
        rows.reduce(0) { $0 + $1.utf8.count + 1 }
    }

    private static func words(_ type: String, _ message: String) -> String {
        var text = JSONText()
        text.append(raw: #"{"type":"\#(type)""#)
        text.member("message", message)
        text.append(raw: "}")
        return text.result
    }

    private static func statusChange(_ status: RaceStatus, _ startedAt: String?) -> String {
        var text = JSONText()
        text.append(raw: #"{"type":"race_status_change""#)
        text.member("status", status.rawValue)
        text.member("started_at", startedAt)
        text.append(raw: "}")
        return text.result
    }
}

extension ZoneUpdate {
    func encoded() -> String {
        var text = JSONText()
        text.append(raw: #"{"type":"zone_update""#)
        text.member("node_id", self.nodeID)
        text.member("display_name", self.displayName)
        text.member("tier", self.tier)
        text.member("original_tier", self.originalTier)
        text.key("exits")
        text.append(raw: "[")
        for (index, exit) in self.exits.enumerated() {
            text.append(raw: index > 0 ? ",{" : "{")
            text.member("text", exit.text, first: true)
            text.member("to_name", exit.toName)
            text.member("discovered", exit.discovered)
            text.append(raw: "}")
        }
        text.append(raw: "]}")
        return text.result
    }
}
