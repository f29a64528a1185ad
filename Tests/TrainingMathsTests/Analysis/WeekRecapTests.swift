import Testing

@testable import TrainingMaths

struct WeekRecapTests {
    private func outcome(
        _ dayIndex: Int,
        _ type: WorkoutType,
        _ status: SessionStatus,
        planned: Double,
        miles: Double? = nil,
        pace: Double = 504,
        zoneSeconds: [Double]? = nil,
        feedback: SessionFeedback? = nil
    ) -> SessionOutcome {
        var workout = Workout.even(type, miles: planned, zone: 2)
        workout.label = type.rawValue
        let day = PlannedDay(
            id: "d\(dayIndex)",
            weekIndex: 0,
            date: Week.monday + dayIndex,
            phase: .base,
            workout: workout
        )
        guard let miles else { return SessionOutcome(day, status: status, feedback: feedback) }
        let activity = Activity(sport: Sport(.running), start: Week.date(dayIndex))
        var metrics = RunMetrics(activity)
        metrics.distance = Distance(miles: miles)
        metrics.timerSeconds = miles * pace
        metrics.timeInZones = zoneSeconds.map { TimeInZones(seconds: $0, belowSeconds: 0, unknownSeconds: 0) }
        let analysis = SessionAnalysis(workout, [SessionPart(activity, metrics: metrics)], feedback: feedback)
        return SessionOutcome(day, status: status, analysis: analysis, feedback: feedback)
    }

    private var week: [SessionOutcome] {
        [
            self.outcome(0, .rest, .rest, planned: 0),
            self.outcome(1, .tempo, .completed, planned: 6, miles: 6, pace: 514),
            self.outcome(2, .easy, .completed, planned: 5, miles: 4, zoneSeconds: [900, 900, 100, 0, 0]),
            self.outcome(3, .easy, .skipped, planned: 4),
            self.outcome(4, .easy, .missed, planned: 5),
            self.outcome(5, .longRun, .completed, planned: 10, miles: 12),
            self.outcome(6, .recovery, .today, planned: 3),
        ]
    }

    @Test func `a week is counted with caps and without rest`() throws {
        let week = WeekAdherence(self.week, extraMiles: [3, .nan, 2])

        #expect(
            [week.planned, week.completed, week.skipped, week.missed, week.open, week.extra] == [6, 3, 1, 1, 1, 3]
        )
        #expect(week.completion == 0.6)
        #expect(week.extraMiles == 5)
        #expect(try abs(#require(week.mileageCompletion) - 22.0 / 33) < 1e-9)
        #expect(week.longRunRatio == 1)
        #expect(try abs(#require(week.structuredSecondsSlower) - 10) < 1e-6)
        #expect(week.meanScore != nil)
    }

    @Test func `a long run that was missed is zero and one that is to come is nothing`() {
        #expect(WeekAdherence([self.outcome(5, .longRun, .missed, planned: 10)]).longRunRatio == 0)
        #expect(WeekAdherence([self.outcome(5, .longRun, .upcoming, planned: 10)]).longRunRatio == nil)
        #expect(WeekAdherence([self.outcome(5, .longRun, .upcoming, planned: 10)]).completion == nil)
        let far = WeekAdherence([self.outcome(1, .easy, .completed, planned: 3, miles: 9)])
        #expect(far.mileageCompletion == 1)
    }

    @Test func `a recap says facts in sentences`() {
        var facts = WeekRecap.Facts(outcomes: self.week)
        facts.extraMiles = [3]
        facts.load = 220
        facts.loadBefore = 200
        facts.fiveKBefore = 1470
        facts.fiveKAfter = 1465
        facts.finishBefore = 6423
        facts.finishAfter = 6423
        facts.changes = ["Thursday is easy, because Friday was missed."]

        let recap = WeekRecap(facts)

        #expect(
            recap.sentences == [
                "3 of 6 sessions done; 1 skipped, 1 missed, 1 still open, 1 extra run.",
                "22.0 of 33.0 mi planned (67 %), and 3.0 mi extra.",
                "The long run reached 100 % of its distance.",
                "Hard sessions were 10 s/mi slower than planned on average.",
                "1 of 1 easy runs kept the pulse easy for at least 80 % of the time.",
                "95 % of the time was easy (zones 1 and 2), 5 % harder.",
                "The load rose by 10 %, from 200 to 220.",
                "The 5k estimate is 24:25, 0:05 faster than a week ago.",
                "The likely finish stays at 1:47:03.",
            ]
        )
        #expect(recap.wentWell == "The long run was done in full.")
        #expect(recap.watch == nil)
        #expect(recap.changes == facts.changes)
        #expect(recap.question == "How hard did tempo on Tuesday feel, from 1 to 10?")
        #expect(WeekRecap(facts) == recap)
    }

    @Test func `nothing is praised that no number bears out`() {
        let recap = WeekRecap(
            .init(outcomes: [
                self.outcome(1, .easy, .missed, planned: 5), self.outcome(2, .easy, .missed, planned: 5),
            ])
        )

        #expect(recap.wentWell == nil)
        #expect(recap.watch == "2 sessions were missed.")
        #expect(recap.question == "What came between you and easy on Tuesday?")
        #expect(WeekRecap(.init(outcomes: [])).sentences == ["No sessions were planned."])
    }

    @Test func `pain comes before everything else to watch`() {
        let hurt = self.outcome(
            1,
            .easy,
            .completed,
            planned: 5,
            miles: 5,
            feedback: SessionFeedback(effort: 3, isInjured: true)
        )
        var facts = WeekRecap.Facts(outcomes: [hurt])
        facts.longestMiles = 14
        facts.longestBeforeMiles = 10

        #expect(WeekRecap(facts).watch?.hasPrefix("Pain was reported") == true)
        facts.outcomes = [self.outcome(1, .easy, .completed, planned: 5, miles: 5)]
        #expect(WeekRecap(facts).watch == "One run was much longer than any of the 30 days before.")
        #expect(WeekRecap(facts).wentWell == "Every session was done.")
    }
}
