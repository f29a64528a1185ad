import Testing

@testable import TrainingMaths

struct SessionAnalysisTests {
    private let zones = HeartRateZones(maximum: 185)

    /// A part with figures of its own, as a device may state them.
    private func part(
        miles: Double?,
        pace: Double = 504,
        level: Double? = nil,
        zoneSeconds: [Double]? = nil,
        as role: SessionRole = .main,
        kind: Sport.Kind = .running
    ) -> SessionPart {
        let activity = Activity(sport: Sport(kind), start: Week.date(1))
        var metrics = RunMetrics(activity)
        metrics.distance = miles.map { Distance(miles: $0) }
        metrics.timerSeconds = (miles ?? 5) * pace
        metrics.elapsedSeconds = metrics.timerSeconds
        metrics.levelDistance = level.flatMap { level in miles.map { Distance(miles: $0 * pace / level) } }
        metrics.timeInZones = zoneSeconds.map { TimeInZones(seconds: $0, belowSeconds: 0, unknownSeconds: 0) }
        return SessionPart(activity, metrics: metrics, as: role)
    }

    @Test(arguments: [
        (6.0, 500.0, false, 100), (6.5, 519, false, 100), (5.4, 504, false, 80), (6.1, 520, false, 70),
        (5, 540, false, 50),
        (5, 540, true, 25), (6, 504, true, 75),
    ])
    func `a session's legacy score holds its vectors`(miles: Double, pace: Double, isInjured: Bool, score: Int) throws {
        let feedback = SessionFeedback(isInjured: isInjured)

        let analysis = try #require(SessionAnalysis(.even(), [self.part(miles: miles, pace: pace)], feedback: feedback))

        #expect(analysis.legacyScore == score)
    }

    @Test func `pain lowers the legacy score and no part of the new one`() throws {
        let run = [self.part(miles: 6)]
        let well = try #require(SessionAnalysis(.even(), run, feedback: SessionFeedback(effort: 3)))
        let hurt = try #require(SessionAnalysis(.even(), run, feedback: SessionFeedback(effort: 3, isInjured: true)))

        #expect(hurt.legacyScore == 75)
        #expect(hurt.parts == well.parts)
        #expect(hurt.score == 100)
    }

    @Test func `each part names its numbers or says what is missing`() throws {
        let analysis = try #require(
            SessionAnalysis(
                .even(zone: 2),
                [self.part(miles: 5.1, pace: 530, zoneSeconds: [600, 1500, 900, 0, 0])],
                zones: self.zones
            )
        )

