import Testing

@testable import TrainingMaths

struct PlanAsRunTests {
    private func plan() throws -> Plan {
        let athlete = Athlete(fiveKSeconds: 1470, weeklyMiles: 25)
        let race = GoalRace(.half, on: Week.monday + 83, goalSeconds: 6300)
        return try PlanGenerator.plan(for: PlanRequest(race: race, athlete: athlete, start: Week.monday))
    }

    /// The workout at the middle of its paces.
    private func run(_ workout: Workout) -> RecordedRun {
        workout.plannedSteps.steps.reduce(RecordedRun()) { run, planned in
            let range = planned.step.paceRange ?? workout.paceRange
            let pace = range.map { ($0.lowerBound.secondsPerMile + $0.upperBound.secondsPerMile) / 2 } ?? 570
            let speed = Pace(secondsPerMile: pace).metersPerSecond
            return planned.meters.map { run.then(meters: $0, at: speed) } ?? run.then(planned.seconds ?? 60, at: speed)
        }
    }

    @Test func `a plan that is run to the letter is linked by itself, every session of it`() throws {
        let sessions = try self.plan().days.filter { $0.workout.type != .rest }
        let runs = sessions.map { session in
            Week.run(session.id, session.date - Week.monday, meters: Distance(miles: session.workout.miles).meters)
        }

        let matches = Matcher(sessions: sessions).assign(runs.reversed())

        #expect(matches.map(\.session) == sessions.map(\.id))
        #expect(matches.allSatisfy { $0.band == .auto })
    }

    @Test func `each kind of session that is run to the letter scores at least 90`() throws {
        var kinds: Set<WorkoutType> = []
        for session in try self.plan().days where session.workout.type != .rest {
            guard kinds.insert(session.workout.type).inserted else { continue }
            let activity = self.run(session.workout).activity(noise: 0.03, laps: true)

            let analysis = try #require(SessionAnalysis(session.workout, [SessionPart(activity)]))

            #expect((analysis.score ?? 0) >= 90, "\(session.workout.label): \(analysis.parts)")
            #expect(
                (analysis.legacyScore ?? 0) >= 80,
                "\(session.workout.label): \(session.workout.miles) \(analysis.distance as Any)"
            )
        }
        #expect(kinds.count >= 4)
    }
}
