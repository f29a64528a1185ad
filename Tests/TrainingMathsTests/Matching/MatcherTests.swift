import Testing

@testable import TrainingMaths

struct MatcherTests {
    struct Vector: Sendable {
        var titled = false
        var dayOff = 0
        var actual: Double
        var planned = 8047.0
        var score: Int
        var isHigh: Bool
    }

    @Test(arguments: [
        Vector(titled: true, actual: 8000, score: 1120, isHigh: true),
        Vector(actual: 8000, score: 120, isHigh: true),
        Vector(actual: 12_000, score: 100, isHigh: false),
        Vector(actual: 13_000, score: -490, isHigh: false),
        Vector(dayOff: 1, actual: 8000, score: 20, isHigh: false),
        Vector(dayOff: 1, actual: 11_000, score: 5, isHigh: false),
        Vector(titled: true, dayOff: 1, actual: 3500, score: 500, isHigh: false),
        // An earlier generation gave 120 here: 1.5 miles were close even on a run of two.
        Vector(actual: 2000, planned: 3000, score: 100, isHigh: false),
    ])
    func `worked scores hold`(vector: Vector) throws {
        let session = Week.session("s", 1, meters: vector.planned)
        let name = vector.titled ? session.deviceTitle : nil

        let found = Matcher(sessions: [session])
            .candidates(for: Week.run("a", 1 + vector.dayOff, meters: vector.actual, name: name))

        let candidate = try #require(found.first)
        #expect(candidate.score == vector.score)
        #expect(candidate.isHighConfidence == vector.isHigh)
    }

    @Test func `a device's workout id beats title, day and distance`() {
        let sessions = [Week.session("titled", 1, label: "Tempo"), Week.session("followed", 5)]
        var run = Week.run("a", 1, name: sessions[0].deviceTitle)
        run.workoutID = "w1"

        let matches = Matcher(sessions: sessions, deviceWorkouts: ["w1": "followed"]).assign([run])

        #expect(matches.map(\.session) == ["followed"])
        #expect(matches.map(\.band) == [.auto])
        #expect(matches[0].reasons.first == "the watch followed this workout")
    }

