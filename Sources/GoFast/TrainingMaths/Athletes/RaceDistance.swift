/// The distance of a race, by its usual name or by its length.
package enum RaceDistance: Sendable, Hashable {
    case fiveK, tenK, tenMiles, half, marathon
    case other(Distance)

    /// The exact length: 42,195 m is the marathon, half of it the half (World Athletics, rule TR 55).
    package var distance: Distance {
        switch self {
        case .fiveK: Distance(meters: 5000)
        case .tenK: Distance(meters: 10_000)
        case .tenMiles: Distance(miles: 10)
        case .half: Distance(meters: 21_097.5)
        case .marathon: Distance(meters: 42_195)
        case .other(let distance): distance
        }
    }

    /// `5k`, `10k`, `10m`, `half`, `marathon`, `other`: the names of the race type in plans and in the API.
    package var name: String {
        switch self {
        case .fiveK: "5k"
        case .tenK: "10k"
        case .tenMiles: "10m"
        case .half: "half"
        case .marathon: "marathon"
        case .other: "other"
        }
    }
}

/// A race on somebody's way: the goal itself, or one before it.
package struct GoalRace: Sendable, Equatable {
    package var name: String?
    package var race: RaceDistance
    package var day: CalendarDay
    /// Seconds; nil means "just finish" or "you tell me".
    package var goalSeconds: Double?

    package init(_ race: RaceDistance, on day: CalendarDay, goalSeconds: Double? = nil, name: String? = nil) {
        self.race = race
        self.day = day
        self.goalSeconds = goalSeconds
        self.name = name
    }
}
