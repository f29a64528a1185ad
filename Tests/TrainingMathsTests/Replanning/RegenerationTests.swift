import Testing

@testable import TrainingMaths

struct RegenerationTests {
    private let book: PlanBook
    /// The Wednesday of the fifth week.
    private let today: CalendarDay
    private var monday: CalendarDay { self.today.monday + 7 }

    init() throws {
        self.book = PlanBook(try Plan.sample())
        self.today = self.book.base.request.start + 30
    }

    static let operations: [PlanOperation] = [
        .goalTime(seconds: 6600), .goalTime(seconds: nil), .raceDay(CalendarDay(number: 20_940)),
        .raceDay(CalendarDay(number: 20_898)), .raceDistance(meters: 10_000), .raceDistance(meters: 5000),
        .baseline(fiveKSeconds: 1400, weeklyMiles: nil, longestRunMiles: nil),
        .baseline(fiveKSeconds: nil, weeklyMiles: 30, longestRunMiles: 10),
        .addRace(name: "City run", meters: 10_000, on: CalendarDay(number: 20_891), goalSeconds: nil),
    ]

    @Test(arguments: Self.operations)
    func `a new goal leaves this week and all before as they are, and the new weeks keep the rules`(
        operation: PlanOperation
    ) throws {
        let after = try self.book.applying(operation, today: self.today)

        #expect(
            after.current.days.filter { $0.date < self.monday } == self.book.base.days.filter { $0.date < self.monday }
        )
        // Phases are those of the new race in the new weeks only; a lighter week may be far under a high one of the past.
        let broken = PlanRules.violations(in: after.current).filter { violation in
            violation.rule != .phases && violation.rule != .deload
                && violation.weekIndex.map { after.current.weeks[$0].startDate >= self.monday } ?? true
        }
        #expect(broken.isEmpty, "\(broken.map(\.description).joined(separator: "\n"))")
        #expect(after.current.days.last?.date == after.current.request.race.day)
    }

    @Test func `a new goal time leaves every id and every distance`() throws {
        let after = try self.book.applying(.goalTime(seconds: 6600), today: self.today)

        #expect(after.current.days.map(\.id) == self.book.base.days.map(\.id))
        #expect(after.current.days.map(\.workout.miles) == self.book.base.days.map(\.workout.miles))
        #expect(after.current.request.race.goalSeconds == 6600)
    }

    @Test func `a blackout and a moved day outlive a new race date`() throws {
        let first = self.monday + 12
        let wishes = try self.book
            .applying(.blackout(from: first, to: first + 3, why: "travel"), today: self.today)
            .applying(.move(day: "w06-wed", to: self.monday + 4), today: self.today)

        let after = try wishes.applying(.raceDay(self.book.base.request.race.day + 14), today: self.today)

        #expect(after.current.days.filter { (first...(first + 3)).contains($0.date) }.allSatisfy { !$0.isSession })
        #expect(try after.current.day("w06-wed").date == self.monday + 4)
    }

    @Test func `a race this week or before next Monday is refused in words`() throws {
        #expect(throws: ReplanError.raceTooSoon(race: self.monday, nextMonday: self.monday)) {
            try self.book.applying(.raceDay(self.monday), today: self.today)
        }
        #expect(throws: ReplanError.noSuchRace(self.monday)) {
            try self.book.applying(.cancelRace(on: self.monday), today: self.today)
        }
        #expect(throws: ReplanError.plan(.fiveK(seconds: 100))) {
            try self.book.applying(
                .baseline(fiveKSeconds: 100, weeklyMiles: nil, longestRunMiles: nil),
                today: self.today
            )
        }
    }

    @Test func `a race on the way that is cancelled gives the plan back as it was`() throws {
        let race = PlanOperation.addRace(name: nil, meters: 10_000, on: self.monday + 13, goalSeconds: nil)
        let after = try self.book.applying(race, today: self.today)

        let cancelled = try after.applying(.cancelRace(on: self.monday + 13), today: self.today)

        #expect(try after.current.day("w07-sun").workout.type == .race)
        #expect(cancelled.current.days == self.book.base.days)
    }

    @Test func `what if compares without committing`() throws {
        let results = self.book.comparing(
            [
                WhatIf("Later", [.raceDay(self.book.base.request.race.day + 14)]),
                WhatIf("No race", [.cancelRace(on: self.monday)]),
            ],
            today: self.today
        )

        #expect(results.map(\.name) == ["As planned", "Later", "No race"])
        #expect(results.map(\.weeklyMiles.count) == [12, 14, 12])
        #expect(results[0].longestRunMiles == 12.5)
        #expect(results.map { $0.refusal == nil } == [true, true, false])
    }

    @Test(arguments: [-14, -13, -7, -6, 1, 8, 15])
    func `a skipped session ahead never ends up behind or on a new race day`(shift: Int) throws {
        let last = self.book.base.request.race.day
        let race = last + shift
        // Two skipped sessions near the end, one of them where an earlier race may be.
        let skipped = self.book.base.days.filter { day in
            day.isRun && day.workout.type != .race && (day.date == race || day.date > race || day.date == last + -1)
        }
        var book = self.book
        for day in skipped { book = try book.applying(.skip(day: day.id, why: "travel"), today: self.today) }

        let after = try book.applying(.raceDay(race), today: self.today).current

        #expect(JudgedPlan(after).calendarRule.filter { $0.rule == .calendar }.isEmpty)
        #expect(after.days.last?.date == race)
        #expect(after.days.last?.workout.type == .race)
        let ids = Set(skipped.map(\.id))
        #expect(after.days.filter { ids.contains($0.id) && $0.isSession }.isEmpty)
    }

    @Test func `a race on a Monday that moves on gives its day to the week of that Monday`() throws {
        let monday = self.book.base.request.race.day + 1
        let folded = try self.book.applying(.raceDay(monday), today: self.today)
        #expect(folded.current.weeks.last?.endDate == monday)

        for today in [self.today, monday + -9, monday + -3, monday + -1] {
            let after = try folded.applying(.raceDay(monday + 13), today: today).current
            let broken = JudgedPlan(after).calendarRule.filter { $0.rule == .calendar }
            #expect(broken.isEmpty, "\(today): \(broken.map(\.description))")
            #expect(after.days.last?.date == monday + 13)
        }
    }

    @Test(arguments: [0, 1, 2])
    func `the way back after a pause outlives a new goal`(kind: Int) throws {
        let (first, last) = (self.today + -7, self.today + -1)
        let pause: PlanOperation =
            [
                .illness(.feverOrChest, from: first, until: last), .gap(lastRun: first + -1, resume: self.today),
                .injury(Injury("knee", pain: 8), from: first, until: last),
            ][kind]
        let back = try self.book.applying(pause, today: self.today)

        let after = try back.applying(.goalTime(seconds: 6600), today: self.today + 2)

        func runs(_ plan: Plan) -> [PlannedDay] { plan.days.filter { $0.date >= self.today && $0.isRun } }
        let easy = kind == 2 ? 6 : 3
        #expect(runs(after.current).prefix(easy).allSatisfy { !$0.workout.type.isHard })
        #expect(
            runs(after.current).prefix(kind == 2 ? 3 : 2).map(\.workout.label)
                == runs(back.current).prefix(kind == 2 ? 3 : 2).map(\.workout.label)
        )
        #expect(
            self.book.base.days.filter { $0.date >= self.today && $0.isRun }.prefix(easy).contains {
                $0.workout.type.isHard
            }
        )
        for (new, old) in zip(after.current.weeks, self.book.base.weeks).prefix(7) {
            #expect(new.targetMiles <= old.targetMiles)
        }
    }

    @Test func `plans in kilometres stay in half kilometres`() throws {
        let book = PlanBook(try Plan.sample(units: .kilometers))
        let after = try book.applying(
            .illness(.feverOrChest, from: self.today, until: self.today + 6),
            today: self.today
        ).current

        #expect(after != book.base)
        #expect(after.days.allSatisfy { PlanStep.halfKilometer.divides($0.workout.miles) })
    }

    @Test func `what is withdrawn or changed is known to those who publish`() throws {
        let race = self.book.base.request.race.day
        let skipped = try self.book.applying(.skip(day: "w06-wed", why: "travel"), today: self.today)
        let earlier = try skipped.applying(.raceDay(race + -14), today: self.today)

        #expect(skipped.withdrawn.map(\.id) == ["w06-wed"])
        #expect(skipped.revisions["w06-wed"] == 1)
        #expect(self.book.withdrawn.isEmpty && self.book.revisions.isEmpty)
        #expect(earlier.withdrawn.contains { $0.id == "race-\(race)" })
        #expect(earlier.withdrawn.filter { $0.date > race + -14 && $0.workout.type != .race }.count > 4)
        #expect(try skipped.undoing(1, today: self.today).revisions["w06-wed"] == 2)
        #expect(try skipped.undoing(1, today: self.today).withdrawn.isEmpty)
    }
}
