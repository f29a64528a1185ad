import Testing

@testable import TrainingMaths

struct AssignmentTests {
    @Test func `the order of activities and sessions does not matter`() {
        var random = SplitMix(state: 42)
        var sessions: [PlannedDay] = []
        var runs: [LoggedActivity] = []
        for day in 0..<28 {
            let meters = Double.random(in: 3000...20_000, using: &random)
            sessions.append(Week.session("s\(day)", day, day % 3 == 0 ? .tempo : .easy, meters: meters))
            for number in 0..<Int.random(in: 0...3, using: &random) {
                let actual = meters * Double.random(in: 0.2...1.6, using: &random)
                let hour = Double.random(in: 0...23, using: &random)
                runs.append(Week.run("a\(day)-\(number)", day, meters: actual, hour: hour, minutes: actual / 180))
            }
        }
        let expected = Matcher(sessions: sessions).assign(runs)

        for _ in 0..<20 {
            sessions.shuffle(using: &random)
            runs.shuffle(using: &random)
            #expect(Matcher(sessions: sessions).assign(runs) == expected)
        }
        #expect(expected.count == runs.count)
        #expect(expected.contains { $0.band == .auto } && expected.contains { $0.band == .ask })
    }

    @Test func `an activity has one answer and a suggestion goes to one activity only`() {
        let sessions = (0..<7).map { Week.session("s\($0)", $0) }
        let runs = (0..<7).flatMap {
            [Week.run("a\($0)", $0, hour: 8), Week.run("b\($0)", $0, meters: 8200, hour: 18)]
        }

        let matches = Matcher(sessions: sessions).assign(runs)

        #expect(matches.map(\.activity).sorted() == runs.map(\.id).sorted())
        let suggested = matches.compactMap(\.session)
        #expect(Set(suggested).count == suggested.count)
    }

    @Test func `two runs that fit a session alike are asked`() {
        let matches = Matcher(sessions: [Week.session("s", 1)])
            .assign([Week.run("a", 1, hour: 8), Week.run("b", 1, meters: 8100, hour: 18)])

        #expect(matches.map(\.band) == [.ask, .ask])
        #expect(matches[0].reasons.last == "another activity fits the session as well")
    }

    @Test func `a run within 5 percent beats one that is 10 points further off`() {
        let matches = Matcher(sessions: [Week.session("s", 1)])
            .assign([Week.run("worse", 1, meters: 6800, hour: 8), Week.run("better", 1, meters: 8000, hour: 18)])

        #expect(matches.first { $0.activity == "better" }?.band == .auto)
        #expect(matches.first { $0.activity == "worse" }?.session == nil)
    }

    @Test func `warm-up, race and cool-down make up one session`() {
        let sessions = [Week.session("race", 6, .race, meters: 10_500, label: "5k race")]
        let runs = [
            Week.run("up", 6, meters: 3000, hour: 9, minutes: 18),
            Week.run("race", 6, meters: 5000, hour: 9.5, minutes: 24),
            Week.run("down", 6, meters: 2500, hour: 10, minutes: 15),
        ]

        let matches = Matcher(sessions: sessions).assign(runs.reversed())

        #expect(matches.map(\.session) == ["race", "race", "race"])
        #expect(matches.map(\.role) == [.warmUp, .main, .coolDown])
        #expect(matches.allSatisfy { $0.band == .auto })
        #expect(matches[0].reasons == ["3 activities in a row make up the session: 6.5 mi of 6.5 mi planned"])
    }

