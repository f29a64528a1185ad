import Testing

@testable import TrainingMaths

struct HostileAnalysisTests {
    @Test func `no number breaks a score, a status or an efficiency`() {
        for (first, second) in Hostile.pairs {
            #expect((0...100).contains(LegacyScore.score(milesOff: first, secondsSlower: second, isInjured: true)))
            _ = DistanceStatus(ratio: first)
            _ = PaceStatus(secondsSlower: first)
            let efficiency = RunEfficiency(secondsSlower: first, heartRateIsInZone: true)
            #expect((0...1).contains(efficiency.score))
            _ = RunEfficiency.label(first)
            #expect(RunEfficiency.weekly([(first, second), (second, first)]).map { $0.isFinite } ?? true)
            let range = Pace(secondsPerMile: 500)...Pace(secondsPerMile: 520)
            _ = Pace(secondsPerMile: first).secondsSlower(than: range)
        }
    }

    @Test func `a session of hostile miles and steps is analysed`() throws {
        let activity = Activity.sample(seconds: 60) { $0.heartRate = 150 }
        let part = SessionPart(activity, metrics: RunMetrics(activity))
        for number in Hostile.numbers {
            for repeats in number == 60 ? [Int.min, 0, 1, .max] : [-1, 2] {
                let pace = Pace(secondsPerMile: number)...Pace(secondsPerMile: number)
                let steps = [
                    WorkoutStep(.interval, .time(number), paceRange: pace, title: "a"),
                    WorkoutStep(.recovery, .distance(Distance(meters: number)), paceRange: pace, title: "b"),
                ]
                let workout = Workout(
                    type: .intervals,
                    miles: number,
                    label: "x",
                    description: "",
                    reason: "",
                    paceRange: pace,
                    segments: [Segment(repeats: repeats, steps)]
                )
                let analysis = try #require(
                    SessionAnalysis(workout, [part], feedback: SessionFeedback(effort: repeats))
                )
                #expect(analysis.score.map { (0...100).contains($0) } ?? true)
            }
        }
    }

    @Test func `a recap of hostile numbers is told`() {
        for (first, second) in Hostile.pairs {
            var session = Week.session("s", 1, .longRun, meters: first)
            session.workout.miles = first
            var facts = WeekRecap.Facts(outcomes: [SessionOutcome(session, status: .completed)])
            (facts.extraMiles, facts.longestMiles, facts.longestBeforeMiles) = ([first, second], first, second)
            (facts.load, facts.loadBefore) = (first, second)
            (facts.fiveKBefore, facts.fiveKAfter, facts.finishBefore, facts.finishAfter) = (
                first, second, second, first
            )
            let recap = WeekRecap(facts)
            #expect(recap.adherence.extraMiles.isFinite && recap.adherence.plannedMiles.isFinite)
            #expect(!recap.sentences.contains { $0.lowercased().contains("nan") || $0.contains("inf") })
        }
    }

    @Test func `any day has a status`() {
        for day in Hostile.days {
            for now in Hostile.days {
                for second in Hostile.integers {
                    let moment = LocalMoment(day: now, secondOfDay: second)
                    let status = SessionStatus(of: day, type: .easy, isCompleted: false, now: moment)
                    #expect((status == .upcoming) == (day > now))
                }
            }
        }
    }
}
