import ActivityFiles
import Foundation
import Testing
import TrainingMaths

struct CalendarFeedTests {
    static func day(_ number: Int) -> CalendarDay { CalendarDay(number: 20_800 + number) }

    static func plan() -> Plan {
        let race = GoalRace(.half, on: Self.day(3), goalSeconds: 6300, name: "Lauf; rund, um \"Köln\"")
        let request = PlanRequest(race: race, athlete: Athlete(fiveKSeconds: 1470, weeklyMiles: 25), start: Self.day(0))
        func planned(_ id: String, _ number: Int, _ workout: Workout) -> PlannedDay {
            PlannedDay(id: id, weekIndex: 0, date: Self.day(number), phase: .build, workout: workout)
        }
        var intervals = Workout(
            type: .intervals,
            miles: 6,
            label: "6 x 800 m",
            description: "Fast, even; not all-out \\ ever.",
            reason: "Ähnlich wie im Rennen — " + String(repeating: "schön ", count: 20)
        )
        intervals.segments = [
            Segment(
                repeats: 6,
                [
                    WorkoutStep(.interval, .distance(Distance(meters: 800)), title: "Run"),
                    WorkoutStep(.recovery, .time(90), title: "Jog"),
                ]
            )
        ]
        let rest = Workout(type: .rest, miles: 0, label: "Rest", description: "", reason: "")
        let racing = Workout(type: .race, miles: 13.1, label: "Race", description: "Even pace.", reason: "The goal.")
        return Plan(
            id: "plan-1",
            kind: .full,
            request: request,
            weeks: [],
            days: [
                planned("w01-a", 0, intervals), planned("w01-b", 1, rest), planned("w01-d", 3, racing),
            ]
        )
    }

    static let stamp = Date(timeIntervalSince1970: 1_790_000_000)

    static func calendar(_ change: (inout CalendarFeed) -> Void = { _ in }) -> String {
        var calendar = CalendarFeed(plan: Self.plan(), stamp: Self.stamp)
        change(&calendar)
        return String(decoding: calendar.encode(), as: UTF8.self)
    }

    /// The lines as a calendar reads them.
    static func unfolded(_ text: String) -> [String] {
        text.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
    }

    @Test func `lines end with CRLF and none is longer than 75 bytes or cut within a letter`() {
        let lines = Self.calendar().components(separatedBy: "\r\n")

        #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") && !$0.contains("\r") })
        #expect(lines.contains { $0.hasPrefix(" ") })
        #expect(!Self.calendar().contains("\u{FFFD}"))
        #expect(lines.last == "")
    }

    @Test func `a session is an event of one whole day that nothing is asked of twice`() {
        let lines = Self.unfolded(Self.calendar())

        #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == 2)
        #expect(lines.contains("UID:w01-a.plan-1@gofast"))
        #expect(lines.contains("DTSTAMP:20260921T141320Z"))
        #expect(lines.contains("DTSTART;VALUE=DATE:20261213") && lines.contains("DTEND;VALUE=DATE:20261214"))
        #expect(lines.contains("SUMMARY:6 mi: 6 x 800 m"))
        #expect(lines.contains("CATEGORIES:Training,Build,Intervals"))
        #expect(lines.contains("REFRESH-INTERVAL;VALUE=DURATION:PT6H") && lines.contains("X-PUBLISHED-TTL:PT6H"))
    }

    @Test func `text is escaped and holds the steps`() throws {
        let text = try #require(Self.unfolded(Self.calendar()).first { $0.hasPrefix("DESCRIPTION:Fast") })

        #expect(
            text.hasPrefix(
                "DESCRIPTION:Fast\\, even\\; not all-out \\\\ ever.\\n6 times:\\n  - Run\\, 800 m\\n  - Jog\\, 1:30\\n"
            )
        )
        #expect(text.hasSuffix("schön "))
    }

    @Test func `the race is an event of its own, with an alarm when it is asked for`() {
        let plain = Self.unfolded(Self.calendar())
        let loud = Self.unfolded(Self.calendar { $0.raceAlarmHours = 12 })

        #expect(plain.contains("UID:race-2026-12-16.plan-1@gofast"))
        #expect(plain.contains("SUMMARY:Race: Lauf\\; rund\\, um \"Köln\" (half marathon)"))
        #expect(plain.contains { $0.hasPrefix("DESCRIPTION:Goal: 1:45:00\\nEven pace.") })
        #expect(!plain.contains("BEGIN:VALARM"))
        #expect(loud.contains("BEGIN:VALARM") && loud.contains("TRIGGER:-PT12H"))
    }

    @Test func `a changed session keeps its UID and counts up, a removed one is cancelled`() {
        let removed = PlannedDay(
            id: "w01-z",
            weekIndex: 0,
            date: Self.day(2),
            phase: .build,
            workout: Workout(type: .easy, miles: 3, label: "Easy", description: "", reason: "")
        )
        let lines = Self.unfolded(
            Self.calendar {
                $0.calendarID = "kept"
                $0.sequences = ["w01-a": 3]
                $0.removed = [removed, Self.plan().days[0]]
            }
        )

        #expect(lines.contains("UID:w01-a.kept@gofast") && lines.contains("SEQUENCE:3"))
        #expect(lines.contains("UID:w01-z.kept@gofast"))
        #expect(lines.filter { $0 == "STATUS:CANCELLED" }.count == 1)
    }
}
