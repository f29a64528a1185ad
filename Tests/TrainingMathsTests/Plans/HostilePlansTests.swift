import Testing

@testable import TrainingMaths

struct HostilePlansTests {
    /// Each request differs from a good one in one thing that nobody can mean.
    private static var requests: [PlanRequest] {
        var all: [PlanRequest] = []
        func add(_ change: (inout PlanRequest) -> Void) {
            var request = PlanRequest.halfMarathon
            change(&request)
            all.append(request)
        }
        for number in Hostile.numbers {
            add { $0.athlete.fiveKSeconds = number }
            add { $0.athlete.weeklyMiles = number }
            add { $0.athlete.longestRunMiles = number }
            add { $0.athlete.maximumHeartRate = number }
            add { ($0.athlete.maximumHeartRate, $0.athlete.restingHeartRate) = (190, number) }
            add { $0.athlete.thresholdHeartRate = number }
            add { $0.race.goalSeconds = number }
            add { $0.race.race = .other(Distance(meters: number)) }
            add {
                $0.secondaryRaces = [GoalRace(.other(Distance(meters: number)), on: $0.start + 30, goalSeconds: number)]
            }
        }
        for number in Hostile.integers {
            add { $0.daysPerWeek = number }
            add { $0.athlete.age = number }
            add { $0.race.day = CalendarDay(number: number) }
            add { $0.start = CalendarDay(number: number) }
            add { ($0.start, $0.race.day) = (CalendarDay(number: number), CalendarDay(number: number) + 70) }
            add { $0.secondaryRaces = [GoalRace(.fiveK, on: CalendarDay(number: number))] }
        }
        return all
    }

    @Test func `hostile requests are refused in words or planned by the rules`() {
        for request in Self.requests {
            do throws(PlanError) {
                let plan = try PlanGenerator.plan(for: request)
                #expect(PlanRules.violations(in: plan).isEmpty, "\(request)")
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test func `hostile plans are judged, whatever stands in them`() throws {
        let good = try PlanGenerator.plan(for: .halfMarathon)
        func judge(_ change: (inout Plan) -> Void) {
            var plan = good
            change(&plan)
            _ = PlanRules.violations(in: plan)
        }
        for request in Self.requests { judge { $0.request = request } }
        for number in Hostile.numbers {
            judge { $0.days[20].workout.miles = number }
            judge { $0.weeks[3].targetMiles = number }
            judge { $0.days[20].workout.paceRange = Pace(secondsPerMile: number)...Pace(secondsPerMile: number) }
            judge { plan in
                let step = WorkoutStep(
                    .active,
                    .time(number),
                    paceRange: Pace(secondsPerMile: number)...Pace(secondsPerMile: number),
                    title: ""
                )
                plan.days[20].workout.segments = [Segment(repeats: .max, [step])]
            }
        }
        for number in Hostile.integers {
            judge { $0.days[20].weekIndex = number }
            judge { $0.weeks[3].weekIndex = number }
            judge { $0.days[20].date = CalendarDay(number: number) }
            judge { $0.weeks[3].startDate = CalendarDay(number: number) }
            judge { $0.weeks[3].endDate = CalendarDay(number: number) }
            judge { $0.days[20].workout.segments = [Segment(repeats: number, [])] }
        }
        judge { ($0.weeks, $0.days) = ([], []) }
        judge { $0.weeks.reverse() }
    }

    @Test func `hostile layouts become plans that the rules can judge`() throws {
        for number in Hostile.numbers {
            for type in WorkoutType.allCases {
                let days = Hostile.days + [PlanRequest.halfMarathon.start + 10]
                let layout = PlanLayout(weeks: [
                    .init(
                        targetMiles: number,
                        isDeload: true,
                        reason: "",
                        days: days.map { .init(date: $0, type: type, miles: number, reason: "") }
                    )
                ])
                let plan = try PlanGenerator.plan(for: .halfMarathon, layout: layout)
                #expect(!PlanRules.violations(in: plan).isEmpty)
            }
        }
    }
}