        #expect(analysis.parts.map(\.kind) == [.volume, .intensity, .structure, .effort])
        #expect(analysis.part(.volume)?.text == "5.1 of 6.0 mi planned (85 %)")
        #expect(analysis.part(.volume)?.score == 94)
        #expect(
            analysis.part(.intensity)?.text
                == "run at 8:50/mi, 26 s/mi slower than planned; 70 % of the time in or below zone 2, 111-129 bpm"
        )
        #expect(analysis.part(.intensity)?.score == 74)
        #expect(analysis.part(.structure)?.score == nil)
        #expect(analysis.part(.structure)?.text == "not known: the session is one even step")
        #expect(analysis.part(.effort)?.text == "not known: no effort was reported")
        #expect(analysis.score == 84)
    }

    @Test func `the parts are independent of each other`() throws {
        let plain = try #require(SessionAnalysis(.even(), [self.part(miles: 6)]))
        let short = try #require(SessionAnalysis(.even(), [self.part(miles: 3)]))
        let slow = try #require(SessionAnalysis(.even(), [self.part(miles: 6, pace: 564)]))

        #expect(short.part(.volume)?.score == 56)
        #expect(short.part(.intensity) == plain.part(.intensity))
        #expect(slow.part(.intensity)?.score == 50)
        #expect(slow.part(.volume) == plain.part(.volume))
    }

    @Test(arguments: [(1, 80), (2, 100), (4, 100), (5, 80), (10, 0)])
    func `effort is held against what the session should feel like`(effort: Int, score: Int) throws {
        let analysis = try #require(
            SessionAnalysis(.even(), [self.part(miles: 6)], feedback: SessionFeedback(effort: effort))
        )

        #expect(analysis.part(.effort)?.score == score)
        #expect(analysis.part(.effort)?.text == "felt like \(effort) of 10; 2 to 4 fits the session")
    }

    @Test(arguments: [(0.056, 94), (0.03, 100), (0.15, 0)])
    func `without a word of the runner a steady pulse speaks for an easy run`(decoupling: Double, score: Int) throws {
        var part = self.part(miles: 6)
        part.metrics.decoupling = decoupling

        #expect(SessionAnalysis(.even(), [part])?.part(.effort)?.score == score)
        part.metrics.timerSeconds = 2399
        #expect(SessionAnalysis(.even(), [part])?.part(.effort)?.score == .some(nil))
    }

    @Test func `hills have a line of their own and do not make a run slow`() throws {
        let analysis = try #require(SessionAnalysis(.even(), [self.part(miles: 6, pace: 513, level: 504)]))

        #expect(analysis.hills?.text == "+9 s/mi for hills")
        #expect(analysis.paceStatus == .inRange)
        #expect(analysis.secondsSlower.map { ($0 * 10).rounded() } == 90)
        #expect(analysis.part(.intensity)?.score == 100)
        #expect(analysis.part(.intensity)?.text == "run at 8:33/mi (+9 s/mi for hills), in the planned range")
        #expect(SessionAnalysis(.even(), [self.part(miles: 6, pace: 506, level: 504)])?.hills == nil)
        let downhill = try #require(SessionAnalysis(.even(), [self.part(miles: 6, pace: 490, level: 504)]))
        #expect(downhill.hills?.text == "-14 s/mi for hills")
    }

    @Test(arguments: [
        (6.0, 504.0, 0), (6.59, 504, 0), (6.6, 504, 1), (5.11, 504, 0), (5.1, 504, 1), (6, 519, 0), (6, 520, 1),
        (5, 530, 2),
    ])
    func `a runner is asked when a run was much longer, shorter or slower`(miles: Double, pace: Double, count: Int)
        throws
    {
        let analysis = try #require(SessionAnalysis(.even(), [self.part(miles: miles, pace: pace)]))

        #expect(analysis.questions.count == count)
    }

    @Test func `a walk or a ride never completes a run`() {
        #expect(SessionAnalysis(.even(), [self.part(miles: 6, kind: .walking)]) == nil)
        #expect(SessionAnalysis(.even(), [self.part(miles: 6, kind: .cycling)]) == nil)
        #expect(SessionAnalysis(.even(.crossTrain), [self.part(miles: 6, kind: .cycling)]) != nil)
        #expect(SessionAnalysis(.even(), []) == nil)
    }

    @Test func `a race is judged without its warm-up, an easy run by all its pieces`() throws {
        let pieces = [self.part(miles: 2, pace: 600, as: .warmUp), self.part(miles: 4, pace: 504)]

        let race = try #require(SessionAnalysis(.even(.race, miles: 4), pieces))
        let easy = try #require(SessionAnalysis(.even(.easy, miles: 6), pieces))

        #expect(race.legacyScore == 100)
        #expect(race.distance == Distance(miles: 4))
        #expect(easy.distance.map { ($0.miles * 1000).rounded() } == 6000)
        #expect(easy.distanceStatus == .onPlan)
        #expect(easy.paceStatus == .slower)
    }

    @Test func `a race with a planned jog is judged by the race, whether the jog was recorded or not`() throws {
        let range = Pace(secondsPerMile: 450)...Pace(secondsPerMile: 458)
        var workout = Workout.even(.race, miles: 4.1)
        workout.paceRange = range
        workout.segments = [
            Segment([
                WorkoutStep(.warmUp, .distance(Distance(miles: 0.99)), title: "Jog to the start"),
                WorkoutStep(.interval, .distance(Distance(meters: 5005)), paceRange: range, title: "Race"),
            ])
        ]
        let race = RecordedRun().then(meters: 5000, at: 3.55)
        let whole = RecordedRun().then(meters: 1600, at: Speed.jog).then(meters: 5000, at: 3.55)

        let alone = try #require(SessionAnalysis(workout, [SessionPart(race.activity())]))
        let both = try #require(
            SessionAnalysis(workout, [self.part(miles: 1, as: .warmUp), SessionPart(race.activity())])
        )
        let one = try #require(SessionAnalysis(workout, [SessionPart(whole.activity())]))

        for analysis in [alone, both, one] {
            #expect(analysis.distanceStatus == .onPlan)
            #expect(analysis.hitsPace == true)
        }
        #expect(alone.alignment?.steps.map(\.verdict) == [.hit])
        #expect(one.alignment?.steps.map(\.verdict) == [.hit, .hit])
    }

    @Test func `slow climbs and slow jogging are no fault`() throws {
        var hills = Workout.tempo
        hills.type = .hills
        hills.segments[1].steps[1].paceRange = Pace(secondsPerMile: 600)...Pace(secondsPerMile: 630)
        let run = RecordedRun().then(900, at: Speed.easy)
            .times(3) { $0.then(360, at: 3.0).then(120, at: 1.4) }.then(600, at: Speed.easy)

        let analysis = try #require(SessionAnalysis(hills, [SessionPart(run.activity(laps: true))]))

        #expect(analysis.alignment?.count(.hit) == 8)
        #expect(analysis.hitsPace == true)
    }

    @Test func `the pulse of a hard session is told but does not outvote its pace`() throws {
        var workout = Workout.even(.tempo, zone: 4)
        let pulse = [0.0, 1500, 1500, 0, 0]

        let paced = try #require(SessionAnalysis(workout, [self.part(miles: 6, zoneSeconds: pulse)], zones: self.zones))
        workout.paceRange = nil
        let unpaced = try #require(
            SessionAnalysis(workout, [self.part(miles: 6, zoneSeconds: pulse)], zones: self.zones)
        )

        #expect(paced.part(.intensity)?.score == 100)
        #expect(paced.part(.intensity)?.text.contains("0 % of the time in the intended zones") == true)
        #expect(unpaced.part(.intensity)?.score == 0)
    }

    @Test func `a structured workout is judged by its work, not by its jogging`() throws {
        let run = RecordedRun().then(900, at: Speed.easy)
            .times(3) { $0.then(360, at: Speed.tempo).then(120, at: Speed.jog) }.then(600, at: Speed.easy)

        let analysis = try #require(SessionAnalysis(.tempo, [SessionPart(run.activity())]))

        #expect(analysis.hitsPace == true)
        #expect(analysis.secondsSlower.map { abs($0) < 3 } == true)
        #expect(analysis.part(.structure)?.score == 100)
        #expect(analysis.part(.structure)?.text == "8 of 8 steps hit")
        #expect(analysis.pace.map { $0.secondsPerMile > 540 } == true)
    }

    @Test func `uphill intervals count as what they cost`() throws {
        let run = RecordedRun().then(900, at: Speed.easy)
            .times(3) { $0.then(360, at: Speed.tempo * 0.9, grade: 0.03).then(120, at: Speed.jog, grade: -0.03) }
            .then(600, at: Speed.easy)

        let analysis = try #require(SessionAnalysis(.tempo, [SessionPart(run.activity(hasAltitude: true))]))

        #expect(analysis.secondsSlower.map { $0 > 30 } == true)
        #expect(analysis.hills.map { $0.secondsPerMile > 40 } == true)
        #expect(analysis.paceStatus != .slower)
    }

    @Test func `an activity without distance keeps what can be known`() throws {
        let analysis = try #require(
            SessionAnalysis(.even(), [self.part(miles: nil)], feedback: SessionFeedback(effort: 3))
        )

        #expect(analysis.legacyScore == nil)
        #expect(analysis.distanceStatus == nil)
        #expect(analysis.part(.volume)?.text == "not known: the activity has no distance")
        #expect(analysis.score == 100)
    }

    @Test(arguments: [Double.nan, .infinity, -3, 0, 1e300])
    func `nonsense never crashes`(value: Double) {
        var workout = Workout.tempo
        workout.miles = value
        workout.segments[0].steps[0].length = .time(value)
        workout.segments[1].steps[0].length = .distance(Distance(meters: value))
        var part = self.part(miles: value, pace: value, level: value, zoneSeconds: [value, 1, 1, 1, 1, 1])
        part.metrics.decoupling = value
        part.metrics.elapsedSeconds = value

        for part in SessionAnalysis(workout, [part])?.parts ?? [] {
            #expect(part.score.map { (0...100).contains($0) } ?? true)
        }
    }
}
