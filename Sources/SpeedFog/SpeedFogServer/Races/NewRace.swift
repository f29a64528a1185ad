package import RaceRules
package import Vocabulary

/// What an organizer decides when making a race, checked.
package struct NewRace: Equatable, Sendable {
    /// The pool of those who do not choose.
    package static let defaultPool = "standard"

    package let name: String
    package let pool: String
    package let config: RaceConfig
    package let organizerParticipates: Bool
    package let scheduledAt: Moment?
    package let isPublic: Bool
    package let openRegistration: Bool
    package let maxParticipants: Int?
    package let map: MapSetting
    package let isDemo: Bool

    /// - Throws: `RaceError.invalid` naming every field that can't be taken.
    package init(
        name: String,
        pool: String = Self.defaultPool,
        config: RaceConfig = .empty,
        organizerParticipates: Bool = false,
        scheduledAt: Moment? = nil,
        isPublic: Bool = true,
        openRegistration: Bool = false,
        maxParticipants: Int? = nil,
        map: MapSetting = .live,
        isDemo: Bool = false
    ) throws {
        var invalid: [InvalidField] = []
        func checked(_ typed: String, _ field: String, limit: Int) -> String {
            do {
                return try TypedText(typed, field: field, limit: limit).text
            } catch {
                invalid.append(error)
                return typed
            }
        }
        self.name = checked(name, "name", limit: 200)
        self.pool = checked(pool, "pool_name", limit: 100)
        if let maxParticipants, !(2...100).contains(maxParticipants) {
            invalid.append(InvalidField(field: "max_participants", why: "Should be between 2 and 100"))
        } else if openRegistration, maxParticipants == nil {
            invalid.append(InvalidField(field: "max_participants", why: "Open registration needs a limit of 2 to 100"))
        }
        guard invalid.isEmpty else { throw RaceError.invalid(invalid) }
        self.config = config
        self.organizerParticipates = organizerParticipates
        self.scheduledAt = scheduledAt
        self.isPublic = isPublic
        self.openRegistration = openRegistration
        self.maxParticipants = maxParticipants
        self.map = map
        self.isDemo = isDemo
    }
}

/// What may be changed about a race later; nil leaves a thing as it is.
package struct RaceChange: Equatable, Sendable {
    /// A date that may be moved or taken away.
    package enum Schedule: Equatable, Sendable {
        case at(Moment)
        case cleared

        var time: Moment? {
            switch self {
            case .at(let time): time
            case .cleared: nil
            }
        }
    }

    package var schedule: Schedule?
    package var isPublic: Bool?
    package var map: MapSetting?

    package init(schedule: Schedule? = nil, isPublic: Bool? = nil, map: MapSetting? = nil) {
        self.schedule = schedule
        self.isPublic = isPublic
        self.map = map
    }
}
