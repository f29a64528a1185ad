/// How a week of a plan was kept. Rest is no session; extra runs count for miles, never for or against adherence.
package struct WeekAdherence: Sendable, Equatable {
    package let planned: Int
    package let completed: Int
    package let skipped: Int
    package let missed: Int
    /// Today's and later ones, and yesterday's until noon.
    package let open: Int
    package let extra: Int
    package let plannedMiles: Double
    /// Run for planned sessions.
    package let completedMiles: Double
    package let extraMiles: Double
    /// Completed sessions through those whose time is over, 0 to 1; nil as long as there are none. A session that is still open cannot
    /// be a fault yet.
    package let completion: Double?
    /// Miles run for sessions through miles planned for the whole week, at most 1; nil when none were planned.
    package let mileageCompletion: Double?
    /// Miles of the long run through those planned, at most 1; 0 when it was missed; nil without one, or as long as it is open.
    package let longRunRatio: Double?
    /// Mean over the completed structured sessions, seconds a mile slower than planned; nil without any.
    package let structuredSecondsSlower: Double?
    /// Mean of the scores of the completed sessions.
    package let meanScore: Double?

    /// `extraMiles` has an entry for each activity that belongs to no session.
    package init(_ outcomes: [SessionOutcome], extraMiles: [Double] = []) {
        let sessions = outcomes.filter { $0.session.workout.type != .rest && $0.status != .rest }
        func count(_ statuses: SessionStatus...) -> Int { sessions.count { statuses.contains($0.status) } }
        func miles(_ outcome: SessionOutcome) -> Double { Self.sound(outcome.session.workout.miles) }
        func run(_ outcome: SessionOutcome) -> Double { Self.sound(outcome.analysis?.distance?.miles ?? 0) }
        let done = sessions.filter { $0.status == .completed }
        // Miles of a bike are no miles of a runner.
        let plannedMiles = sessions.filter { $0.session.workout.type != .crossTrain }.reduce(0) { $0 + miles($1) }
        let completedMiles = done.filter { $0.session.workout.type != .crossTrain }.reduce(0) { $0 + run($1) }
        self.planned = sessions.count
        self.completed = done.count
        self.skipped = count(.skipped)
        self.missed = count(.missed)
        self.open = count(.today, .upcoming, .pending)
        self.extra = extraMiles.count
        self.plannedMiles = plannedMiles
        self.completedMiles = completedMiles
        self.extraMiles = extraMiles.reduce(0) { $0 + Self.sound($1) }
        let over = done.count + self.skipped + self.missed
        self.completion = over > 0 ? Double(done.count) / Double(over) : nil
        self.mileageCompletion = plannedMiles > 0 ? min(1, completedMiles / plannedMiles) : nil
        let long = sessions.filter { $0.session.workout.type == .longRun && $0.status != .rest }
            .filter { [.completed, .skipped, .missed].contains($0.status) && miles($0) > 0 }
            .max { (miles($0), $1.session.id) < (miles($1), $0.session.id) }
        self.longRunRatio = long.map { $0.status == .completed ? min(1, run($0) / miles($0)) : 0 }
        let structured = done.filter { $0.session.workout.type.isHard && $0.session.workout.type != .race }
            .compactMap { $0.analysis?.secondsSlower }
        self.structuredSecondsSlower = Self.mean(structured)
        self.meanScore = Self.mean(done.compactMap { $0.analysis?.score.map { Double($0) } })
    }

    private static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    private static func sound(_ miles: Double) -> Double { miles.isFinite && miles > 0 && miles < 10_000 ? miles : 0 }
}
