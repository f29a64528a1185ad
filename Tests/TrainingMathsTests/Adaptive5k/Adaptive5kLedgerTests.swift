import Foundation
import Testing

@testable import TrainingMaths

struct Adaptive5kLedgerTests {
    private let monday = CalendarDay(number: 20_776).monday
    private var ledger: Adaptive5kLedger {
        Adaptive5kLedger(start: .init(fiveKSeconds: 474 * RaceDistance.fiveK.distance.miles), on: self.monday)
    }

    private func intervals(_ pace: Double, _ activity: String, week: Int = 0) -> Adaptive5kEvidence {
        .init(.intervals(pace: pace, target: 464, offset: -10), on: self.monday + (7 * week + 1), activity: activity)
    }

    private func week(_ efficiency: Double, _ week: Int = 0) -> Adaptive5kEvidence {
        .init(.weeklyEfficiency(efficiency), on: self.monday + (7 * week + 6))
    }

    @Test func `an entry names its source, rule, numbers and bound`() throws {
        var ledger = self.ledger

        guard case .recorded(let entry) = ledger.add(self.intervals(440, "a1")) else {
            throw UnitError(.empty, .time, input: "")
        }

        #expect(abs(ledger.current.fiveKPace - 464) < 1e-9)
        #expect(entry.bound == .workout)
        #expect(
            entry.text
                == "\(self.monday + 1), interval credit (activity a1): 5k 24:33 to 24:02, the most that one workout may change"
        )
    }

    @Test func `the same evidence counts once, whatever its figures`() {
        var ledger = self.ledger
        ledger.add(self.week(0.97))
        let once = ledger

        let outcome1 = ledger.add(self.week(0.97))
        #expect(outcome1 == .alreadyCounted(entry: 1))
        let outcome2 = ledger.add(.init(.weeklyEfficiency(0.2), on: self.monday))
        #expect(outcome2 == .alreadyCounted(entry: 1))
        #expect(ledger == once)
    }

    @Test func `the long run of a week counts once however often the job runs`() {
        var ledger = self.ledger
        for day in 0..<7 {
            ledger.add(.init(.lightWeek(longRunRatio: 1, secondsSlowerThanTarget: 0), on: self.monday + day))
        }

        #expect(abs(ledger.current.fiveKPace - 469) < 1e-9)
        #expect(ledger.entries.count == 1)
    }

    @Test func `a week moves the 5k by 10 seconds a mile at most`() {
        var ledger = self.ledger
        for number in 0..<5 { ledger.add(self.intervals(440, "a\(number)")) }
        ledger.add(self.week(0.97))

        #expect(abs(ledger.current.fiveKPace - 464) < 1e-9)
        #expect(ledger.entries.last?.bound == .week)
    }

    @Test func `no number of weeks leaves 12 percent around the last raced time`() {
        var ledger = self.ledger
        for week in 0..<60 { ledger.add(self.intervals(300, "a\(week)", week: week)) }

        #expect(abs(ledger.current.fiveKPace - 474 * 0.88) < 1e-9)
        #expect(ledger.entries.last?.bound == .anchor)
        ledger.add(.init(.stated(fiveKSeconds: 1300), on: self.monday + 500, activity: "race"))
        #expect(ledger.current.fiveKSeconds == 1300)
        ledger.add(self.intervals(300, "late", week: 61))
        #expect(ledger.entries.last?.bound == .older)
        #expect(ledger.current.fiveKSeconds == 1300)
    }

    @Test func `a contested entry does not count and can be restored to the same number`() {
        var ledger = self.ledger
        ledger.add(self.intervals(460, "a1"))
        ledger.add(self.week(0.3, 1))
        ledger.add(self.intervals(458, "a2", week: 2))
        let before = ledger.current

        let outcome4 = ledger.contest(entry: 2, reason: "I was ill", on: self.monday + 20)
        #expect(outcome4)
        #expect(ledger.current.fiveKSeconds < before.fiveKSeconds)
        #expect(ledger.entries[1].text.hasSuffix("not counted, contested: I was ill"))
        let outcome3 = ledger.add(self.week(0.3, 1))
        #expect(outcome3 == .alreadyCounted(entry: 2))
        let outcome5 = ledger.contest(entry: 2, reason: "again", on: self.monday + 21)
        #expect(!outcome5)
        let outcome6 = ledger.contest(entry: 99, reason: "none", on: self.monday + 21)
        #expect(!outcome6)
        let outcome7 = ledger.restore(entry: 2, on: self.monday + 22)
        #expect(outcome7)
        let outcome8 = ledger.restore(entry: 2, on: self.monday + 22)
        #expect(!outcome8)
        #expect(ledger.current == before)
        #expect(ledger.events.count == 5)
    }

    @Test func `a written ledger replays to the same entries`() throws {
        var ledger = self.ledger
        ledger.add(self.intervals(460, "a1"))
        ledger.add(.init(.tempo(pace: 505), on: self.monday + 3, activity: "t1"))
        ledger.add(.init(.easyRun(heartRate: 142, secondsFasterThanTarget: 5), on: self.monday + 4, activity: "e1"))
        ledger.contest(entry: 1, reason: "downhill", on: self.monday + 5)

        let again = try JSONDecoder().decode(Adaptive5kLedger.self, from: try JSONEncoder().encode(ledger))

        #expect(again == ledger)
        #expect(again.entries == ledger.entries)
        #expect(again.current == ledger.current)
        #expect(again.current.thresholdSecondsPerMile == 505 && again.current.aerobicCeiling == 142)
    }

    @Test func `a tempo run near 5k pace says that the 5k is out of date`() {
        var ledger = self.ledger
        ledger.add(.init(.tempo(pace: 480), on: self.monday, activity: "t1"))

        #expect(ledger.current.thresholdSecondsPerMile == nil)
        #expect(ledger.entries.last?.text.contains("out of date") == true)
    }

    @Test func `what teaches nothing leaves no entry`() {
        var ledger = self.ledger
        let evidence: [Adaptive5kEvidence.Finding] = [
            .intervals(pace: 465, target: 464, offset: -10), .easyRun(heartRate: 140, secondsFasterThanTarget: 16),
            .weeklyEfficiency(.nan), .weeklyEfficiency(7), .tempo(pace: .infinity), .stated(fiveKSeconds: -1),
            .lightWeek(longRunRatio: 0.5, secondsSlowerThanTarget: 0), .intervals(pace: .nan, target: 464, offset: 0),
        ]
        for finding in evidence {
            guard case .notQualifying = ledger.add(.init(finding, on: self.monday, activity: "x")) else {
                Issue.record("\(finding) was taken")
                continue
            }
        }
        #expect(ledger == self.ledger)
    }

    @Test func `every week has a snapshot and late evidence counts in its own week`() {
        var ledger = self.ledger
        ledger.add(self.week(0.97, 3))
        ledger.add(self.week(0.97, 1))

        let snapshots = ledger.snapshots(through: self.monday + 30)

        #expect(snapshots.map(\.week) == (0...4).map { self.monday + 7 * $0 })
        let start = self.ledger.current.fiveKSeconds
        #expect(snapshots.map { ($0.state.fiveKSeconds - start).rounded() } == [0, -10, -10, -20, -20])
        #expect(snapshots.map(\.entries) == [[], [2], [], [1], []])
    }

    @Test func `after 21 days without evidence the number is called old`() {
        var ledger = self.ledger
        #expect(ledger.staleNote(on: self.monday + 20) == nil)
        #expect(ledger.staleNote(on: self.monday + 21)?.contains("No evidence for 21 days") == true)
        ledger.add(self.week(0.7, 2))
        #expect(ledger.staleNote(on: self.monday + 40) == nil)
        ledger.contest(entry: 1, reason: "no", on: self.monday + 22)
        #expect(ledger.staleNote(on: self.monday + 40) != nil)
        #expect(!ledger.whatWouldChangeIt.isEmpty)
    }
}
