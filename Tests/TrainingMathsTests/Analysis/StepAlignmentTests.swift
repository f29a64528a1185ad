import Foundation
import Testing

@testable import TrainingMaths

struct StepAlignmentTests {
    private let warmUp = Distance(miles: 1.5).meters
    private var asPlanned: RecordedRun {
        RecordedRun().then(meters: self.warmUp, at: Speed.easy)
            .times(6) { $0.then(meters: 800, at: Speed.interval).then(meters: 400, at: Speed.jog) }
            .then(meters: self.warmUp, at: Speed.easy)
    }

    @Test(arguments: [true, false])
    func `a workout run as planned hits every step, by its laps or by its stream`(hasLaps: Bool) throws {
        var activity = self.asPlanned.activity(laps: hasLaps)
        for index in activity.laps.indices { activity.laps[index].trigger = .manual }

        let alignment = try #require(StepAlignment(.eightHundreds, [activity]))

        #expect(alignment.method == (hasLaps ? .laps : .stream))
        #expect(alignment.steps.map(\.verdict) == Array(repeating: .hit, count: 14))
        #expect(alignment.steps[3].step.title == "Interval 2 of 6")
        #expect(alignment.extraSeconds < 60)
    }

    @Test func `automatic laps tell nothing and the stream is used`() throws {
        var activity = self.asPlanned.activity()
        activity.laps = (0..<12).map { number in
            var totals = ActivityTotals()
            totals.distance = Distance(kilometers: 1)
            totals.elapsedSeconds = 340
            var lap = Lap(startSeconds: Double(number) * 340, totals: totals)
            lap.trigger = .distance
            return lap
        }

        let alignment = try #require(StepAlignment(.eightHundreds, [activity]))

        #expect(!activity.hasTellingLaps)
        #expect(alignment.method == .stream)
        #expect(alignment.count(.hit) == 14)
    }

    @Test func `a track of nothing but positions is enough`() throws {
        var activity = self.asPlanned.activity(noise: 0)
        for index in activity.samples.indices {
            activity.samples[index].latitude = 50 + (activity.samples[index].distance ?? 0) / 111_195
            activity.samples[index].longitude = 8
            activity.samples[index].distance = nil
        }

        #expect(StepAlignment(.eightHundreds, [activity])?.count(.hit) == 14)
    }

    @Test func `a forgotten lap button is found in the stream`() throws {
        var activity = self.asPlanned.activity(laps: true)
        for index in activity.laps.indices { activity.laps[index].trigger = .manual }
        let lost = activity.laps.remove(at: 4)
        activity.laps[3].totals.distance? += try #require(lost.totals.distance)
        activity.laps[3].totals.elapsedSeconds? += try #require(lost.totals.elapsedSeconds)
        activity.laps[3].totals.timerSeconds? += try #require(lost.totals.timerSeconds)

        let alignment = try #require(StepAlignment(.eightHundreds, [activity]))

        #expect(alignment.method == .stream)
        #expect(alignment.count(.hit) == 14)
        activity.samples = []
        let byLaps = try #require(StepAlignment(.eightHundreds, [activity]))
        #expect(byLaps.method == .laps)
        #expect(byLaps.count(.hit) == 12)
        #expect(byLaps.count(.missing) == 1)
    }

    @Test func `a button pressed twice costs no step`() throws {
        var activity = self.asPlanned.activity(laps: true)
        var blip = activity.laps[4]
        blip.totals.distance = Distance(meters: 6)
        blip.totals.elapsedSeconds = 2
        blip.totals.timerSeconds = 2
        activity.laps.insert(blip, at: 5)
        for index in activity.laps.indices { activity.laps[index].trigger = .manual }
        activity.samples = []

        let alignment = try #require(StepAlignment(.eightHundreds, [activity]))

        #expect(alignment.count(.hit) == 14)
    }

    @Test(arguments: [true, false])
    func `repeats that were left out are missing, the last ones`(hasStream: Bool) throws {
        var activity = RecordedRun().then(meters: self.warmUp, at: Speed.easy)
            .times(4) { $0.then(meters: 800, at: Speed.interval).then(meters: 400, at: Speed.jog) }
            .then(meters: self.warmUp, at: Speed.easy).activity(laps: !hasStream)
        if !hasStream { activity.samples = [] }

        let alignment = try #require(StepAlignment(.eightHundreds, [activity]))

        #expect(alignment.count(.missing) == 4)
        #expect(alignment.count(.hit) == 10)
        #expect(alignment.steps.last?.verdict == .hit)
    }