    @Test(arguments: [
        (0.79, MatchBand.ask), (0.8, .auto), (1.25, .auto), (1.26, .ask), (1.5, .ask), (1.51, .extra), (0.49, .extra),
    ])
    func `the only session of the day is linked by itself from 80 to 125 percent`(ratio: Double, band: MatchBand) {
        let matcher = Matcher(sessions: [Week.session("s", 1, meters: 6000)])

        #expect(matcher.assign([Week.run("a", 1, meters: 6000 * ratio)]).map(\.band) == [band])
        #expect(
            matcher.assign([Week.run("a", 2, meters: 6000 * ratio)]).map(\.band) == [band == .extra ? .extra : .ask]
        )
    }

    @Test func `two sessions of a day that fit alike are asked`() {
        let matcher = Matcher(sessions: [Week.session("am", 1), Week.session("pm", 1)])

        let match = matcher.assign([Week.run("a", 1)])

        #expect(match[0].band == .ask)
        #expect(match[0].candidates.map(\.session) == ["am", "pm"])
    }

    @Test func `two sessions with the same title are asked`() {
        let days = [Week.session("s1", 1), Week.session("s2", 1)]

        #expect(Matcher(sessions: days).assign([Week.run("a", 1, name: days[0].deviceTitle)])[0].band == .ask)
    }

    @Test(arguments: [
        ("GF W3: Easy run (Tue)", true), ("Berlin - gf w3 EASY RUN (tue)", true), ("GF W3: Easy run", true),
        ("GF W3: Easy ru", true), ("GF W3", false), ("Easy run", false), ("GF W13: Easy run (Tue)", false), ("", false),
    ])
    func `titles are known again whatever a provider does to them`(name: String, isTitle: Bool) {
        #expect(Week.session("s", 1).isNamed(in: name) == isTitle)
    }

    @Test(arguments: [Sport(.walking), Sport(.cycling), Sport(.hiking), Sport(.strength), Sport(.transition)])
    func `nothing but a run completes a run`(sport: Sport) {
        var activity = Week.run("a", 1, name: Week.session("s", 1).deviceTitle, sport: sport)
        activity.workoutID = "w"

        let match = Matcher(sessions: [Week.session("s", 1)], deviceWorkouts: ["w": "s"]).assign([activity])

        #expect(match[0].band == .extra)
        #expect(match[0].candidates.isEmpty)
    }

    @Test func `a ride is cross-training and a run is not`() {
        let matcher = Matcher(sessions: [Week.session("x", 1, .crossTrain, meters: 0, label: "Bike")])

        #expect(matcher.assign([Week.run("ride", 1, sport: Sport(.cycling))])[0].session == "x")
        #expect(matcher.assign([Week.run("run", 1)])[0].band == .extra)
    }

    @Test func `the day is that of the clock where the run began`() {
        // 23:30 on Tuesday in New York is 04:30 on Wednesday in UTC.
        var run = Week.run("a", 1)
        run.start = Week.date(1, 23.5, utcOffset: -18_000)
        run.utcOffsetSeconds = -18_000
        let sessions = [Week.session("tue", 1), Week.session("wed", 2)]

        #expect(Matcher(sessions: sessions).assign([run])[0].session == "tue")
        run.utcOffsetSeconds = nil
        #expect(Matcher(sessions: sessions).assign([run])[0].session == "wed")
        #expect(Matcher(sessions: sessions, utcOffsetSeconds: { _ in -18_000 }).assign([run])[0].session == "tue")
    }

    @Test func `a run before three at night may belong to the evening before`() {
        let sessions = [Week.session("tue", 1), Week.session("wed", 2)]

        let night = Matcher(sessions: sessions).assign([Week.run("a", 2, hour: 2.99)])[0]
        let morning = Matcher(sessions: sessions).assign([Week.run("a", 2, hour: 3)])[0]
        let only = Matcher(sessions: [sessions[0]]).assign([Week.run("a", 2, hour: 1.5)])[0]

        #expect(night.band == .ask)
        #expect(night.candidates.map(\.score) == [120, 70])
        #expect(morning.band == .auto)
        #expect(only.band == .ask)
        #expect(only.reasons.first == "it began at 01:30 and may belong to the evening before")
    }

    @Test func `reasons name both distances in the reader's units`() {
        let session = Week.session("s", 1, meters: 10_000)
        let texts = { (units: UnitSystem) in
            Matcher(sessions: [session], units: units).assign([Week.run("a", 1, meters: 9500)])[0].reasons
        }

        #expect(texts(.kilometers).last == "the distance is close: 9.5 km of 10.0 km planned")
        #expect(texts(.miles).last == "the distance is close: 5.9 mi of 6.2 mi planned")
    }

    @Test func `a run without a distance or without a date is never linked by itself`() {
        var undated = Week.run("a", 1)
        undated.start = nil
        let matcher = Matcher(sessions: [Week.session("s", 1)])

        #expect(matcher.assign([Week.run("a", 1, meters: nil)])[0].band == .ask)
        #expect(matcher.assign([undated])[0].band == .extra)
        #expect(matcher.assign([undated])[0].reasons == ["it has no date, so its day has to be asked for"])
    }

    @Test(arguments: [Double.nan, .infinity, -5, 0, 1e300])
    func `impossible distances are no distances`(meters: Double) {
        let matcher = Matcher(sessions: [Week.session("s", 1), Week.session("t", 2, meters: meters)])

        for match in matcher.assign([Week.run("a", 1, meters: meters), Week.run("b", 2)]) {
            #expect(match.band == .ask)
        }
    }

    @Test(arguments: [
        (3000.0, 2249.0, DistanceFit.neither), (3000, 2250, .close), (3000, 3750, .close), (3000, 3751, .neither),
        (1000, 600, .close), (1000, 599, .neither), (8047, 4023, .far), (8047, 12_071, .far), (8047, 10_058, .close),
        (10_500, 8085.984, .close), (10_500, 8085, .neither), (20_000, 16_000, .close), (20_000, 24_001, .neither),
    ])
    func `close is a fifth, or 1.5 miles up to a quarter`(planned: Double, actual: Double, fit: DistanceFit) {
        #expect(DistanceFit(actual: Distance(meters: actual), planned: Distance(meters: planned)) == fit)
    }

    @Test(arguments: [
        ("RUNNING", Sport(.running)), ("TRACK_RUNNING", Sport(.running, .track)),
        ("TREADMILL_RUNNING", Sport(.running, .treadmill)),
        ("INDOOR_TRACK_RUNNING", Sport(.running, .track)), ("INDOOR_TRACK", Sport(.running, .track)),
        ("TRAIL_RUNNING", Sport(.running, .trail)), ("VIRTUAL_RUNNING", Sport(.running, .virtual)),
        ("STREET_RUNNING", Sport(.running, .road)), ("INDOOR_RUNNING", Sport(.running, .treadmill)),
        ("VIRTUAL_RUN", Sport(.running, .virtual)), ("ULTRA_RUN", Sport(.running)), ("OBSTACLE_RUN", Sport(.running)),
        ("Run", Sport(.running)), ("TrailRun", Sport(.running, .trail)), ("VirtualRide", Sport(.cycling, .virtual)),
        ("Walk", Sport(.walking)), ("e-bike ride", Sport(.cycling)), ("Lap Swimming", Sport(.swimming)),
    ])
    func `sports are known by the names providers use`(name: String, sport: Sport) {
        #expect(Sport(providerName: name) == sport)
        #expect(Sport(providerName: "kite \(name)") == nil)
    }
}
