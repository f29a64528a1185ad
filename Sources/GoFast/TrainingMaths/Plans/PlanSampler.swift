/// Random requests that are the same for the same seed: for tests, benchmarks and demonstrations.
///
/// The numbers come from SplitMix64 (G. Steele, D. Lea, C. Flood 2014).
package struct PlanSampler: Sendable {
    private var state: UInt64

    package init(seed: UInt64) { self.state = seed }

    /// Any athlete and any goal that a plan can be made for: all distances from a mile to 100 km, 0 to 120 miles a week,
    /// all weekdays, up to 52 weeks, races on the way.
    package mutating func request() -> PlanRequest {
        let start = CalendarDay(number: 20_000 + self.whole(0...1500))
        let days = self.chance(0.2) ? self.whole(1...28) : self.whole(8...356)
        let distance = self.distance()
        let athlete = self.athlete()
        var request = PlanRequest(
            race: self.race(distance, on: start + days, fiveKSeconds: athlete.fiveKSeconds),
            athlete: athlete,
            start: start,
            daysPerWeek: self.whole(3...7),
            longRunDay: self.weekday()
        )
        if self.chance(0.5) {
            var preferred: Set<Weekday> = []
            for _ in 0..<self.whole(1...10) { preferred.insert(self.weekday()) }
            request.preferredDays = preferred
        }
        if self.chance(0.2) { request.paceProfile = .classic }
        if self.chance(0.3) { request.units = .kilometers }
        if days > 3, self.chance(0.4) {
            var taken: Set<CalendarDay> = [request.race.day]
            for _ in 0..<self.whole(1...4) {
                let day = start + self.whole(0...(days - 1))
                guard taken.insert(day).inserted else { continue }
                let race = self.race(self.distance(), on: day, fiveKSeconds: athlete.fiveKSeconds)
                request.secondaryRaces.append(race)
            }
        }
        return request
    }

    private mutating func athlete() -> Athlete {
        let levels = Athlete.Level.allCases
        var athlete = Athlete(
            fiveKSeconds: Double(self.whole(800...2700)),
            weeklyMiles: self.chance(0.15) ? Double(self.whole(0...6)) : Double(self.whole(0...480)) / 4,
            level: levels[self.whole(0...(levels.count - 1))]
        )
        if self.chance(0.1) { athlete.fiveKSeconds = Double(self.whole(2700...5400)) }
        if self.chance(0.5) { athlete.longestRunMiles = athlete.weeklyMiles * self.fraction() * 0.6 }
        if self.chance(0.6) { athlete.age = self.whole(14...80) }
        if self.chance(0.3) { athlete.sex = self.chance(0.5) ? .female : .male }
        if self.chance(0.4) { athlete.maximumHeartRate = Double(self.whole(150...210)) }
        if self.chance(0.3) { athlete.restingHeartRate = Double(self.whole(38...75)) }
        if self.chance(0.2) { athlete.thresholdHeartRate = Double(self.whole(130...185)) }
        return athlete
    }

    private mutating func distance() -> RaceDistance {
        let named: [RaceDistance] = [.fiveK, .tenK, .tenMiles, .half, .marathon]
        if self.chance(0.75) { return named[self.whole(0...4)] }
        return .other(Distance(meters: Double(self.whole(1610...100_000))))
    }

    private mutating func race(_ distance: RaceDistance, on day: CalendarDay, fiveKSeconds: Double) -> GoalRace {
        var race = GoalRace(distance, on: day)
        if self.chance(0.6) {
            let today = TrainingPaces(fiveKSeconds: max(fiveKSeconds, 1000)).racePace(for: distance)
            race.goalSeconds = (today.seconds(for: distance.distance) * (0.9 + 0.25 * self.fraction())).rounded()
        }
        if self.chance(0.3) { race.name = "Race of \(day)" }
        return race
    }

    private mutating func weekday() -> Weekday { Weekday.allCases[self.whole(0...6)] }

    private mutating func next() -> UInt64 {
        self.state &+= 0x9e37_79b9_7f4a_7c15
        var value = self.state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    private mutating func fraction() -> Double { Double(self.next() >> 11) / 9_007_199_254_740_992 }

    private mutating func chance(_ share: Double) -> Bool { self.fraction() < share }

    /// From a range of small numbers; the shift keeps within it, and its bias is far below what a test could see.
    private mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(self.next() % UInt64(range.upperBound - range.lowerBound + 1))
    }
}
