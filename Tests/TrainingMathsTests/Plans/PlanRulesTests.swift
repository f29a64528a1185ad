import Testing

@testable import TrainingMaths

/// Each rule finds what breaks it: a good plan is broken in one way, and the rule has to notice.
struct PlanRulesTests {
    private func broken(_ change: (inout Plan) throws -> Void) throws -> Set<PlanViolation.Rule> {
        var plan = try PlanGenerator.plan(for: .halfMarathon)
        #expect(PlanRules.violations(in: plan).isEmpty)
        try change(&plan)
        return Set(PlanRules.violations(in: plan).map { $0.rule })
    }

    private func index(_ plan: Plan, _ id: String) throws -> Int { try #require(plan.days.firstIndex { $0.id == id }) }

    /// Changes the miles of a day and of its week, so that the sum stays right.
    private func lengthen(_ plan: inout Plan, _ id: String, by miles: Double) throws {
        let index = try self.index(plan, id)
        plan.days[index].workout.miles += miles
        plan.days[index].workout.segments = [
            Segment([
                WorkoutStep(.active, .distance(Distance(miles: plan.days[index].workout.miles)), title: "Run")
            ])
        ]
        plan.weeks[plan.days[index].weekIndex].targetMiles += miles
    }

    @Test func `dates and ids`() throws {
        #expect(try self.broken { $0.days[5].weekIndex = 3 } == [.calendar])
        #expect(try self.broken { $0.days.remove(at: 9) } == [.calendar])
        #expect(try self.broken { $0.days.append($0.days[3]) } == [.calendar])
        #expect(try self.broken { $0.weeks.removeLast() } == [.calendar])
        #expect(try self.broken { $0.weeks[2].endDate = $0.weeks[2].endDate + 1 } == [.calendar])
        #expect(try self.broken { $0.days.swapAt(4, 5) } == [.calendar])
        #expect(try self.broken { $0.request.race.day = $0.request.start } == [.calendar])
    }

    @Test func `numbers`() throws {
        #expect(try self.broken { $0.days[3].workout.miles = .nan } == [.numbers])
        #expect(try self.broken { $0.days[3].workout.miles = -1 } == [.numbers])
        #expect(try self.broken { $0.days[3].workout.miles = 1e18 } == [.numbers])
        #expect(try self.broken { $0.days[3].workout.miles = 4.1 } == [.numbers])
        #expect(try self.broken { $0.days[2].workout.miles = 3 } == [.numbers])
        #expect(try self.broken { $0.weeks[3].targetMiles = .infinity } == [.numbers])
    }

    @Test func `phases`() throws {
        #expect(try self.broken { $0.weeks[0].phase = .peak }.contains(.phases))
        #expect(try self.broken { $0.kind = .racePrep } == [.phases])
    }

    @Test func `sums of weeks`() throws {
        #expect(try self.broken { $0.weeks[3].targetMiles += 0.25 }.contains(.weekSum))
    }

    @Test func `growth, the first week, lighter weeks, peak and taper`() throws {
        #expect(try self.broken { $0.request.athlete.weeklyMiles = 40 }.contains(.firstWeek))
        #expect(try self.broken { $0.request.athlete.weeklyMiles = 15 }.isSuperset(of: [.firstWeek, .ramp]))
        #expect(try self.broken { try self.lengthen(&$0, "w06-wed", by: 4) }.contains(.ramp))
        #expect(try self.broken { try self.lengthen(&$0, "w05-wed", by: 3) }.contains(.deload))
        #expect(try self.broken { $0.weeks[4].isDeload = false }.contains(.deload))
        #expect(try self.broken { try self.lengthen(&$0, "w16-wed", by: 3) }.contains(.peak))
        #expect(try self.broken { try self.lengthen(&$0, "w21-wed", by: 9) }.contains(.taper))
        #expect(try self.broken { $0.request.athlete.age = 50 }.contains(.deload))
    }

    @Test func `long sessions`() throws {
        #expect(try self.broken { try self.lengthen(&$0, "w05-sat", by: 3) }.contains(.sessionGuard))
        #expect(try self.broken { try self.lengthen(&$0, "w16-sat", by: 9) }.contains(.longRun))
        #expect(try self.broken { $0.days[try self.index($0, "w22-tue")].workout.type = .longRun } == [.longRun])
        #expect(try self.broken { $0.days[try self.index($0, "w05-tue")].workout.type = .longRun } == [.longRun])
    }

    @Test func `hard days`() throws {
        #expect(try self.broken { $0.days[try self.index($0, "w07-wed")].workout.type = .tempo } == [.spacing])
        #expect(try self.broken { $0.days[try self.index($0, "w22-tue")].workout.type = .tempo } == [.spacing])
    }

    @Test func `allowed days and their number`() throws {
        #expect(
            try self.broken { $0.request.preferredDays = [.tuesday, .wednesday, .thursday, .saturday] } == [.runDays]
        )
        #expect(try self.broken { $0.request.daysPerWeek = 4 }.contains(.runDays))
    }

    @Test func `races`() throws {
        #expect(try self.broken { $0.days[$0.days.count - 1].workout.type = .easy }.contains(.races))
        #expect(try self.broken { $0.days[try self.index($0, "w09-thu")].workout.type = .race }.contains(.races))
        #expect(try self.broken { try self.lengthenRest(&$0, "w22-sat") }.contains(.races))
        #expect(
            try self.broken { $0.request.secondaryRaces = [GoalRace(.fiveK, on: $0.request.start + 30)] }.contains(
                .races
            )
        )
    }

    private func lengthenRest(_ plan: inout Plan, _ id: String) throws {
        plan.days[try self.index(plan, id)].workout.type = .easy
        try self.lengthen(&plan, id, by: 2)
    }

    @Test func `steps`() throws {
        #expect(try self.broken { $0.days[0].workout.segments = [] } == [.segments])
        #expect(try self.broken { $0.days[0].workout.segments[0].repeats = 0 } == [.segments])
        #expect(try self.broken { $0.days[0].workout.segments[0].repeats = 2 } == [.segments])
        #expect(try self.broken { $0.days[0].workout.segments[0].steps[0].length = .time(.nan) } == [.segments])
        #expect(try self.broken { $0.days[0].workout.heartRateZone = 9 } == [.segments])
        #expect(
            try self.broken {
                $0.days[0].workout.paceRange = Pace(secondsPerMile: 1)...Pace(secondsPerMile: 2)
            } == [.segments]
        )
    }

    @Test func `reasons`() throws {
        #expect(try self.broken { $0.weeks[0].reason = "" } == [.reasons])
        #expect(try self.broken { $0.days[7].workout.reason = "" } == [.reasons])
    }
}
