extension PlanGenerator {
    /// Refuses what no plan can be made for.
    package static func check(_ request: PlanRequest) throws(PlanError) {
        guard request.race.day > request.start else {
            throw PlanError.raceNotAhead(race: request.race.day, start: request.start)
        }
        let weeks = PlanCalendar(start: request.start, race: request.race.day).weeks
        guard weeks <= PlanLimits.longestPlanWeeks else { throw PlanError.raceTooFarAway(weeks: weeks) }
        guard (3...7).contains(request.daysPerWeek) else { throw PlanError.daysPerWeek(request.daysPerWeek) }
        if let days = request.preferredDays, days.isEmpty { throw PlanError.noPreferredDays }
        try Self.check(request.athlete)
        try Self.check(request.race)
        var days: Set<CalendarDay> = [request.race.day]
        for race in request.secondaryRaces {
            guard days.insert(race.day).inserted else { throw PlanError.twoRacesOnOneDay(race.day) }
            guard race.day >= request.start, race.day < request.race.day else {
                throw PlanError.secondaryRaceOutsidePlan(race.day)
            }
            try Self.check(race)
        }
    }

    private static func check(_ athlete: Athlete) throws(PlanError) {
        guard (720...7200).contains(athlete.fiveKSeconds) else {
            throw PlanError.fiveK(seconds: athlete.fiveKSeconds)
        }
        guard (0...200).contains(athlete.weeklyMiles) else { throw PlanError.weeklyMiles(athlete.weeklyMiles) }
        if let longest = athlete.longestRunMiles, !(0...150).contains(longest) {
            throw PlanError.longestRun(miles: longest)
        }
        if let age = athlete.age, !(5...110).contains(age) { throw PlanError.age(age) }
    }

    private static func check(_ race: GoalRace) throws(PlanError) {
        let distance = race.race.distance
        guard (0.5...110).contains(distance.miles) else { throw PlanError.raceDistance(miles: distance.miles) }
        guard let goal = race.goalSeconds else { return }
        // Within 4 hours the world records lie under a VDOT of 88; beyond, nobody runs 5 m/s.
        let isTooFast = goal < 14_400 ? VDOT(seconds: goal, over: distance).map { $0.value > 88 } ?? true : false
        guard goal.isFinite, goal > 0, goal <= ClockTime.longest, !(isTooFast && distance.meters / goal > 3),
            distance.meters / goal < 8
        else { throw PlanError.goalTime(seconds: goal) }
    }

    /// A name for the plan that only depends on the request: FNV-1a (Fowler, Noll, Vo 1991) over its values.
    static func id(of request: PlanRequest) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in Self.fingerprint(of: request).utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return "plan-" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func fingerprint(of request: PlanRequest) -> String {
        func text(_ value: (some Any)?) -> String { value.map { "\($0)" } ?? "-" }
        func text(_ race: GoalRace) -> String {
            "\(race.race.name),\(race.race.distance.meters),\(race.day),\(text(race.goalSeconds)),\(text(race.name))"
        }
        let athlete = request.athlete
        let parts = [
            text(request.race),
            request.secondaryRaces.map { text($0) }.joined(separator: ";"),
            "\(athlete.fiveKSeconds),\(athlete.weeklyMiles),\(text(athlete.longestRunMiles)),\(athlete.level.rawValue)",
            "\(text(athlete.age)),\(text(athlete.sex?.rawValue)),\(text(athlete.maximumHeartRate))",
            "\(text(athlete.restingHeartRate)),\(text(athlete.thresholdHeartRate))",
            "\(request.start),\(request.daysPerWeek),\(request.longRunDay.rawValue),\(request.paceProfile.rawValue)",
            request.preferredDays.map { days in days.sorted().map { "\($0.rawValue)" }.joined() } ?? "any",
            request.units.rawValue,
        ]
        return parts.joined(separator: "|")
    }
}
