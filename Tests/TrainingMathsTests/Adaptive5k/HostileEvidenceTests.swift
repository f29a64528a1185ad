import Testing

@testable import TrainingMaths

struct HostileEvidenceTests {
    @Test func `no evidence breaks the ledger or moves it out of its bounds`() {
        for (first, second) in Hostile.pairs {
            var ledger = Adaptive5kLedger(start: .init(fiveKSeconds: first), on: CalendarDay(number: .min))
            #expect((600...7200).contains(ledger.current.fiveKSeconds))
            for (index, day) in Hostile.days.enumerated() {
                let findings: [Adaptive5kEvidence.Finding] = [
                    .stated(fiveKSeconds: second), .weeklyEfficiency(first),
                    .lightWeek(longRunRatio: first, secondsSlowerThanTarget: second),
                    .intervals(pace: first, target: second, offset: first), .tempo(pace: second),
                    .easyRun(heartRate: first, secondsFasterThanTarget: second),
                ]
                for finding in findings { ledger.add(Adaptive5kEvidence(finding, on: day, activity: "\(index)")) }
            }
            for number in Hostile.integers {
                ledger.contest(entry: number, reason: "", on: CalendarDay(number: number))
                ledger.restore(entry: number, on: CalendarDay(number: number))
            }
            #expect((500...8100).contains(ledger.current.fiveKSeconds))
            #expect(ledger.current.aerobicCeiling.map { (80...210).contains($0) } ?? true)
            _ = ledger.staleNote(on: CalendarDay(number: .max))
        }
    }

    @Test func `snapshots of all of history end`() {
        var ledger = Adaptive5kLedger(start: .init(fiveKSeconds: 1470), on: CalendarDay(number: .min))
        ledger.add(Adaptive5kEvidence(.weeklyEfficiency(0.97), on: CalendarDay(number: 0)))

        #expect(ledger.snapshots(through: CalendarDay(number: .min)).count <= 1)
        #expect(ledger.snapshots(through: CalendarDay(number: .max)).last?.state.fiveKSeconds == 1460)
    }
}
