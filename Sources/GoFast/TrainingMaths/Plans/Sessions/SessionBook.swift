/// The paces and heart rates of one athlete, and how sessions are put together from them.
struct SessionBook: Sendable {
    let request: PlanRequest
    let paces: TrainingPaces
    let zones: HeartRateZones?
    /// What is trained at as race pace: the goal, but at most 4 % faster than today's form.
    let racePace: ClosedRange<Pace>
    /// The goal was too far for its pace to be trained at.
    let isGoalPaceHeldBack: Bool

    init(_ request: PlanRequest) {
        self.request = request
        self.paces = TrainingPaces(fiveKSeconds: request.athlete.fiveKSeconds, profile: request.paceProfile)
        self.zones = HeartRateZones(request.athlete)
        let today = self.paces.racePace(for: request.race.race).secondsPerMile
        let goal = self.paces.racePace(for: request.race.race, goalSeconds: request.race.goalSeconds).secondsPerMile
        self.isGoalPaceHeldBack = goal < today * 0.96
        self.racePace = Self.whole(
            Pace(secondsPerMile: max(goal, today * 0.96) - 5)...Pace(secondsPerMile: max(goal, today * 0.96) + 5)
        )
    }

    var units: UnitSystem { self.request.units }

    func range(_ kind: TrainingPaces.Kind) -> ClosedRange<Pace> { Self.whole(self.paces.range(of: kind)) }

    /// Whole seconds a mile, since that is what plans are written in.
    static func whole(_ range: ClosedRange<Pace>) -> ClosedRange<Pace> {
        let fast = max(range.lowerBound.secondsPerMile.rounded(), 1)
        return Pace(secondsPerMile: fast)...Pace(secondsPerMile: max(range.upperBound.secondsPerMile.rounded(), fast))
    }

    var step: PlanStep { self.request.step }

    func text(_ miles: Double) -> String { self.step.text(miles) }

    /// A session from its parts; zone and heart rates follow from the type.
    func workout(
        _ type: WorkoutType,
        _ miles: Double,
        _ label: String,
        _ description: String,
        reason: String,
        pace: ClosedRange<Pace>?,
        zone: Int?,
        segments: [Segment]
    ) -> Workout {
        Workout(
            type: type,
            miles: miles,
            label: label,
            description: description,
            reason: reason,
            paceRange: pace,
            heartRateZone: zone,
            heartRateRange: zone.flatMap { self.zones?.range(of: $0) },
            segments: segments
        )
    }

    /// One even run.
    func even(_ miles: Double, _ kind: TrainingPaces.Kind, zone: Int, title: String) -> Segment {
        Segment([
            WorkoutStep(
                .active,
                .distance(self.step.distance(miles)),
                paceRange: self.range(kind),
                heartRateZone: zone,
                title: title
            )
        ])
    }
}

/// The main part of a hard session, between warm-up and cool-down.
struct MainSet: Sendable, Equatable {
    let type: WorkoutType
    let label: String
    let purpose: String
    let pace: ClosedRange<Pace>
    let zone: Int
    let segments: [Segment]

    /// Metres of all steps; steps by time count at the middle of their pace.
    var meters: Double { self.segments.reduce(0) { $0 + $1.meters } }
}

extension Segment {
    /// Metres of all repeats; steps by time count at the middle of their pace, open ones and those by feel not at all.
    package var meters: Double { Double(self.repeats) * self.steps.reduce(0) { $0 + $1.meters } }
}

extension WorkoutStep {
    /// Metres; of a step by time at the middle of its pace, 0 when there is none.
    package var meters: Double {
        switch self.length {
        case .distance(let distance): return distance.meters
        case .time(let seconds):
            guard let range = self.paceRange else { return 0 }
            let middle = (range.lowerBound.secondsPerMile + range.upperBound.secondsPerMile) / 2
            return middle > 0 ? seconds / middle * Distance.metersPerMile : 0
        case .open: return 0
        }
    }
}
