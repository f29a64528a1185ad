import Foundation
import Testing
import TrainingMaths

@testable import ActivityFiles

@Suite struct HostileListTests {
    @Test func `a row of nothing but commas is cut, and the next one still comes`() {
        var rows = CSVRows(Array((String(repeating: ",", count: 5000) + "\nnext,row").utf8))

        #expect(rows.next()?.count == CSVRows.mostFields)
        #expect(rows.next() == ["next", "row"])
    }

    @Test func `a list gives no more notes than were asked for`() {
        let rows = (0..<5).map { "\($0),,Run \($0),Run,,activities/\($0).fit" }.joined(separator: "\n")
        let csv = Array(("id,date,name,type,text,Filename\n" + rows).utf8)

        let cut = StravaList(csv: csv, limit: 3)
        let whole = StravaList(csv: csv, limit: 5)

        #expect(cut.notes.count == 3 && cut.isCut)
        #expect(whole.notes.count == 5 && !whole.isCut)
    }

    @Test(arguments: [
        ("[{},{},{}]", 2, 0, true), ("[{},{}]", 2, 0, false),
        (#"[{"summarizedActivitiesExport":[{"startTimeGmt":1000},{"startTimeGmt":2000}]}]"#, 1, 1, true),
        (
            #"[{"summarizedActivitiesExport":[{"startTimeGmt":1000}]},{"summarizedActivitiesExport":[{"startTimeGmt":2000}]}]"#,
            2, 2, false
        ),
    ])
    func `an array gives no more than was asked for`(json: String, limit: Int, count: Int, isCut: Bool) throws {
        let list = try GarminList(json: Array(json.utf8), limit: limit)

        #expect(list.notes.count == count)
        #expect(list.isCut == isCut)
    }

    @Test func `activities that all begin at once are not all compared`() {
        var activity = ImportedActivity(Activity(sport: Sport(.running), start: Date(timeIntervalSince1970: 1.7e9)))
        activity.distance = 5000
        var similar = SimilarActivities()
        for file in 0..<200 { similar.add([activity], of: ContentID(rawValue: "\(file)-1")) }

        #expect(similar.contents(like: [activity]).count == 50)
    }
}
