/// A request as it is stored: exact numbers, so that what is read is what was written.
struct StoredRequest: Codable {
    var race: StoredRace
    var secondaryRaces: [StoredRace]
    var athlete: Athlete
    var start: CalendarDay
    var daysPerWeek: Int
    var preferredDays: [Weekday]?
    var longRunDay: Weekday
    var paceProfile: PlanRequest.PaceProfile
    var units: UnitSystem

    init(_ request: PlanRequest) {
        self.race = StoredRace(request.race)
        self.secondaryRaces = request.secondaryRaces.map { StoredRace($0) }
        self.athlete = request.athlete
        self.start = request.start
        self.daysPerWeek = request.daysPerWeek
        self.preferredDays = request.preferredDays?.sorted()
        self.longRunDay = request.longRunDay
        self.paceProfile = request.paceProfile
        self.units = request.units
    }

    var value: PlanRequest {
        var request = PlanRequest(
            race: self.race.value,
            athlete: self.athlete,
            start: self.start,
            daysPerWeek: self.daysPerWeek,
            longRunDay: self.longRunDay
        )
        request.secondaryRaces = self.secondaryRaces.map(\.value)
        request.preferredDays = self.preferredDays.map { Set($0) }
        request.paceProfile = self.paceProfile
        request.units = self.units
        return request
    }
}

struct StoredRace: Codable {
    var name: String?
    var type: String
    var meters: Double
    var day: CalendarDay
    var goalSeconds: Double?

    init(_ race: GoalRace) {
        self.name = race.name
        self.type = race.race.name
        self.meters = race.race.distance.meters
        self.day = race.day
        self.goalSeconds = race.goalSeconds
    }

    var value: GoalRace {
        let race = RaceDistance.named.first { $0.name == self.type } ?? .other(Distance(meters: self.meters))
        return GoalRace(race, on: self.day, goalSeconds: self.goalSeconds, name: self.name)
    }
}
