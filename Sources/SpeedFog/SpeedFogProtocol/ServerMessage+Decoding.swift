extension ServerMessage {
    /// Reads a frame as the v1.3.2 mod does, which drops any frame that breaks a rule of its reader.
    ///
    /// Messages only viewers get are unknown here, as they are to the mod.
    package static func parseAsMod(_ text: String) throws(MessageError) -> ServerMessage {
        let (type, object) = try JSONObject.message(text, rules: .strict)
        guard let message = try Self.modMessage(type, ModFields(object)) else { throw .unknownType(type) }
        return message
    }

    /// Reads a frame for our own clients: the mod's rules, and the messages for viewers besides.
    package init(parsing text: String) throws(MessageError) {
        let (type, object) = try JSONObject.message(text)
        let fields = ModFields(object)
        switch type {
        case "race_state":
            self = .raceState(
                RaceState(
                    race: try RaceInfo(fields.object("race")),
                    seed: try SeedInfo(fields.object("seed")),
                    participants: try fields.participants()
                )
            )
        case "spectator_count": self = .spectatorCount(try fields.int("count"))
        default:
            guard let message = try Self.modMessage(type, fields) else { throw .unknownType(type) }
            self = message
        }
    }

    private static func modMessage(_ type: String, _ fields: ModFields) throws(MessageError) -> ServerMessage? {
        switch type {
        case "auth_ok":
            .authOK(
                AuthOK(
                    participantID: try fields.string("participant_id"),
                    race: try RaceInfo(fields.object("race")),
                    seed: try SeedInfo(fields.object("seed")),
                    participants: try fields.participants()
                )
            )
        case "auth_error": .authError(message: try fields.string("message"))
        case "race_start": .raceStart
        case "leaderboard_update":
            .leaderboardUpdate(participants: try fields.participants(), leaderSplits: try fields.splits())
        case "race_status_change":
            .raceStatusChange(status: try fields.status("status"), startedAt: fields.extra("started_at")?.string)
        case "player_update": .playerUpdate(try ParticipantInfo(fields.object("player")))
        case "zone_update": .zoneUpdate(try ZoneUpdate(fields))
        case "ping": .ping
        case "error": .error(message: try fields.string("message"))
        default: nil
        }
    }
}

extension RaceInfo {
    init(_ fields: ModFields) throws(MessageError) {
        self.init(
            id: try fields.string("id"),
            name: try fields.string("name"),
            status: try fields.status("status"),
            startedAt: fields.extra("started_at")?.string,
            seedsReleasedAt: fields.extra("seeds_released_at")?.string
        )
    }
}

extension SeedInfo {
    init(_ fields: ModFields) throws(MessageError) {
        var items: [SpawnItem] = []
        for item in try fields.objects("spawn_items", orEmpty: true) {
            items.append(SpawnItem(id: try item.flag("id"), quantity: try item.flag("qty", default: 1)))
        }
        let graph = fields.extra("graph_json").flatMap { $0.isNull ? nil : RawJSON(text: $0.encoded()) }
        self.init(
            seedID: try fields.optionalString("seed_id"),
            totalLayers: try fields.int("total_layers"),
            graph: graph,
            totalNodes: fields.extra("total_nodes")?.whole,
            totalPaths: fields.extra("total_paths")?.whole,
            eventIDs: try fields.flags("event_ids"),
            finishEvent: try fields.optionalFlag("finish_event"),
            spawnItems: items
        )
    }
}

extension ParticipantInfo {
    init(_ fields: ModFields) throws(MessageError) {
        self.init(
            id: try fields.string("id"),
            twitchUsername: try fields.string("twitch_username"),
            twitchDisplayName: try fields.optionalString("twitch_display_name"),
            status: try fields.status("status"),
            currentZone: try fields.optionalString("current_zone"),
            currentLayer: try fields.int("current_layer"),
            currentLayerTier: try fields.optionalInt("current_layer_tier"),
            igtMs: try fields.int("igt_ms"),
            deathCount: try fields.int("death_count"),
            colorIndex: fields.extra("color_index")?.whole ?? 0,
            modConnected: fields.extra("mod_connected")?.bool ?? false,
            zoneHistory: fields.extra("zone_history")?.array?.compactMap(HistoryEntry.init),
            gapMs: try fields.optionalInt("gap_ms"),
            layerEntryIgt: try fields.optionalInt("layer_entry_igt"),
            isLive: fields.extra("is_live")?.bool ?? false,
            streamURL: fields.extra("stream_url")?.string
        )
    }
}

extension HistoryEntry {
    fileprivate init?(_ value: JSON) {
        guard let object = value.object, let nodeID = object["node_id"]?.string else { return nil }
        self.init(nodeID: nodeID, igtMs: object["igt_ms"]?.whole ?? 0, deaths: object["deaths"]?.whole)
    }
}

extension ZoneUpdate {
    fileprivate init(_ fields: ModFields) throws(MessageError) {
        var exits: [Exit] = []
        for exit in try fields.objects("exits", orEmpty: true) {
            exits.append(
                Exit(
                    text: try exit.string("text"),
                    toName: try exit.string("to_name"),
                    discovered: try exit.bool("discovered")
                )
            )
        }
        self.init(
            nodeID: try fields.string("node_id"),
            displayName: try fields.string("display_name"),
            tier: try fields.optionalInt("tier"),
            originalTier: try fields.optionalInt("original_tier"),
            exits: exits
        )
    }
}
