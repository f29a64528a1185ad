/// Where a race is in its life.
package enum RaceStatus: String, Sendable, Codable, CaseIterable {
    case setup, running, finished
}

/// Where a runner is in the race.
package enum RunStatus: String, Sendable, Codable, CaseIterable {
    case registered, ready, playing, finished, abandoned
}

/// One arrival in a zone.
package struct HistoryEntry: Equatable, Sendable {
    package var nodeID: String
    package var igtMs: Int
    /// Deaths in the zone since this arrival; nil when there were none.
    package var deaths: Int?

    package init(nodeID: String, igtMs: Int, deaths: Int? = nil) {
        self.nodeID = nodeID
        self.igtMs = igtMs
        self.deaths = deaths
    }

    func append(to text: inout JSONText) {
        text.append(raw: "{")
        text.member("node_id", self.nodeID, first: true)
        text.member("igt_ms", self.igtMs)
        if let deaths { text.member("deaths", deaths) }
        text.append(raw: "}")
    }
}

/// One row of the leaderboard.
package struct ParticipantInfo: Equatable, Sendable {
    package var id: String
    package var twitchUsername: String
    package var twitchDisplayName: String?
    package var status: RunStatus
    package var currentZone: String?
    package var currentLayer: Int
    package var currentLayerTier: Int?
    package var igtMs: Int
    package var deathCount: Int
    package var colorIndex: Int
    package var modConnected: Bool
    package var zoneHistory: [HistoryEntry]?
    package var gapMs: Int?
    package var layerEntryIgt: Int?
    package var isLive: Bool
    package var streamURL: String?

    package init(
        id: String,
        twitchUsername: String,
        twitchDisplayName: String? = nil,
        status: RunStatus,
        currentZone: String? = nil,
        currentLayer: Int = 0,
        currentLayerTier: Int? = nil,
        igtMs: Int = 0,
        deathCount: Int = 0,
        colorIndex: Int = 0,
        modConnected: Bool = false,
        zoneHistory: [HistoryEntry]? = nil,
        gapMs: Int? = nil,
        layerEntryIgt: Int? = nil,
        isLive: Bool = false,
        streamURL: String? = nil
    ) {
        self.id = id
        self.twitchUsername = twitchUsername
        self.twitchDisplayName = twitchDisplayName
        self.status = status
        self.currentZone = currentZone
        self.currentLayer = currentLayer
        self.currentLayerTier = currentLayerTier
        self.igtMs = igtMs
        self.deathCount = deathCount
        self.colorIndex = colorIndex
        self.modConnected = modConnected
        self.zoneHistory = zoneHistory
        self.gapMs = gapMs
        self.layerEntryIgt = layerEntryIgt
        self.isLive = isLive
        self.streamURL = streamURL
    }

    /// The row as JSON, encoded once and spliced into every frame that shows it.
    package func encodedRow() -> String {
        var text = JSONText(reserving: 512 + 64 * (self.zoneHistory?.count ?? 0))
        text.append(raw: "{")
        self.appendMembers(to: &text)
        text.append(raw: "}")
        return text.result
    }

    func appendMembers(to text: inout JSONText) {
        text.member("id", self.id, first: true)
        text.member("twitch_username", self.twitchUsername)
        text.member("twitch_display_name", self.twitchDisplayName)
        text.member("status", self.status.rawValue)
        text.member("current_zone", self.currentZone)
        text.member("current_layer", self.currentLayer)
        text.member("current_layer_tier", self.currentLayerTier)
        text.member("igt_ms", self.igtMs)
        text.member("death_count", self.deathCount)
        text.member("color_index", self.colorIndex)
        text.member("mod_connected", self.modConnected)
        text.key("zone_history")
        self.appendHistory(to: &text)
        text.member("gap_ms", self.gapMs)
        text.member("layer_entry_igt", self.layerEntryIgt)
        text.member("is_live", self.isLive)
        text.member("stream_url", self.streamURL)
    }

    private func appendHistory(to text: inout JSONText) {
        guard let zoneHistory else {
            text.append(raw: "null")
            return
        }
        text.append(raw: "[")
        for (index, entry) in zoneHistory.enumerated() {
            if index > 0 { text.append(raw: ",") }
            entry.append(to: &text)
        }
        text.append(raw: "]")
    }
}
