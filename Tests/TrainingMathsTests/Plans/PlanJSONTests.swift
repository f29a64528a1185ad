import Foundation
import Testing

@testable import TrainingMaths

struct PlanJSONTests {
    @Test func `a plan that is written and read is the same plan`() throws {
        var sampler = PlanSampler(seed: 7)
        for _ in 0..<40 {
            var request = sampler.request()
            request.athlete.fiveKSeconds += 0.37
            let plan = try PlanGenerator.plan(for: request)

            let json = try plan.json()
            let read = try Plan(json: json)

            #expect(read == plan)
            #expect(try read.json() == json)
        }
    }

    @Test func `names are those of the approved model`() throws {
        let plan = try PlanGenerator.plan(for: .halfMarathon)
        let object = try #require(JSONSerialization.jsonObject(with: plan.json()) as? [String: Any])
        let week = try #require((object["weeks"] as? [[String: Any]])?.first)
        let day = try #require((object["days"] as? [[String: Any]])?.first)
        let planned = try #require(day["plannedData"] as? [String: Any])
        let race = try #require(object["race"] as? [String: Any])

        #expect(object["kind"] as? String == "full")
        #expect(object["baseline5k"] as? String == "24:30")
        #expect(object["totalWeeks"] as? Int == 22)
        #expect(
            Set(week.keys) == ["weekIndex", "startDate", "endDate", "phase", "targetMileage", "isDeload", "reason"]
        )
        #expect(Set(day.keys) == ["id", "weekIndex", "dayIndex", "dayName", "date", "phase", "plannedData"])
        #expect(planned["type"] as? String == "long_run")
        #expect(planned["mileage"] as? Double != nil)
        #expect(race["raceType"] as? String == "half")
        #expect(race["goalTime"] as? String == "1:45:00")
        #expect(race["goalPace"] as? String == "8:01")
        let overview = try #require(object["phaseOverview"] as? [String: [String: Int]])
        #expect(overview["taper"] == ["weeks": 2, "startWeek": 20, "endWeek": 21])
    }

    @Test func `what is optional may be missing, and unknown keys do no harm`() throws {
        let json = """
            {"startDate": "2027-04-05", "race": {"raceType": "5k", "raceDate": "2027-04-11"}, "baseline5k": "24:30",
             "baselineWeeklyMileage": 20, "colour": "blue",
             "weeks": [{"weekIndex": 0, "startDate": "2027-04-05", "endDate": "2027-04-11", "phase": "taper",
                        "targetMileage": 3}],
             "days": [{"weekIndex": 0, "date": "2027-04-05", "plannedData": {"type": "easy", "mileage": 3,
                       "paceRange": "9:30-10:10"}}]}
            """
        let plan = try Plan(json: Data(json.utf8))

        #expect(plan.kind == .racePrep)
        #expect(plan.days.first?.phase == .taper)
        #expect(plan.days.first?.workout.paceRange?.lowerBound == Pace(secondsPerMile: 570))
        #expect(plan.request.daysPerWeek == 5)
    }

    @Test(
        arguments: [
            ("{", "This is no JSON of a plan."),
            ("[]", "The plan has another kind of value than an object."),
            ("{}", "The plan lacks “startDate”."),
            (
                #"{"startDate": "2027-02-30"}"#,
                "The plan is wrong at startDate: “2027-02-30” is not a day like 2027-04-18."
            ),
            (
                #"{"startDate": "2027-02-28", "race": {"raceType": "7k", "raceDate": "2027-05-01"}}"#,
                "The plan is wrong at race: “7k” is not 5k, 10k, 10m, half, marathon or other."
            ),
            (
                #"""
                {"startDate": "2027-02-28", "race": {"raceType": "5k", "raceDate": "2027-05-01"}, "baseline5k": "24:30",
                 "baselineWeeklyMileage": 25, "weeks": [{"weekIndex": 9223372036854775807, "startDate": "2027-02-28",
                 "endDate": "2027-02-28", "phase": "base", "targetMileage": 3}], "days": []}
                """#, "The plan is wrong at weeks: 9223372036854775807 is no index of a week: the first week is 0."
            ),
            (
                #"{"startDate": "2027-02-28", "race": {"raceType": "5k", "raceDate": "2027-05-01"}, "baseline5k": 3}"#,
                "The plan has another kind of value than a text at baseline5k."
            ),
        ]
    )
    func `what is wrong is told in words`(json: String, words: String) throws {
        let error = #expect(throws: PlanFormatError.self) { try Plan(json: Data(json.utf8)) }

        #expect(error?.description == words)
    }
}

extension PlanRequest {
    /// 24:30 for 5k, 25 miles a week, a half marathon in 1:45:00 on 2027-04-18, from 2026-11-21 on.
    static var halfMarathon: PlanRequest {
        PlanRequest(
            race: GoalRace(.half, on: CalendarDay(number: 20_926), goalSeconds: 6300),
            athlete: Athlete(fiveKSeconds: 1470, weeklyMiles: 25),
            start: CalendarDay(number: 20_778)
        )
    }
}
