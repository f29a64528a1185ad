/// What a game mod says to the server.
package enum ModMessage: Equatable, Sendable {
    case auth(modToken: String)
    case ready
    case statusUpdate(igtMs: Int, deathCount: Int)
    /// A gate was crossed, or the last boss fell; without a time when the game's clock could not be read.
    case eventFlag(flagID: Int, igtMs: Int?)
    case zoneQuery(ZoneQuery)
    /// The client knows the end itself; without a time as for a flag.
    case finished(igtMs: Int?)
    case pong

    /// Reads what an untrusted client sent; keys that are not known are ignored.
    package init(parsing text: String) throws(MessageError) {
        let (type, fields) = try JSONObject.message(text)
        switch type {
        case "auth": self = .auth(modToken: try fields.token("mod_token"))
        case "ready": self = .ready
        case "status_update":
            self = .statusUpdate(igtMs: try fields.count("igt_ms"), deathCount: try fields.count("death_count"))
        case "event_flag":
            let flag = try fields.flag("flag_id")
            // A flag with any time still counts: losing it would cost the runner a zone.
            let hasNumber = fields["igt_ms"]?.number != nil
            self = .eventFlag(flagID: flag, igtMs: hasNumber ? try fields.clock("igt_ms") : nil)
        case "zone_query": self = .zoneQuery(ZoneQuery(fields))
        case "finished": self = .finished(igtMs: try fields.clock("igt_ms"))
        case "pong": self = .pong
        default: throw .unknownType(type)
        }
    }

    /// The frame a client sends.
    package func encoded() -> String {
        var text = JSONText()
        switch self {
        case .auth(let modToken):
            text.append(raw: #"{"type":"auth""#)
            text.member("mod_token", modToken)
        case .ready: text.append(raw: #"{"type":"ready""#)
        case .statusUpdate(let igtMs, let deathCount):
            text.append(raw: #"{"type":"status_update""#)
            text.member("igt_ms", igtMs)
            text.member("death_count", deathCount)
        case .eventFlag(let flagID, let igtMs):
            text.append(raw: #"{"type":"event_flag","flag_id":"#)
            text.append(flagID)
            if let igtMs { text.member("igt_ms", igtMs) }
        case .zoneQuery(let query):
            text.append(raw: #"{"type":"zone_query""#)
            query.appendMembers(to: &text)
        case .finished(let igtMs):
            text.append(raw: #"{"type":"finished""#)
            if let igtMs { text.member("igt_ms", igtMs) }
        case .pong: text.append(raw: #"{"type":"pong""#)
        }
        text.append(raw: "}")
        return text.result
    }
}

/// Where the runner stands after a warp that raised no flag, as far as the game tells.
package struct ZoneQuery: Equatable, Sendable {
    package var graceEntityID: Int?
    package var mapID: String?
    package var position: [Double]?
    package var playRegionID: Int?

    package init(
        graceEntityID: Int? = nil,
        mapID: String? = nil,
        position: [Double]? = nil,
        playRegionID: Int? = nil
    ) {
        self.graceEntityID = graceEntityID
        self.mapID = mapID
        self.position = position
        self.playRegionID = playRegionID
    }

    /// Without a grace or a map there is nothing to look up, and the query is ignored.
    package var isUsable: Bool { self.graceEntityID != nil || self.mapID != nil }

    /// A part of a wrong type is treated as absent, because the other parts may still resolve.
    init(_ fields: JSONObject) {
        self.graceEntityID = fields["grace_entity_id"]?.whole.flatMap { 1...Wire.maxFlag ~= $0 ? $0 : nil }
        self.mapID = fields["map_id"]?.string.flatMap { 1...64 ~= $0.utf8.count ? $0 : nil }
        self.playRegionID = fields["play_region_id"]?.whole.flatMap { 0...Wire.maxFlag ~= $0 ? $0 : nil }
        let numbers = fields["position"]?.array?.prefix(4).compactMap(\.number).filter(\.isFinite)
        let isTriple = fields["position"]?.array?.count == 3 && numbers?.count == 3
        self.position = isTriple ? numbers : nil
    }

    func appendMembers(to text: inout JSONText) {
        if let graceEntityID {
            text.key("grace_entity_id")
            text.append(graceEntityID)
        }
        if let mapID { text.member("map_id", mapID) }
        if let position {
            text.key("position")
            text.append(.array(position.map(JSON.real)))
        }
        if let playRegionID {
            text.key("play_region_id")
            text.append(playRegionID)
        }
    }
}

extension JSONObject {
    func token(_ name: String) throws(MessageError) -> String {
        guard let value = self[name] else { throw .badField(name: name, why: "is missing") }
        guard let token = value.string else { throw .badField(name: name, why: "is not a string") }
        guard !token.isEmpty else { throw .badField(name: name, why: "is empty") }
        guard token.unicodeScalars.count <= 512 else {
            throw .badField(name: name, why: "is longer than 512 characters")
        }
        return token
    }

    /// A count that only grows: negative is a lie, beyond 32 bits is cut to what old clients can read.
    func count(_ name: String) throws(MessageError) -> Int {
        guard let value = self[name] else { throw .badField(name: name, why: "is missing") }
        guard let number = value.number else { throw .badField(name: name, why: "is not a number") }
        guard number >= 0 else { throw .badField(name: name, why: "is negative") }
        if number > Double(Wire.maxCount) { return Wire.maxCount }
        guard let whole = value.whole else { throw .badField(name: name, why: "is not a whole number") }
        return whole
    }

    /// The game's clock at a gate or at the end: nil where it is missing, null, 0 or not whole, for nobody crosses a gate
    /// in the moment a game begins, and a mod that can't read the clock says 0.
    func clock(_ name: String) throws(MessageError) -> Int? {
        guard let value = self[name], !value.isNull else { return nil }
        if let number = value.number, number > 0, number < Double(Wire.maxCount), value.whole == nil { return nil }
        let count = try self.count(name)
        return count == 0 ? nil : count
    }

    func flag(_ name: String) throws(MessageError) -> Int {
        guard let value = self[name] else { throw .badField(name: name, why: "is missing") }
        guard let flag = value.whole else { throw .badField(name: name, why: "is not a whole number") }
        guard 0...Wire.maxFlag ~= flag else { throw .badField(name: name, why: "is not a flag number") }
        return flag
    }
}
