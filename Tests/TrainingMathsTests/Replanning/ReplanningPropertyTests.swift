import Foundation
import Testing

@testable import TrainingMaths

struct ReplanningPropertyTests {
    @Test(arguments: 0..<16)
    func `random operations keep the past, replay to the same plan and never give negative miles`(seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed) &* 7919)
        var book = PlanBook(
            try Plan.sample(weeks: 6 + seed % 12, days: 3 + seed % 5, weekly: 12 + Double(seed % 4) * 9)
        )
        var today = book.base.request.start
        for _ in 0..<14 {
            today = today + Int.random(in: 0...5, using: &numbers)
            let operation = Self.operation(on: book, today: today, &numbers)
            guard let after = try? book.applying(operation, today: today) else { continue }
            let context = "\(operation)"

            #expect(
                after.current.days.filter { $0.date < today } == book.current.days.filter { $0.date < today },
                "\(context)"
            )
            #expect(Self.kept(after) == Self.kept(book), "\(context)")
            #expect(after.current.days.allSatisfy { $0.workout.miles >= 0 && $0.workout.miles.isFinite })
            #expect(Set(after.current.days.map(\.id)).count == after.current.days.count)
            #expect(PlanDraft.doubled(after.current.days).isEmpty, "\(context)")
            // Each date has one day, without a gap.
            let dates = after.current.days.map(\.date.number)
            #expect(zip(dates, dates.dropFirst()).allSatisfy { $1 == $0 + 1 }, "\(context)")
            for week in after.current.weeks {
                let sum = after.current.days.filter { $0.weekIndex == week.weekIndex }.reduce(0) {
                    $0 + $1.workout.miles
                }
                #expect(abs(sum - week.targetMiles) < 0.001, "\(context) week \(week.weekIndex)")
            }
            book = after
        }

        #expect(book.changes.count >= 3, "too many operations were refused to say anything")
        let archive = try JSONEncoder().encode(book)
        #expect(try JSONDecoder().decode(PlanBook.self, from: archive) == book)
    }

    /// Each block tries three sequences of operations; 400 sequences were tried when this was written.
    @Test(arguments: 0..<16)
    func `after any operations each day is in its week and its steps sum to its miles`(block: Int) throws {
        for seed in (block * 3)..<(block * 3 + 3) {
            var numbers = SeededNumbers(seed: UInt64(seed) &+ 77_003)
            var book = PlanBook(
                try Plan.sample(
                    weeks: 4 + seed % 15,
                    days: 3 + seed % 5,
                    weekly: 12 + Double(seed % 4) * 9,
                    units: seed % 3 == 0 ? .kilometers : .miles
                )
            )
            var today = book.base.request.start
            var told: [String] = []
            for _ in 0..<14 {
                today = today + Int.random(in: 0...5, using: &numbers)
                let operation = Self.operation(on: book, today: today, &numbers)
                guard let after = try? book.applying(operation, today: today) else { continue }
                book = after
                told.append("\(today) \(operation)")
                let judged = JudgedPlan(book.current)
                let broken =
                    judged.unsound + judged.calendarRule.filter { $0.rule == .calendar }
                    + judged.weekSums + judged.segments
                guard broken.isEmpty else {
                    let story = told.joined(separator: "\n")
                    Issue.record("seed \(seed):\n\(broken.map(\.description).joined(separator: "\n"))\nafter\n\(story)")
                    break
                }
            }
        }
    }

    @Test(arguments: 100..<116)
    func `undoing all in any order that is allowed gives the base back`(seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        var book = PlanBook(try Plan.sample(weeks: 10, days: 5))
        let today = book.base.request.start + 16
        for _ in 0..<8 {
            let operation = Self.operation(on: book, today: today, &numbers)
            book = (try? book.applying(operation, today: today)) ?? book
        }
        #expect(!book.changes.isEmpty)
        var refusals = 0
        while let change = book.changes.filter(\.isActive).randomElement(using: &numbers), refusals < 1000 {
            do {
                book = try book.undoing(change.id, today: today)
            } catch {
                refusals += 1
                guard case .dependedOn(_, let later, let text) = error else {
                    if case .wouldDouble = error { continue }
                    Issue.record("\(error)")
                    return
                }
                #expect(later > change.id)
                #expect(!text.isEmpty)
            }
        }

        #expect(book.changes.allSatisfy { !$0.isActive })
        #expect(book.current == book.base)
        #expect(book.outcomes.isEmpty)
    }

    @Test(arguments: 200..<208)
    func `the same operations give the same book`(seed: Int) throws {
        func made() throws -> PlanBook {
            var numbers = SeededNumbers(seed: UInt64(seed))
            var book = PlanBook(try Plan.sample())
            for step in 0..<8 {
                let today = book.base.request.start + step * 6
                book = (try? book.applying(Self.operation(on: book, today: today, &numbers), today: today)) ?? book
            }
            return book
        }

        #expect(try !made().changes.isEmpty)
        #expect(try made() == made())
    }

    /// Sessions with a record, as they are in the plan.
    private static func kept(_ book: PlanBook) -> [PlannedDay] {
        book.current.days.filter { book.recorded[$0.id] != nil }
    }

    static func operation(
        on book: PlanBook,
        today: CalendarDay,
        _ numbers: inout SeededNumbers
    ) -> PlanOperation {
        let days = book.current.days
        let ahead = days.filter { $0.date >= today && $0.isSession }.map(\.id)
        let over = days.filter { $0.date < today && $0.date >= today + -7 && $0.isSession }.map(\.id)
        let some = ahead.randomElement(using: &numbers) ?? "none"
        let from = today + Int.random(in: -2...12, using: &numbers)
        let to = from + Int.random(in: 0...20, using: &numbers)
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: return .move(day: some, to: from)
        case 1: return .swap(day: some, with: ahead.randomElement(using: &numbers) ?? "none")
        case 2: return .skip(day: some, why: "tired")
        case 3:
            return .edit(
                day: some,
                miles: Double.random(in: 0...20, using: &numbers),
                type: [nil, .easy, .longRun, .rest, .crossTrain].randomElement(using: &numbers) ?? nil
            )
        case 4, 5: return .missed(days: Array(over.shuffled(using: &numbers).prefix(3)), moveKey: true)
        case 6:
            return .extraRun(
                id: "a\(numbers.next())",
                on: today + -1,
                miles: Double.random(in: 1...12, using: &numbers),
                easyTomorrow: Bool.random(using: &numbers)
            )
        case 7: return .conditions(day: some, TrainingConditions(celsius: 29, humidity: 70, ascent: 120, descent: 90))
        case 8: return .blackout(from: from, to: to, why: "travel")
        case 9: return .gap(lastRun: today + -5, resume: max(from, today))
        case 10: return .illness(Illness.allCases.randomElement(using: &numbers) ?? .aboveNeck, from: from, until: to)
        case 11:
            return .injury(Injury("knee", pain: Int.random(in: 0...10, using: &numbers)), from: from, until: to)
        case 12: return .realign(Realignment.allCases.randomElement(using: &numbers) ?? .goOn)
        case 13: return .noRuns(on: Weekday.allCases.randomElement(using: &numbers) ?? .monday, from: max(from, today))
        case 14: return .goalTime(seconds: Double(Int.random(in: 5700...8000, using: &numbers)))
        case 15: return .raceDay(book.current.request.race.day + Int.random(in: -30...30, using: &numbers))
        case 16: return .raceDistance(meters: [5000, 10_000, 42_195].randomElement(using: &numbers) ?? 5000)
        case 17: return .baseline(fiveKSeconds: 1400, weeklyMiles: 30, longestRunMiles: nil)
        case 18: return .addRace(name: nil, meters: 10_000, on: to, goalSeconds: nil)
        default: return .cancelRace(on: book.current.request.secondaryRaces.first?.day ?? to)
        }
    }
}
