import RaceRules
import SpeedFogProtocol
import Vocabulary

/// Races as the JSON API writes them. Every key is always there; what is not known is null.
///
/// Written by hand, because the list of races is what the server is asked for most.
enum RaceJSON {
    static func page(_ page: RacePage) -> String {
        var json = JSONText()
        json.append(raw: "{\"races\":")
        json.list(page.listings) { $0.append(listing: $1) }
        if let total = page.total, let hasMore = page.hasMore {
            json.number("total", Int64(total))
            json.flag("has_more", hasMore)
        }
        json.append(raw: "}")
        return json.result
    }

    static func listing(_ listing: RaceListing) -> String {
        var json = JSONText()
        json.append(listing: listing)
        return json.result
    }

    /// - Parameter pool: the settings of the race's pool, as JSON.
    static func detail(_ detail: RaceDetail, totals: SeedShelf.Totals, pool: String?) -> String {
        var json = JSONText()
        json.append(detail: detail)
        json.number("seed_total_nodes", totals.nodes.map(Int64.init))
        json.number("seed_total_paths", totals.paths.map(Int64.init))
        json.key("pool_config")
        json.append(raw: pool ?? "null")
        json.append(raw: "}")
        return json.result
    }

    static func addition(_ addition: Addition) -> String {
        var json = JSONText()
        switch addition {
        case .participant(let participant):
            json.append(raw: "{\"participant\":")
            json.append(participant: participant)
            json.append(raw: ",\"invite\":null}")
        case .invite(let invite, let token):
            json.append(raw: "{\"participant\":null,\"invite\":")
            json.append(invite: RaceDetail.PendingInvite(invite: invite, token: token))
            json.append(raw: "}")
        }
        return json.result
    }

    static func people(_ people: [Person]) -> String {
        var json = JSONText()
        json.list(people) { $0.append(person: $1) }
        return json.result
    }
}

extension JSONText {
    /// A race as lists show it. The `my_…` keys belong to the list of one's own races and are null here.
    fileprivate mutating func append(listing: RaceListing) {
        self.appendHead(of: listing)
        self.append(raw: "}")
    }

    /// Opens a race as its page shows it; it has every key of a listing too, so that clients may keep either.
    fileprivate mutating func append(detail: RaceDetail) {
        self.appendHead(of: RaceListing(detail))
        self.text("seed_number", detail.race.seed?.number)
        self.key("participants")
        self.list(detail.participants) { $0.append(participant: $1) }
        self.key("pending_invites")
        self.list(detail.invites) { $0.append(invite: $1) }
    }

    private mutating func appendHead(of listing: RaceListing) {
        let race = listing.race
        self.id(race.id)
        self.text("name", race.name)
        self.key("organizer")
        self.append(person: race.organizer)
        self.text("status", race.status.rawValue)
        self.text("pool_name", race.seed?.pool)
        self.flag("is_public", race.isPublic)
        self.flag("open_registration", race.openRegistration)
        self.number("max_participants", race.maxParticipants.map(Int64.init))
        self.text("map_setting", race.map.name)
        self.number("map_delay_ms", race.map.delay)
        self.text("created_at", race.createdAt.iso8601)
        self.text("scheduled_at", race.scheduledAt?.iso8601)
        self.text("started_at", race.startedAt?.iso8601)
        self.text("seeds_released_at", race.seedsReleasedAt?.iso8601)
        self.number("participant_count", Int64(listing.participantCount))
        self.key("participant_previews")
        self.list(listing.previews) { json, preview in
            json.appendMembers(of: preview.person)
            json.number("placement", preview.placement.map(Int64.init))
            json.append(raw: "}")
        }
        self.number("seed_total_layers", race.seed.map { Int64($0.totalLayers) })
        self.key("casters")
        self.list(listing.casters) { $0.append(caster: $1) }
        self.append(raw: ",\"my_current_layer\":null,\"my_igt_ms\":null,\"my_death_count\":null")
    }

    fileprivate mutating func append(person: Person) {
        self.appendMembers(of: person)
        self.append(raw: "}")
    }

    private mutating func appendMembers(of person: Person) {
        self.id(person.id)
        self.text("twitch_username", person.username)
        self.text("twitch_display_name", person.displayName)
        self.text("twitch_avatar_url", person.avatarURL)
    }

    fileprivate mutating func append(participant: Participant) {
        self.id(participant.id)
        self.key("user")
        self.append(person: participant.person)
        self.text("status", participant.status.rawValue)
        self.number("current_layer", Int64(participant.currentLayer))
        self.number("igt_ms", Int64(participant.igtMs))
        self.number("death_count", Int64(participant.deathCount))
        self.number("color_index", Int64(participant.colorIndex))
        self.append(raw: "}")
    }

    private mutating func append(caster: Caster) {
        self.id(caster.id)
        self.key("user")
        self.append(person: caster.person)
        self.append(raw: ",\"is_live\":false,\"stream_url\":null}")
    }

    fileprivate mutating func append(invite: RaceDetail.PendingInvite) {
        self.id(invite.invite.id)
        self.text("twitch_username", invite.invite.username)
        self.text("created_at", invite.invite.createdAt.iso8601)
        self.text("token", invite.token)
        self.append(raw: "}")
    }
}

// MARK: Pieces

extension JSONText {
    /// Opens an object with the key every object here begins with.
    fileprivate mutating func id(_ id: some Identifier) {
        self.append(raw: "{\"id\":\"")
        self.append(raw: id.description)
        self.append(raw: "\"")
    }

    mutating func key(_ name: StaticString) {
        self.append(raw: ",\"")
        self.append(raw: name.description)
        self.append(raw: "\":")
    }

    mutating func text(_ name: StaticString, _ value: String?) {
        self.key(name)
        if let value { self.append(value) } else { self.append(raw: "null") }
    }

    mutating func number(_ name: StaticString, _ value: Int64?) {
        self.key(name)
        self.append(raw: value.map(String.init) ?? "null")
    }

    mutating func flag(_ name: StaticString, _ value: Bool) {
        self.key(name)
        self.append(raw: value ? "true" : "false")
    }

    mutating func list<Element>(_ elements: [Element], _ append: (inout JSONText, Element) -> Void) {
        self.append(raw: "[")
        for (index, element) in elements.enumerated() {
            if index > 0 { self.append(raw: ",") }
            append(&self, element)
        }
        self.append(raw: "]")
    }
}
