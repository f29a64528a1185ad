/// A race in the JSON of a plan.
struct RaceJSON: Codable {
    var raceName: String?
    var raceType: String
    var raceDate: CalendarDay
    var distanceMiles: Double?
    /// Of other distances, since miles can't say all metres.
    var distanceMeters: Double?
    var goalTime: String?
    var goalPace: String?
    /// When the text of the goal does not say all.
    var goalSeconds: Double?

    init(_ race: GoalRace, paces: Bool) {
        self.raceName = race.name
        self.raceType = race.race.name
        self.raceDate = race.day
        self.distanceMiles = race.race.distance.miles
        if case .other(let distance) = race.race { self.distanceMeters = distance.meters }
        guard let goal = race.goalSeconds else { return }
        self.goalTime = ClockTime.text(goal)
        if goal != goal.rounded() { self.goalSeconds = goal }
        if paces { self.goalPace = Pace(seconds: goal, over: race.race.distance).text(in: .miles) }
    }

    func race(at path: [any CodingKey]) throws -> GoalRace {
        let distance: RaceDistance
        switch self.raceType {
        case "5k": distance = .fiveK
        case "10k": distance = .tenK
        case "10m": distance = .tenMiles
        case "half": distance = .half
        case "marathon": distance = .marathon
        case "other":
            let miles = self.distanceMiles.map { Distance(miles: $0) }
            let exact = self.distanceMeters.map { Distance(meters: $0) }
            guard let length = Self.agreeing(exact, miles), length.meters.isFinite, length.meters > 0 else {
                throw PlanText.error("a race of type other needs its distanceMiles", path)
            }
            distance = .other(length)
        default:
            throw PlanText.error("“\(self.raceType)” is not 5k, 10k, 10m, half, marathon or other", path)
        }
        var goal = try self.goalTime.map { try PlanText.time($0, path) }
        if let exact = self.goalSeconds, self.goalTime == nil || ClockTime.text(exact) == self.goalTime { goal = exact }
        return GoalRace(distance, on: self.raceDate, goalSeconds: goal, name: self.raceName)
    }

    /// The exact length, unless the one in miles was changed.
    static func agreeing(_ exact: Distance?, _ miles: Distance?) -> Distance? {
        guard let exact, let miles else { return exact ?? miles }
        return abs(exact.meters - miles.meters) < 0.2 ? exact : miles
    }
}

/// Everything else that a plan was made from.
struct RequestJSON: Codable {
    var secondaryRaces: [RaceJSON]?
    /// As `baseline5k`, to the fraction of a second.
    var fiveKSeconds: Double?
    var longestRunMiles: Double?
    var level: Athlete.Level?
    var age: Int?
    var sex: Athlete.Sex?
    var maximumHeartRate: Double?
    var restingHeartRate: Double?
    var thresholdHeartRate: Double?
    var daysPerWeek: Int?
    var preferredDays: [String]?
    var longRunDay: String?
    var paceProfile: PlanRequest.PaceProfile?
    var units: UnitSystem?

    init() {}

    init(_ request: PlanRequest) {
        let athlete = request.athlete
        self.secondaryRaces = request.secondaryRaces.map { RaceJSON($0, paces: false) }
        self.fiveKSeconds = athlete.fiveKSeconds
        self.longestRunMiles = athlete.longestRunMiles
        self.level = athlete.level
        self.age = athlete.age
        self.sex = athlete.sex
        self.maximumHeartRate = athlete.maximumHeartRate
        self.restingHeartRate = athlete.restingHeartRate
        self.thresholdHeartRate = athlete.thresholdHeartRate
        self.daysPerWeek = request.daysPerWeek
        self.preferredDays = request.preferredDays.map { days in days.sorted().map { $0.name } }
        self.longRunDay = request.longRunDay.name
        self.paceProfile = request.paceProfile
        self.units = request.units
    }

    private enum CodingKeys: String, CodingKey {
        case secondaryRaces, fiveKSeconds, longestRunMiles, level, age, sex, maximumHeartRate, restingHeartRate
        case thresholdHeartRate, daysPerWeek, preferredDays, longRunDay, paceProfile, units
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.secondaryRaces = try container.decodeIfPresent([RaceJSON].self, forKey: .secondaryRaces)
        for race in self.secondaryRaces ?? [] {
            _ = try race.race(at: container.codingPath + [CodingKeys.secondaryRaces])
        }
        self.fiveKSeconds = try container.decodeIfPresent(Double.self, forKey: .fiveKSeconds)
        self.longestRunMiles = try container.decodeIfPresent(Double.self, forKey: .longestRunMiles)
        self.level = try container.decodeIfPresent(Athlete.Level.self, forKey: .level)
        self.age = try container.decodeIfPresent(Int.self, forKey: .age)
        self.sex = try container.decodeIfPresent(Athlete.Sex.self, forKey: .sex)
        self.maximumHeartRate = try container.decodeIfPresent(Double.self, forKey: .maximumHeartRate)
        self.restingHeartRate = try container.decodeIfPresent(Double.self, forKey: .restingHeartRate)
        self.thresholdHeartRate = try container.decodeIfPresent(Double.self, forKey: .thresholdHeartRate)
        self.daysPerWeek = try container.decodeIfPresent(Int.self, forKey: .daysPerWeek)
        self.preferredDays = try container.decodeIfPresent([String].self, forKey: .preferredDays)
        self.longRunDay = try container.decodeIfPresent(String.self, forKey: .longRunDay)
        self.paceProfile = try container.decodeIfPresent(PlanRequest.PaceProfile.self, forKey: .paceProfile)
        self.units = try container.decodeIfPresent(UnitSystem.self, forKey: .units)
        for name in (self.preferredDays ?? []) + [self.longRunDay].compactMap({ $0 }) where Self.weekday(name) == nil {
            throw PlanText.error("“\(name)” is no day of the week like Monday", container.codingPath)
        }
    }

    /// The request; what is missing has its usual value.
    func request(race: GoalRace, start: CalendarDay, fiveKSeconds: Double, weeklyMiles: Double) -> PlanRequest {
        let isSameTime = self.fiveKSeconds.map { abs($0 - fiveKSeconds) <= 0.5 } ?? false
        var athlete = Athlete(
            fiveKSeconds: isSameTime ? self.fiveKSeconds ?? fiveKSeconds : fiveKSeconds,
            weeklyMiles: weeklyMiles,
            level: self.level ?? .intermediate
        )
        athlete.longestRunMiles = self.longestRunMiles
        athlete.age = self.age
        athlete.sex = self.sex
        athlete.maximumHeartRate = self.maximumHeartRate
        athlete.restingHeartRate = self.restingHeartRate
        athlete.thresholdHeartRate = self.thresholdHeartRate
        var request = PlanRequest(
            race: race,
            athlete: athlete,
            start: start,
            daysPerWeek: self.daysPerWeek ?? 5,
            longRunDay: self.longRunDay.flatMap { Self.weekday($0) } ?? .saturday
        )
        request.secondaryRaces = (self.secondaryRaces ?? []).compactMap { try? $0.race(at: []) }
        request.preferredDays = self.preferredDays.map { Set($0.compactMap { Self.weekday($0) }) }
        request.paceProfile = self.paceProfile ?? .vdot
        request.units = self.units ?? .miles
        return request
    }

    /// `Monday`, `mon`.
    private static func weekday(_ name: String) -> Weekday? {
        let name = name.lowercased()
        return name.count < 3 ? nil : Weekday.allCases.first { $0.name.lowercased().hasPrefix(name) }
    }
}
