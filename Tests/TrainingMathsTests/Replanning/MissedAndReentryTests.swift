import Foundation
import Testing

@testable import TrainingMaths

struct MissedAndReentryTests {
    private let book: PlanBook
    /// The Wednesday of the fifth week.
    private let today: CalendarDay

    init() throws {
        self.book = PlanBook(try Plan.sample())
        self.today = self.book.base.request.start + 30
    }

    @Test func `one easy run missed is dropped, and twice missed is missed once`() throws {
        let missed = PlanOperation.missed(days: ["w05-wed"], moveKey: true)
        let after = try self.book.applying(missed, today: self.today + 1)

        #expect(after.current == self.book.base)
        #expect(after.outcomes == ["w05-wed": .missed])
        #expect(try after.applying(missed, today: self.today + 1) == after)
    }

    @Test func `a key session moves only to a day two days away from hard ones`() throws {
        let dropped = try self.book.applying(.missed(days: ["w05-tue"], moveKey: true), today: self.today)
        let moved = try self.book.applying(.missed(days: ["w08-tue"], moveKey: true), today: self.today + 21)

        #expect(dropped.current == self.book.base)
        #expect(try moved.current.day("w08-tue") == self.book.base.day("w08-tue"))
        #expect(try moved.current.day("w08-wed").workout.label == self.book.base.day("w08-tue").workout.label)
        #expect(moved.current.days.count { $0.weekIndex == 7 && $0.isSession } == 5)
    }

    @Test func `two missed within a week make the week smaller and hold the next`() throws {
        let after = try self.book.applying(.missed(days: ["w05-tue", "w05-wed"], moveKey: true), today: self.today + 1)

        let longRun = try after.current.day("w05-sat").workout.miles
        let planned = try self.book.base.day("w05-sat").workout.miles
        // The rest of the week is about four fifths of what was planned.
        #expect([longRun, planned] == [7, 9])
        #expect(after.current.weeks[5].targetMiles <= self.book.base.weeks[4].targetMiles)
        #expect(after.changes[0].diff.added.isEmpty)
    }

    @Test func `three missed ask how to go on, until it is answered`() throws {
        let today = self.today + 2
        let after = try self.book.applying(
            .missed(days: ["w05-tue", "w05-wed", "w05-thu"], moveKey: true),
            today: today
        )

        #expect(self.book.realignOffer(today: today) == nil)
        #expect(after.realignOffer(today: today)?.missed == 3)
        #expect(after.realignOffer(today: today)?.choices == Realignment.allCases)
        for choice in Realignment.allCases {
            let answered = try after.applying(.realign(choice), today: today)
            #expect(answered.realignOffer(today: today) == nil)
            #expect((answered.current == after.current) == (choice == .goOn))
        }
        let repeated = try after.applying(.realign(.repeatWeek), today: today)
        #expect(try repeated.current.day("w06-tue").workout.type == self.book.base.day("w05-tue").workout.type)
    }

    @Test(
        arguments: [
            (3, 0, []), (4, 2, []), (6, 2, []), (7, 3, [0.8]), (13, 3, [0.75]), (14, 5, [0.6, 0.8]),
            (27, 8, [0.5, 0.75, 0.9]), (28, 10, [0.5, 0.65, 0.8, 0.9]),
        ] as [(Int, Int, [Double])]
    )
    func `the way back is graded by the gap`(days: Int, easy: Int, shares: [Double]) {
        let rule = Reentry(gapDays: days)

        #expect(rule.easyRuns == easy)
        #expect(rule.shares.count == shares.count)
        #expect(zip(rule.shares, shares).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(rule.needsTest == (days >= 28))
    }

    @Test func `a gap of two to four weeks costs two to four percent of the 5k`() {
        #expect(Reentry(gapDays: 13).fiveKLoss == nil)
        #expect(Reentry(gapDays: 14).fiveKLoss == 0.02)
        #expect(Reentry(gapDays: 27).fiveKLoss == 0.04)
        #expect(Reentry(gapDays: 28).fiveKLoss == nil)
    }