    @Test func `a race that was planned alone takes its warm-up and cool-down along`() {
        let sessions = [Week.session("race", 6, .race, meters: 5000, label: "5k race")]
        let runs = [
            Week.run("up", 6, meters: 2000, hour: 9, minutes: 12),
            Week.run("race", 6, meters: 5000, hour: 9.5, minutes: 24),
            Week.run("down", 6, meters: 1500, hour: 10, minutes: 10),
            Week.run("evening", 6, meters: 3000, hour: 19, minutes: 20),
        ]

        let matches = Matcher(sessions: sessions).assign(runs)

        #expect(matches.map(\.role) == [.warmUp, .main, .coolDown, .main])
        #expect(matches.map(\.band) == [.auto, .auto, .auto, .ask])
        #expect(matches[0].reasons == ["it ended 18 min before the session began: its warm-up"])
    }

    @Test func `a race is found whether or not the jog to its start was planned and recorded`() {
        let steps = [
            WorkoutStep(.warmUp, .distance(Distance(meters: 1600)), title: "Jog"),
            WorkoutStep(.interval, .distance(Distance(meters: 5000)), title: "Race"),
        ]
        let session = Week.session("race", 6, .race, meters: 6600, label: "5k", segments: [Segment(steps)])
        let matcher = Matcher(sessions: [session])

        #expect(matcher.assign([Week.run("alone", 6, meters: 5020, minutes: 24)])[0].band == .auto)
        #expect(matcher.assign([Week.run("whole", 6, meters: 6650, minutes: 34)])[0].band == .auto)
        let both = matcher.assign([
            Week.run("jog", 6, meters: 1600, hour: 9, minutes: 10),
            Week.run("race", 6, meters: 5020, hour: 9.5, minutes: 24),
        ])
        #expect(both.map(\.role) == [.warmUp, .main])
        #expect(both.allSatisfy { $0.band == .auto })
    }

    @Test func `a run that was cut in two is one session`() {
        let runs = [
            Week.run("one", 1, meters: 5000, hour: 8, minutes: 30),
            Week.run("two", 1, meters: 3000, hour: 8.6, minutes: 18),
        ]

        let matches = Matcher(sessions: [Week.session("s", 1)]).assign(runs)

        #expect(matches.map(\.role) == [.main, .part])
        #expect(matches.map(\.band) == [.auto, .auto])
        let apart = Matcher(sessions: [Week.session("s", 1)])
            .assign([runs[0], Week.run("two", 1, meters: 3000, hour: 18, minutes: 18)])
        #expect(apart.map(\.band) == [.ask, .extra])
    }

    @Test func `linked activities are left alone and what a person took apart is not proposed again`() throws {
        let matcher = Matcher(sessions: [Week.session("s", 1)])
        var ledger = LinkLedger()
        try ledger.record(matcher.assign([Week.run("a", 1)]), rulesVersion: 1, at: Week.date(2))

        #expect(matcher.assign([Week.run("a", 1)], ledger: ledger).isEmpty)
        #expect(matcher.assign([Week.run("b", 1)], ledger: ledger)[0].band == .ask)
        try ledger.unlink("a", by: .person("runner"), at: Week.date(3))
        #expect(matcher.assign([Week.run("a", 1)], ledger: ledger)[0].band == .extra)
    }

    @Test func `a late upload into a locked past is linked but does not count before a yes`() throws {
        let matcher = Matcher(sessions: [Week.session("old", 1), Week.session("new", 8)])
        var ledger = LinkLedger()

        let matches = matcher.assign([Week.run("a", 1), Week.run("b", 8)], lockedThrough: Week.monday + 6)
        let ids = try ledger.record(matches, rulesVersion: 1, at: Week.date(9))

        #expect(matches.map(\.asksBeforeScoring) == [true, false])
        #expect(ledger.link(of: "a")?.counts == false)
        try ledger.letCount(ids[0])
        #expect(ledger.link(of: "a")?.counts == true)
    }

    @Test func `five thousand activities are matched with a plan of two years in seconds`() {
        let sessions = (0..<730).map { Week.session("s\($0)", $0) }
        let runs = (0..<5000).map { Week.run("a\($0)", $0 % 900, hour: Double($0 % 24)) }

        #expect(Matcher(sessions: sessions).assign(runs).count == 5000)
    }
}
