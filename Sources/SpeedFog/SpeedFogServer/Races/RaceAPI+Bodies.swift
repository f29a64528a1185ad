import Foundation
import RaceRules
import Vocabulary

extension RaceAPI {
    /// `POST /api/races`. Only `name` has to be there.
    struct CreateBody: Decodable {
        let name: String
        let pool: String
        let config: RaceConfig
        let organizerParticipates: Bool
        let scheduledAt: Moment?
        let isPublic: Bool
        let openRegistration: Bool
        let maxParticipants: Int?
        let map: MapSetting

        init(from decoder: any Decoder) throws {
            let body = try decoder.container(keyedBy: Key.self)
            self.name = try body.decode(String.self, forKey: .name)
            self.pool = try body.value(.pool, default: NewRace.defaultPool)
            self.config = try body.value(.config, default: .empty)
            self.organizerParticipates = try body.value(.organizerParticipates, default: false)
            self.scheduledAt = try body.momentIfPresent(.scheduledAt)
            self.isPublic = try body.value(.isPublic, default: true)
            self.openRegistration = try body.value(.openRegistration, default: false)
            self.maxParticipants = try body.decodeIfPresent(Int.self, forKey: .maxParticipants)
            self.map = try body.mapSetting(name: .mapSetting, delay: .mapDelay) ?? .live
        }

        func newRace() throws -> NewRace {
            try NewRace(
                name: self.name,
                pool: self.pool,
                config: self.config,
                organizerParticipates: self.organizerParticipates,
                scheduledAt: self.scheduledAt,
                isPublic: self.isPublic,
                openRegistration: self.openRegistration,
                maxParticipants: self.maxParticipants,
                map: self.map
            )
        }

        fileprivate enum Key: String, CodingKey {
            case name, config
            case pool = "pool_name"
            case organizerParticipates = "organizer_participates"
            case scheduledAt = "scheduled_at"
            case isPublic = "is_public"
            case openRegistration = "open_registration"
            case maxParticipants = "max_participants"
            case mapSetting = "map_setting"
            case mapDelay = "map_delay_ms"
        }
    }

    /// `PATCH /api/races/{id}`: a key that is not there changes nothing, and `"scheduled_at": null` takes the date away.
    struct ChangeBody: Decodable {
        let change: RaceChange

        init(from decoder: any Decoder) throws {
            let body = try decoder.container(keyedBy: Key.self)
            var change = RaceChange()
            if body.contains(.scheduledAt) {
                change.schedule = try body.momentIfPresent(.scheduledAt).map { .at($0) } ?? .cleared
            }
            if body.contains(.isPublic) { change.isPublic = try body.decode(Bool.self, forKey: .isPublic) }
            change.map = try body.mapSetting(name: .mapSetting, delay: .mapDelay)
            self.change = change
        }

        private enum Key: String, CodingKey {
            case scheduledAt = "scheduled_at"
            case isPublic = "is_public"
            case mapSetting = "map_setting"
            case mapDelay = "map_delay_ms"
        }
    }

    /// The body that names someone.
    struct NameBody: Decodable {
        let username: String

        private enum CodingKeys: String, CodingKey {
            case username = "twitch_username"
        }
    }
}

extension KeyedDecodingContainer {
    /// A field that may be left out, but not be null.
    fileprivate func value<T: Decodable>(_ key: Key, default value: T) throws -> T {
        self.contains(key) ? try self.decode(T.self, forKey: key) : value
    }

    /// Who sees the map when; nil when nothing is said of it.
    fileprivate func mapSetting(name: Key, delay: Key) throws -> MapSetting? {
        guard let word = try self.decodeIfPresent(String.self, forKey: name) else { return nil }
        guard let setting = MapSetting(name: word, delay: try self.decodeIfPresent(Int64.self, forKey: delay)) else {
            throw DecodingError.dataCorruptedError(
                forKey: name,
                in: self,
                debugDescription: "Should be live, after_finish, or delayed with a map_delay_ms of 10000 to 21600000"
            )
        }
        return setting
    }

    /// A point in time as clients write it; nil for a key that is null or not there.
    fileprivate func momentIfPresent(_ key: Key) throws -> Moment? {
        guard let text = try self.decodeIfPresent(String.self, forKey: key) else { return nil }
        guard let moment = Moment(text) else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: self,
                debugDescription: "Should be a date and time such as 2026-01-31T20:00:00Z"
            )
        }
        return moment
    }
}
