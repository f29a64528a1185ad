import ActivityFiles
import Foundation
import Testing
import TrainingMaths

struct CSVTableTests {
    private static func line(_ cells: [CSVTable.Cell]) -> String {
        let header = cells.indices.map { "c\($0)" }
        let text = String(decoding: CSVTable(header: header, rows: [cells]).encode(), as: UTF8.self)
        return text.components(separatedBy: "\r\n").dropFirst().dropLast().joined(separator: "\r\n")
    }

    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("=1+1", "'=1+1"), ("+49", "'+49"), ("-5", "'-5"), ("@x", "'@x"),
        ("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\""),
        ("Köln", "Köln"), ("", ""), (" x", "\" x\""), ("a-b", "a-b"),
    ])
    func `words are quoted where needed and never run as a formula`(words: String, cell: String) {
        #expect(Self.line([.text(words), .number(1, places: 0)]) == cell + ",1")
    }

    @Test(arguments: [
        (12.5, 3, "12.5"), (-0.25, 2, "-0.25"), (3, 2, "3"), (0.005, 2, "0.01"), (-0.001, 2, "0"), (100, 0, "100"),
        (.nan, 2, ""), (.infinity, 2, ""), (1e300, 2, ""), (0.05, 1, "0.1"),
    ])
    func `numbers have a point, no needless zeros, and none when there is none`(
        number: Double,
        places: Int,
        cell: String
    ) {
        #expect(Self.line([.number(number, places: places), .text("x")]) == cell + ",x")
    }

    @Test func `the days of a plan have their units in the names of the columns`() {
        let plan = CalendarFeedTests.plan()
        let miles = CSVTable.plannedDays(of: plan)
        let kilometers = CSVTable.plannedDays(of: plan, units: .kilometers)

        #expect(miles.header.contains("distance_mi") && kilometers.header.contains("distance_km"))
        #expect(miles.rows.count == 3 && miles.rows.allSatisfy { $0.count == miles.header.count })
        #expect(miles.rows[0][7] == .number(6, places: 2))
        #expect(kilometers.rows[0][7] == .number(9.656064, places: 2))
        #expect(
            String(decoding: miles.encode(), as: UTF8.self).contains(
                "\r\n2026-12-13,Sunday,1,build,w01-a,intervals,6 x 800 m,6,"
            )
        )
    }

    @Test func `activities, laps and splits have a row each`() throws {
        let activity = try XMLSamples.activity(XMLSamples.tcx)
        let activities = CSVTable.activities([activity], units: .kilometers)
        let laps = CSVTable.laps([activity], units: .kilometers)
        let splits = CSVTable.splits(
            of: RunMetrics(activity, units: .kilometers),
            activity: activity,
            units: .kilometers
        )

        #expect(
            String(decoding: activities.encode(), as: UTF8.self).components(separatedBy: "\r\n")[1]
                == "2019-01-29T10:25:13Z,,running,,Easy & slow,Polar M400,0.091,30,,128,145,,,,10,2,4"
        )
        #expect(laps.rows.map { $0[1] } == [.number(1, places: 0), .number(2, places: 0)])
        #expect(laps.rows[0].count == laps.header.count && laps.rows[0].last == .text("5:31"))
        #expect(splits.rows.allSatisfy { $0.count == splits.header.count })
    }

    @Test func `each sample of each activity is a row`() {
        var first = Activity(sport: Sport(.running), start: nil)
        first.samples = [Sample(seconds: 0), Sample(seconds: 1.5)]
        first.samples[1].heartRate = 140
        var second = first
        second.samples.removeLast()

        let table = CSVTable.samples([first, Activity(sport: Sport(.running), start: nil), second])
        let lines = String(decoding: table.encode(), as: UTF8.self).components(separatedBy: "\r\n")

        #expect(lines.dropFirst() == ["1,0,,,,,,,,,", "1,1.5,,,,,,140,,,", "3,0,,,,,,,,,", ""])
        #expect(table.rows.count == 3)
    }
}
