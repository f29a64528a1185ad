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

/// Members read by the rules of the old mod: an optional one may be null or absent, one with a default may be
/// absent but not null, any other must be there; integers must be written as integers and fit their type.
struct ModFields {
    private let members: JSONObject

    init(_ members: JSONObject) {
        self.members = members
    }

    /// A member the mod does not read, so it may be anything.
    func extra(_ name: String) -> JSON? { self.members[name] }

    func string(_ name: String) throws(MessageError) -> String {
        guard let string = try self.required(name).string else { throw .badField(name: name, why: "is not a string") }
        return string
    }

    func optionalString(_ name: String) throws(MessageError) -> String? {
        guard let value = self.members[name], !value.isNull else { return nil }
        guard let string = value.string else { throw .badField(name: name, why: "is not a string") }
        return string
    }

    func bool(_ name: String) throws(MessageError) -> Bool {
        guard let bool = try self.required(name).bool else { throw .badField(name: name, why: "is not a boolean") }
        return bool
    }

    func int(_ name: String) throws(MessageError) -> Int {
        try Self.integer(try self.required(name), name, in: Self.i32)
    }

    func optionalInt(_ name: String) throws(MessageError) -> Int? {
        guard let value = self.members[name], !value.isNull else { return nil }
        return try Self.integer(value, name, in: Self.i32)
    }

    func flag(_ name: String) throws(MessageError) -> Int {
        try Self.integer(try self.required(name), name, in: Self.u32)
    }

    func flag(_ name: String, default fallback: Int) throws(MessageError) -> Int {
        guard let value = self.members[name] else { return fallback }
        return try Self.integer(value, name, in: Self.u32)
    }

    func optionalFlag(_ name: String) throws(MessageError) -> Int? {
        guard let value = self.members[name], !value.isNull else { return nil }
        return try Self.integer(value, name, in: Self.u32)
    }

    func flags(_ name: String) throws(MessageError) -> [Int] {
        var flags: [Int] = []
        for element in try self.array(name, orEmpty: true) {
            flags.append(try Self.integer(element, name, in: Self.u32))
        }
        return flags
    }

    func object(_ name: String) throws(MessageError) -> ModFields {
        try Self.object(try self.required(name), name)
    }

    func objects(_ name: String, orEmpty: Bool) throws(MessageError) -> [ModFields] {
        var objects: [ModFields] = []
        for element in try self.array(name, orEmpty: orEmpty) { objects.append(try Self.object(element, name)) }
        return objects
    }

    func participants() throws(MessageError) -> [ParticipantInfo] {
        var participants: [ParticipantInfo] = []
        for fields in try self.objects("participants", orEmpty: false) {
            participants.append(try ParticipantInfo(fields))
        }
        return participants
    }

    func splits() throws(MessageError) -> [String: Int]? {
        let name = "leader_splits"
        guard let value = self.members[name], !value.isNull else { return nil }
        guard let object = value.object else { throw .badField(name: name, why: "is not an object") }
        var splits: [String: Int] = [:]
        for member in object.members { splits[member.key] = try Self.integer(member.value, name, in: Self.i32) }
        return splits
    }

    func status<Status: RawRepresentable<String>>(_ name: String) throws(MessageError) -> Status {
        guard let status = Status(rawValue: try self.string(name)) else {
            throw .badField(name: name, why: "is not a known status")
        }
        return status
    }

    private static let i32 = Int(Int32.min)...Int(Int32.max)
    private static let u32 = 0...Int(UInt32.max)

    private func required(_ name: String) throws(MessageError) -> JSON {
        guard let value = self.members[name] else { throw .badField(name: name, why: "is missing") }
        return value
    }

    private func array(_ name: String, orEmpty: Bool) throws(MessageError) -> [JSON] {
        if orEmpty, self.members[name] == nil { return [] }
        guard let array = try self.required(name).array else { throw .badField(name: name, why: "is not a list") }
        return array
    }

    private static func object(_ value: JSON, _ name: String) throws(MessageError) -> ModFields {
        guard let object = value.object else { throw .badField(name: name, why: "is not an object") }
        return ModFields(object)
    }

    private static func integer(_ value: JSON, _ name: String, in range: ClosedRange<Int>) throws(MessageError) -> Int {
        guard case .integer(let integer) = value else { throw .badField(name: name, why: "is not an integer") }
        guard range.contains(integer) else { throw .badField(name: name, why: "is out of range") }
        return integer
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
