import Testing

@testable import TrainingMaths

struct DayOperationTests {
    private let book: PlanBook
    /// The Wednesday of the fifth week.
    private let today: CalendarDay

    init() throws {
        self.book = PlanBook(try Plan.sample())
        self.today = self.book.base.request.start + 30
    }

    private func preview(_ operation: PlanOperation) throws -> PlanDiff {
        try self.book.preview(operation, today: self.today)
    }

    @Test func `a moved session keeps its id, the rest takes its place, and close hard days are told`() throws {
        let after = try self.book.applying(.move(day: "w05-thu", to: self.today + 2), today: self.today)

        #expect(try after.current.day("w05-thu").date == self.today + 2)
        #expect(try after.current.day("w05-fri").date == self.today + 1)
        let change = try #require(after.changes.first)
        #expect(change.diff.moved.map(\.after.id) == ["w05-thu"])
        #expect(change.diff.consequences.map(\.kind) == [.adjacentHardDays])
        #expect(change.diff.weeks.isEmpty)
        #expect(change.diff.lines == ["3 x 1000 m moves from Thursday 2027-02-25 to Friday 2027-02-26"])
    }

    @Test func `what is over, taken, a race or unknown is refused`() throws {
        let thursday = self.today + 1
        let cases: [(PlanOperation, ReplanError)] = [
            (.move(day: "w05-tue", to: thursday), .dayIsOver("w05-tue", self.today + -1)),
            (.move(day: "w05-thu", to: self.today + -2), .inThePast(self.today + -2)),
            (.move(day: "w05-thu", to: self.today), .dayTaken(self.today)),
            (.move(day: "w05-thu", to: thursday), .sameDay),
            (.move(day: "w05-thu", to: thursday + 300), .outsidePlan(thursday + 300)),
            (.skip(day: "w12-sun", why: "no"), .isRace("w12-sun")),
            (.skip(day: "w05-fri", why: "no"), .isRest("w05-fri")),
            (.skip(day: "w99-fri", why: "no"), .unknownDay("w99-fri")),
            (.edit(day: "w05-thu", miles: nil, type: .tempo), .typeNeedsSteps(.tempo)),
            (.missed(days: ["w05-thu"], moveKey: true), .dayIsNotOver("w05-thu", thursday)),
            (
                .blackout(from: self.today, to: self.today + 60, why: "trip"),
                .raceInside(self.book.base.request.race.day)
            ),
            (.blackout(from: thursday, to: self.today, why: "trip"), .endBeforeStart(thursday, self.today)),
        ]
        for (operation, error) in cases {
            #expect(throws: error) { try self.book.applying(operation, today: self.today) }
            #expect(!error.description.isEmpty)
        }
        for miles in [Double.nan, .infinity, -3, 0, 1e300] {
            #expect(throws: ReplanError.self) {
                try self.book.applying(.edit(day: "w05-sat", miles: miles, type: nil), today: self.today)
            }
        }
    }

    @Test func `a longer run than the guard allows is done and warned of`() throws {
        let diff = try self.preview(.edit(day: "w05-sat", miles: 14, type: nil))

        #expect(diff.changed.map(\.after.workout.miles) == [14])
        #expect(diff.consequences.map(\.kind) == [.sessionSpike, .weekRamp])
        #expect(diff.weeks.map { [$0.before, $0.after] } == [[31.25, 36.25]])
    }

    @Test func `a skipped session is an outcome until it is undone`() throws {
        let after = try self.book.applying(.skip(day: "w05-wed", why: "tired"), today: self.today)

        #expect(after.outcomes == ["w05-wed": .skipped(why: "tired")])
        #expect(try after.current.day("w05-wed").workout.type == .rest)
        let undone = try after.undoing(1, today: self.today)
        #expect(undone.current == self.book.base)
        #expect(undone.outcomes.isEmpty)
    }

    @Test func `an undo on a later day keeps what is over`() throws {
        let after = try self.book.applying(
            .blackout(from: self.today, to: self.today + 4, why: "trip"),
            today: self.today
        )

        let undone = try after.undoing(1, today: self.today + 3)

        #expect(try undone.current.day("w05-thu") == after.current.day("w05-thu"))
        #expect(try undone.current.day("w05-sat") == self.book.base.day("w05-sat"))
        #expect(throws: ReplanError.nothingLeftToUndo(1)) { try after.undoing(1, today: self.today + 50) }
    }

    @Test func `a change that others build on is undone after them`() throws {
        let after = try self.book
            .applying(.move(day: "w06-thu", to: self.today + 9), today: self.today)
            .applying(.edit(day: "w06-thu", miles: 5, type: nil), today: self.today)

        #expect(throws: ReplanError.dependedOn(change: 1, by: 2, text: "3 x 1200 m changed to 5 mi")) {
            try after.undoing(1, today: self.today)
        }
        #expect(try after.undoing(2, today: self.today).undoing(1, today: self.today).current == self.book.base)
    }

    @Test func `no Tuesdays moves key sessions to days that are far enough from hard ones`() throws {
        let after = try self.book.applying(.noRuns(on: .tuesday, from: self.today), today: self.today)

        let ahead = after.current.days.filter { $0.date >= self.today && $0.isRun }
        #expect(ahead.allSatisfy { $0.date.weekday != .tuesday })
        #expect(try after.current.day("w06-tue").date.weekday == .monday)
        #expect(after.changes[0].diff.consequences.filter { $0.kind == .adjacentHardDays }.isEmpty)
        #expect(after.current.request.preferredDays?.contains(.tuesday) == false)
    }

    @Test func `an extra run counts for the guard, not for adherence, and only once`() throws {
        let run = PlanOperation.extraRun(id: "a1", on: self.today + -2, miles: 12, easyTomorrow: false)
        let after = try self.book.applying(run, today: self.today)

        #expect(after.current == self.book.base)
        #expect(after.outcomes.isEmpty)
        #expect(after.changes[0].diff.consequences.contains { $0.kind == .sessionSpike })
        #expect(try after.applying(run, today: self.today) == after)
        let edit = PlanOperation.edit(day: "w05-sat", miles: 13, type: nil)
        #expect(try after.preview(edit, today: self.today).consequences.allSatisfy { $0.kind != .sessionSpike })
        #expect(try self.preview(edit).consequences.contains { $0.kind == .sessionSpike })
    }

    @Test func `an extra run can make the next day easy`() throws {
        let after = try self.book.applying(
            .extraRun(id: "a1", on: self.today, miles: 4, easyTomorrow: true),
            today: self.today
        )

        #expect(try after.current.day("w05-thu").workout.type == .easy)
    }

    @Test func `heat and hills slow the paces and nothing else`() throws {
        let hot = TrainingConditions(celsius: 30, humidity: 60, ascent: 100, descent: 100)
        let after = try self.book.applying(.conditions(day: "w05-thu", hot), today: self.today)

        let (old, new) = (try self.book.base.day("w05-thu").workout, try after.current.day("w05-thu").workout)
        let (before, now) = (try #require(old.paceRange), try #require(new.paceRange))
        let factor = (1 + hot.heatLoss(fiveKSeconds: 1470)) * (1 + hot.hillLoss(miles: old.miles))
        #expect(abs(now.lowerBound.secondsPerMile - before.lowerBound.secondsPerMile * factor) < 1e-9)
        #expect(new.miles == old.miles && new.heartRateZone == old.heartRateZone && new.label == old.label)
        #expect(new.description.contains("for heat") && new.description.contains("for hills"))
        #expect(PlanRules.violations(in: after.current).isEmpty)
        #expect(throws: ReplanError.self) {
            try after.applying(.conditions(day: "w05-thu", hot), today: self.today)
        }
    }

    @Test(arguments: [(7.5, 0.0), (12.5, 0.008), (17.5, 0.016), (22.5, 0.028), (40, 0.0508), (0, 0)])
    func `heat costs what the fastest marathon runners lost`(globe: Double, loss: Double) {
        // Dry air: the wet-bulb globe temperature is 0.567 T + 3.94.
        let conditions = TrainingConditions(celsius: min((globe - 3.94) / 0.567, 60), humidity: 0)

        #expect(abs(conditions.heatLoss(fiveKSeconds: 840) - loss) < 1e-9)
        #expect(abs(conditions.heatLoss(fiveKSeconds: 1680) - 2 * loss) < 1e-9)
    }

    @Test func `hills cost by Minetti, with a downhill that gives little back`() {
        // 5 % up over a mile, and up and down in equal parts.
        let mile = Distance.metersPerMile
        #expect(abs(TrainingConditions(ascent: mile * 0.05).hillLoss(miles: 1) - 0.3014) < 1e-4)
        let rolling = TrainingConditions(ascent: mile * 0.025, descent: mile * 0.025)
        #expect(abs(rolling.hillLoss(miles: 1) - (1.3014 + 0.88) / 2 + 1) < 1e-4)
        #expect(TrainingConditions(ascent: .nan).hillLoss(miles: 1) == 0)
    }
}