    @Test(arguments: [1, 3, 5, 8, 13, 15, 21, 30, 40])
    func `the way back keeps the guard and starts easy`(days: Int) throws {
        let resume = self.today
        let after = try self.book.applying(.gap(lastRun: resume + (-days - 1), resume: resume), today: resume)

        let rule = Reentry(gapDays: days)
        let runs = after.current.days.filter { $0.date >= resume && $0.isRun }
        #expect(runs.prefix(rule.easyRuns).allSatisfy { !$0.isDemanding })
        var longest: [(CalendarDay, Double)] = self.book.base.days.filter { $0.date < resume + -days }
            .map { ($0.date, $0.workout.miles) }
        for run in runs where run.date < resume + max(7 * rule.shares.count, 7) {
            let recent = longest.filter { run.date - $0.0 <= 30 }.map(\.1).max() ?? 0
            let limit = PlanLimits.guarded(
                longest: max(recent, run.date - self.book.base.request.start <= 31 ? 7.5 : 0, 3.5)
            )
            #expect(run.workout.miles <= limit + 0.001)
            longest.append((run.date, run.workout.miles))
        }
    }

    @Test func `fever is rest until well for two days, then the way back`() throws {
        let after = try self.book.applying(
            .illness(.feverOrChest, from: self.today, until: self.today + 6),
            today: self.today
        )

        let off = after.current.days.filter { (self.today...(self.today + 8)).contains($0.date) }
        #expect(off.allSatisfy { !$0.isSession })
        let back = after.current.days.filter { $0.date > self.today + 8 && $0.isRun }
        #expect(back.prefix(3).allSatisfy { !$0.isDemanding })
    }

    @Test func `a cold leaves easy runs only`() throws {
        let after = try self.book.applying(
            .illness(.aboveNeck, from: self.today, until: self.today + 3),
            today: self.today
        )

        let days = after.current.days.filter { (self.today...(self.today + 3)).contains($0.date) && $0.isSession }
        #expect(days.map(\.workout.type) == [.easy, .easy, .easy])
        let planned = try ["w05-wed", "w05-thu", "w05-sat"].map { try self.book.base.day($0).workout.miles }
        #expect(days.map(\.workout.miles) == planned.map { ($0 * 3).rounded(.down) / 4 })
    }

    @Test(arguments: [
        (0, false, Injury.Light.green), (2, false, .green), (3, false, .amber), (5, false, .amber), (6, false, .red),
        (1, true, .red),
    ])
    func `pain decides by traffic light, and any limp is red`(pain: Int, limping: Bool, light: Injury.Light) {
        #expect(Injury("knee", pain: pain, limping: limping).light == light)
    }

    @Test func `amber replaces hard runs by the same minutes elsewhere`() throws {
        let after = try self.book.applying(
            .injury(Injury("calf", pain: 4), from: self.today, until: self.today + 4),
            today: self.today
        )

        #expect(try after.current.day("w05-thu").workout.type == .crossTrain)
        #expect(try after.current.day("w05-thu").workout.miles == 0)
        let easy = try after.current.day("w05-wed").workout.miles
        let planned = try self.book.base.day("w05-wed").workout.miles
        #expect([easy, planned] == [4, 5.5])
        let next = after.current.days.filter { $0.date > self.today + 4 && $0.isRun }
        #expect(next.prefix(3).allSatisfy { !$0.isDemanding })
    }

    @Test func `red is rest, then the ladder from walking to running, then three easy runs`() throws {
        let until = self.today + 13
        let after = try self.book.applying(
            .injury(Injury("shin", pain: 8), from: self.today, until: until),
            today: self.today
        )

        let runs = after.current.days.filter { $0.date >= self.today && $0.isRun }
        #expect(runs.first.map { $0.date > until } == true)
        #expect(runs.prefix(6).map(\.workout.label) == RunWalk.ladder.map(\.label))
        #expect(runs.prefix(9).allSatisfy { !$0.isDemanding })
        let broken = PlanRules.violations(in: after.current).filter { [.segments, .sessionGuard].contains($0.rule) }
        #expect(broken.isEmpty)
    }
}