    @Test func `steps by time are found, and what was too slow is slow`() throws {
        let activity = RecordedRun().then(900, at: Speed.easy)
            .then(360, at: Speed.tempo).then(120, at: Speed.jog)
            .then(360, at: Pace(secondsPerMile: 550).metersPerSecond).then(120, at: 2.2)
            .then(360, at: Speed.tempo).then(120, at: Speed.jog)
            .then(600, at: Speed.easy).activity()

        let alignment = try #require(StepAlignment(.tempo, [activity]))

        #expect(alignment.steps.map(\.verdict) == [.hit, .hit, .hit, .slow, .hit, .hit, .hit, .hit])
        let slow = try #require(alignment.steps[3].secondsSlowerThanRange)
        #expect(abs(slow - 30) < 6)
        #expect(alignment.steps[3].text.hasPrefix("Tempo 2 of 3: 6:00 at 8:20-8:40/mi planned, "))
        #expect(alignment.steps[3].text.hasSuffix(": slow"))
    }

    @Test func `a run that ignored the workout is judged, not guessed`() throws {
        let activity = RecordedRun().then(3300, at: Speed.easy).activity()

        let alignment = try #require(StepAlignment(.tempo, [activity]))

        #expect(alignment.steps.filter(\.step.isWork).allSatisfy { $0.verdict != .hit })
    }

    @Test func `the device's own step numbers are trusted before anything else`() throws {
        var activity = self.asPlanned.activity(laps: true)
        let numbers = [0] + Array(repeating: [1, 2], count: 6).flatMap(\.self) + [4]
        for (index, number) in numbers.enumerated() { activity.laps[index].workoutStep = number }
        // The third interval was cut short; nothing but the number says that it was one.
        activity.laps[5].totals.distance = Distance(meters: 200)
        activity.laps[5].totals.timerSeconds = 58
        activity.laps[5].totals.elapsedSeconds = 58

        let alignment = try #require(StepAlignment(.eightHundreds, [activity]))

        #expect(alignment.method == .device)
        #expect(alignment.steps[5].verdict == .short)
        #expect(alignment.count(.hit) == 13)
        activity.laps[2].workoutStep = 9
        #expect(StepAlignment(.eightHundreds, [activity])?.method != .device)
    }

    @Test func `an automatic lap within a device's step is part of it`() throws {
        let plan = Workout.eightHundreds.plannedSteps.steps
        func lap(_ step: Int?) -> ExecutedPiece {
            ExecutedPiece(start: 0, elapsed: 60, active: 60, meters: 200, deviceStep: step)
        }

        let found = try #require(
            DeviceSteps.stretches([lap(0), lap(0), lap(1), lap(2), lap(nil), lap(1), lap(4)], plan)
        )

        #expect(Array(found[...4]) == [0..<2, 2..<3, 3..<4, 5..<6, nil])
        #expect(found[13] == 6..<7)
    }

    @Test func `warm-up, work and cool-down may be three activities`() throws {
        let up = RecordedRun().then(900, at: Speed.easy).activity()
        var work = RecordedRun().then(360, at: Speed.tempo).then(120, at: Speed.jog).then(360, at: Speed.tempo)
            .then(120, at: Speed.jog).then(360, at: Speed.tempo).then(120, at: Speed.jog).activity()
        var down = RecordedRun().then(600, at: Speed.easy).activity()
        work.start = up.start.map { $0 + 1000 }
        down.start = up.start.map { $0 + 2600 }

        let alignment = try #require(StepAlignment(.tempo, [up, work, down]))

        #expect(alignment.count(.hit) == 8)
        #expect(alignment.steps[1].span.map { abs($0.lowerBound - 1000) < 15 } == true)
    }

    @Test func `more steps or laps than can be compared are said, not tried`() throws {
        var workout = Workout.eightHundreds
        workout.segments[1].repeats = .max
        var activity = RecordedRun().then(1200, at: Speed.easy).activity()
        activity.laps = (0..<600).map { number in
            var totals = ActivityTotals()
            totals.elapsedSeconds = 2
            totals.distance = Distance(meters: Double(number % 7))
            return Lap(startSeconds: Double(number) * 2, totals: totals)
        }

        let alignment = try #require(StepAlignment(workout, [activity]))

        #expect(alignment.steps.count == 500)
        #expect(alignment.method == .stream)
        #expect(alignment.notes.count == 2)
        #expect(alignment.notes.first == "only the first 500 steps are compared")
    }

    @Test func `nonsense in laps and samples gives missing steps, no crash`() throws {
        var activity = RecordedRun().then(600, at: 3).activity(laps: true)
        activity.laps[0].totals.elapsedSeconds = .nan
        activity.laps[0].totals.timerSeconds = -.infinity
        activity.laps[0].workoutStep = .min
        activity.samples[5].seconds = .infinity
        activity.samples[6].distance = -.nan
        activity.samples[599].seconds = 1e300
        activity.pauses = [-5...1e9]

        let alignment = try #require(StepAlignment(.tempo, [activity]))
        let nothing = try #require(StepAlignment(.tempo, [Activity(sport: Sport(.running), start: nil)]))

        #expect(alignment.steps.count == 8)
        #expect(nothing.method == .nothing)
        #expect(nothing.count(.missing) == 8)
        #expect(StepAlignment(.even(), [activity]) == nil)
    }
}
