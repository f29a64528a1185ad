import Vocabulary
import WebServer

/// The form for a new race, with what was typed and what was wrong with it.
struct NewRacePage: Page {
    static let template = "races/new"

    struct Model: Sendable {
        let pools: [PoolCard]
        let hasPools: Bool
        let name: String
        let schedule: String
        let participates: Bool
        let isPublic: Bool
        var error: String?
        var nameError: String?
        var poolError: String?
        var scheduleError: String?

        init(pools: [PoolCard], form: NewRaceForm, error: RaceError?) {
            self.pools = pools
            self.hasPools = !pools.isEmpty
            self.name = form.name
            self.schedule = form.schedule
            self.participates = form.participates
            self.isPublic = form.isPublic
            self.show(error)
        }

        private mutating func show(_ error: RaceError?) {
            guard let error else { return }
            self.error = "The race was not created. Please look at the marked field."
            switch error {
            case .invalid(let fields):
                for field in fields {
                    switch field.field {
                    case "name": self.nameError = field.why
                    case "pool_name": self.poolError = field.why
                    case "scheduled_at": self.scheduleError = field.why
                    default: self.error = "\(field.field): \(field.why)"
                    }
                }
            case .poolEmpty:
                self.poolError = "This pool has no seed left. Choose another."
            case .scheduledInPast:
                self.scheduleError = "This time is over. Choose one that is still to come."
            default:
                self.error = error.problem.detail
            }
        }
    }

    let model: Model
}

/// What a person typed into the form for a new race.
struct NewRaceForm: Sendable, Equatable {
    var name = ""
    var pool = ""
    var schedule = ""
    var utcOffset = 0
    var participates = false
    var isPublic = true

    init() {}

    init(_ fields: FormFields) {
        self.name = fields["name"] ?? ""
        self.pool = fields["pool"] ?? ""
        self.schedule = fields["schedule"] ?? ""
        self.utcOffset = fields["utc_offset"].flatMap(Int.init) ?? 0
        self.participates = fields["participate"] == "1"
        self.isPublic = fields["visibility"] != "private"
    }

    /// - Throws: `RaceError.invalid`.
    func newRace() throws -> NewRace {
        guard !self.pool.isEmpty else {
            throw RaceError.invalid([InvalidField(field: "pool_name", why: "Choose a pool")])
        }
        return try NewRace(
            name: self.name,
            pool: self.pool,
            organizerParticipates: self.participates,
            scheduledAt: try LocalTime.moment(self.schedule, utcOffset: self.utcOffset),
            isPublic: self.isPublic
        )
    }
}

/// The value of a `datetime-local` field, which has no zone, and the offset that the browser told beside it.
enum LocalTime {
    /// The farthest zones are 14 hours from Greenwich.
    private static let farthest = 14 * 60

    /// Nil for an empty field.
    ///
    /// - Parameter utcOffset: minutes east of Greenwich; 0 without script, when the field is in UTC.
    static func moment(_ text: String, utcOffset: Int) throws -> Moment? {
        guard !text.isEmpty else { return nil }
        guard let moment = Moment(text), (-Self.farthest...Self.farthest).contains(utcOffset) else {
            throw RaceError.invalid([InvalidField(field: "scheduled_at", why: "Write a date and a time")])
        }
        return moment - Int64(utcOffset) * 60_000
    }
}
