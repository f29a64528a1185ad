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
        let scheduleISO: String?
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
            self.scheduleISO = Moment(form.instant)?.iso8601
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
    var instant = ""
    var participates = false
    var isPublic = true

    init() {}

    init(_ fields: FormFields) {
        self.name = fields["name"] ?? ""
        self.pool = fields["pool"] ?? ""
        self.schedule = fields["schedule"] ?? ""
        self.instant = fields["instant"] ?? ""
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
            scheduledAt: try PlannedTime.moment(self.schedule, instant: self.instant),
            isPublic: self.isPublic
        )
    }
}

/// A planned time as a form sends it.
enum PlannedTime {
    /// What the browser says instead of an instant when no clock of its zone ever shows what was typed.
    private static let skipped = "skipped"

    /// Nil for an empty field.
    ///
    /// - Parameters:
    ///   - text: the value of a `datetime-local` field, which has no zone.
    ///   - instant: the moment that the browser takes it for; empty without script, when the field is in UTC.
    static func moment(_ text: String, instant: String) throws -> Moment? {
        guard !text.isEmpty else { return nil }
        guard instant != Self.skipped else {
            throw Self.invalid("This time does not exist: the clocks are put forward over it. Choose another.")
        }
        guard let moment = Moment(instant.isEmpty ? text : instant) else {
            throw Self.invalid("Write a date and a time")
        }
        return moment
    }

    private static func invalid(_ why: String) -> RaceError {
        RaceError.invalid([InvalidField(field: "scheduled_at", why: why)])
    }
}
