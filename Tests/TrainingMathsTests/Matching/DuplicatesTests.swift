import Testing

@testable import TrainingMaths

struct DuplicatesTests {
    private func record(_ id: String, _ source: String, seconds: Double = 0, meters: Double? = 10_000) -> LoggedActivity
    {
        Week.run(id, 1, meters: meters, hour: 12 + seconds / 3600, source: source)
    }

    @Test(arguments: [
        (120.0, 10_000.0, true), (121, 10_000, false), (0, 10_200, true), (0, 10_210, false), (-120, 9800, true),
    ])
    func `two sources within two minutes and 2 percent are one run`(seconds: Double, meters: Double, isOne: Bool) {
        let other = self.record("b", "strava", seconds: seconds, meters: meters)

        let groups = Duplicates.groups(among: [self.record("a", "garmin"), other])

        #expect(groups.count == (isOne ? 1 : 0))
        #expect(groups.first.map { Set($0) } == (isOne ? ["a", "b"] : nil))
    }

    @Test func `one source does not repeat itself unless it is the same record twice`() {
        let first = self.record("a", "garmin")

        #expect(Duplicates.groups(among: [first, self.record("b", "garmin", seconds: 60)]).isEmpty)
        #expect(Duplicates.groups(among: [first, self.record("b", "garmin")]) == [["a", "b"]])
    }

    @Test func `near misses do not chain and order does not matter`() {
        let records = [
            self.record("a", "garmin"), self.record("b", "strava", seconds: 100),
            self.record("c", "polar", seconds: 200),
        ]

        #expect(Duplicates.groups(among: records) == [["a", "b"]])
        #expect(Duplicates.groups(among: records.reversed()) == [["a", "b"]])
    }

    @Test func `a treadmill's record without distance is known by its time`() {
        let groups = Duplicates.groups(among: [
            self.record("a", "garmin", meters: nil), self.record("b", "strava", seconds: 5, meters: nil),
        ])

        #expect(groups == [["a", "b"]])
    }

    @Test func `a ride and a run at the same time are two`() {
        let ride = Week.run("b", 1, meters: 10_000, source: "strava", sport: Sport(.cycling))

        #expect(Duplicates.groups(among: [self.record("a", "garmin"), ride]).isEmpty)
    }

    @Test func `the richest stream is kept and the others fill what it lacks`() throws {
        var poor = Activity(sport: Sport(.running, .road), start: Week.date(1, 12))
        poor.name = "Morning run"
        poor.totals.kilocalories = 500
        poor.laps = [Lap(startSeconds: 0, totals: ActivityTotals()), Lap(startSeconds: 300, totals: ActivityTotals())]
        poor.samples = [point(0, heartRate: nil), point(10, heartRate: nil)]
        var rich = Activity(sport: Sport(.running), start: Week.date(1, 12 + 10.0 / 3600))
        rich.totals.kilocalories = 480
        rich.samples = [point(0, heartRate: 140), point(10, heartRate: 141)]

        let records = [
            SourcedActivity(poor, id: "p", source: "strava"), SourcedActivity(rich, id: "r", source: "garmin"),
        ]
        let merged = try #require(MergedActivity(records))

        #expect(merged.base == "r")
        #expect(merged.records == ["r", "p"])
        #expect(merged.activity.samples == rich.samples)
        #expect(merged.activity.name == "Morning run")
        #expect(merged.activity.sport.place == .road)
        #expect(merged.activity.totals.kilocalories == 480)
        #expect(merged.activity.laps.map(\.startSeconds) == [0, 290])
        #expect(merged.provenance == ["name": "p", "place": "p", "laps": "p"])
        #expect(MergedActivity(records.reversed()) == merged)
        #expect(MergedActivity([]) == nil)
    }

    private func point(_ seconds: Double, heartRate: Double?) -> TrainingMaths.Sample {
        var sample = TrainingMaths.Sample(seconds: seconds)
        sample.distance = seconds * 3
        sample.heartRate = heartRate
        return sample
    }
}
