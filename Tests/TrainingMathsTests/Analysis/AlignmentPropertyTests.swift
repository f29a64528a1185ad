import Testing

@testable import TrainingMaths

struct AlignmentPropertyTests {
    /// A workout of random repeats, and a run that keeps to it as people do.
    private func sample(_ random: inout SplitMix) -> (workout: Workout, run: RecordedRun) {
        let target = Double.random(in: 380...560, using: &random)
        let range = Pace(secondsPerMile: target - 8)...Pace(secondsPerMile: target + 8)
        let easy = Pace(secondsPerMile: target + 110)
        let isTimed = Bool.random(using: &random)
        let size = isTimed ? Double.random(in: 60...600, using: &random) : Double.random(in: 400...2000, using: &random)
        let rest = Double.random(in: 60...180, using: &random)
        let count = Int.random(in: 3...8, using: &random)
        let work = WorkoutStep(
            .interval,
            isTimed ? .time(size) : .distance(Distance(meters: size)),
            paceRange: range,
            title: "Work"
        )
        let warmUp = Double.random(in: 1200...3500, using: &random)
        var workout = Workout.even(.intervals, miles: 6)
        workout.segments = [
            Segment([WorkoutStep(.warmUp, .distance(Distance(meters: warmUp)), title: "Warm-up")]),
            Segment(repeats: count, [work, WorkoutStep(.recovery, .time(rest), title: "Jog")]),
            Segment([WorkoutStep(.coolDown, .distance(Distance(meters: warmUp)), title: "Cool-down")]),
        ]
        var run = RecordedRun().then(
            meters: warmUp * .random(in: 0.93...1.07, using: &random),
            at: easy.metersPerSecond
        )
        for _ in 0..<count {
            let speed = Pace(secondsPerMile: target + .random(in: -5...5, using: &random)).metersPerSecond
            run = run.then(isTimed ? size : size / speed, at: speed)
                .then(rest * .random(in: 0.95...1.05, using: &random), at: .random(in: 1.4...2.4, using: &random))
        }
        run = run.then(meters: warmUp * .random(in: 0.93...1.07, using: &random), at: easy.metersPerSecond)
        return (workout, run)
    }

    @Test func `work that was done is found in the stream`() throws {
        var random = SplitMix(state: 2027)
        var (found, all) = (0, 0)
        for _ in 0..<8 {
            let (workout, run) = self.sample(&random)
            let alignment = try #require(StepAlignment(workout, [run.activity(noise: 0.08)]))
            #expect(alignment.method == .stream)
            let work = alignment.steps.filter(\.step.isWork)
            found += work.count { $0.verdict == .hit }
            all += work.count
        }

        #expect(Double(found) >= 0.97 * Double(all), "\(found) of \(all)")
    }

    @Test func `pieces of steps lie in order and apart`() throws {
        var random = SplitMix(state: 5)
        for _ in 0..<6 {
            let (workout, _) = self.sample(&random)
            let (_, other) = self.sample(&random)
            let activity = other.activity(noise: 0.3, laps: Bool.random(using: &random))

            let alignment = try #require(StepAlignment(workout, [activity]))

            let spans = alignment.steps.compactMap(\.span)
            for (left, right) in zip(spans, spans.dropFirst()) { #expect(left.upperBound <= right.lowerBound + 1e-6) }
            #expect(alignment.steps.count == workout.plannedSteps.steps.count)
            #expect(alignment.extraSeconds >= 0)
        }
    }
}
