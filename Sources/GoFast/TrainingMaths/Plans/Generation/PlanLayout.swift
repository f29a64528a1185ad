/// Which session is on which day and how far it goes, decided by somebody else than ``PlanGenerator``.
package struct PlanLayout: Sendable, Equatable {
    package struct Week: Sendable, Equatable {
        package var targetMiles: Double
        package var isDeload: Bool
        package var reason: String
        package var days: [Day]

        package init(targetMiles: Double, isDeload: Bool, reason: String, days: [Day]) {
            self.targetMiles = targetMiles
            self.isDeload = isDeload
            self.reason = reason
            self.days = days
        }
    }

    package struct Day: Sendable, Equatable {
        package var date: CalendarDay
        package var type: WorkoutType
        package var miles: Double
        package var reason: String

        package init(date: CalendarDay, type: WorkoutType, miles: Double, reason: String) {
            self.date = date
            self.type = type
            self.miles = miles
            self.reason = reason
        }
    }

    /// The types that a layout may use; there is no book of cross-training.
    package static let types = WorkoutType.allCases.filter { $0 != .crossTrain }

    /// From the first week on.
    package var weeks: [Week]

    package init(weeks: [Week]) { self.weeks = weeks }
}

extension PlanGenerator {
    /// The plan of a layout: calendar and phases follow from the request, steps, paces and heart rates from the type of each session.
    ///
    /// Days that the layout leaves out are rest. Nothing else is repaired: ``PlanRules`` tells what is wrong with the result. A type
    /// that the day's miles have no room for becomes an easy run.
    package static func plan(for request: PlanRequest, layout: PlanLayout) throws(PlanError) -> Plan {
        try Self.check(request)
        let frame = PlanFrame(request)
        let book = SessionBook(request)
        let weeks = (0..<frame.calendar.weeks).map { index in
            let span = frame.calendar.days(ofWeek: index)
            let week = layout.weeks.indices.contains(index) ? layout.weeks[index] : nil
            return PlanWeek(
                weekIndex: index,
                startDate: span.lowerBound,
                endDate: span.upperBound,
                phase: frame.split.phase(ofWeek: index),
                targetMiles: week?.targetMiles ?? 0,
                isDeload: week?.isDeload ?? false,
                reason: week?.reason ?? ""
            )
        }
        let laidOut = Dictionary(
            layout.weeks.flatMap(\.days).map { ($0.date, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let days = weeks.flatMap { week in
            (week.startDate.number...week.endDate.number).map { number in
                let date = CalendarDay(number: number)
                return PlannedDay(
                    id: Self.dayID(date, week: week.weekIndex, calendar: frame.calendar),
                    weekIndex: week.weekIndex,
                    date: date,
                    phase: week.phase,
                    workout: Self.workout(laidOut[date], on: date, in: week, frame: frame, book: book)
                )
            }
        }
        return Plan(id: Self.id(of: request), kind: frame.kind, request: request, weeks: weeks, days: days)
    }

    private static func workout(
        _ day: PlanLayout.Day?,
        on date: CalendarDay,
        in week: PlanWeek,
        frame: PlanFrame,
        book: SessionBook
    ) -> Workout {
        guard let day, day.type != .rest, day.miles > 0 else {
            return book.rest(reason: day?.reason ?? "Nothing is planned: rest lets the work of the week sink in.")
        }
        let race = ([frame.request.race] + frame.request.secondaryRaces).first { $0.day == date }
        let span = frame.split.span(of: week.phase)
        let progress = span.count > 1 ? Double(week.weekIndex - span.lowerBound) / Double(span.count - 1) : 0.5
        func hard(_ kind: HardKind) -> Workout? {
            book.hard(kind, day.miles, weekMiles: week.targetMiles, progress: progress) { _ in day.reason }
        }
        let found: Workout? =
            switch day.type {
            case .tempo: hard(.tempo)
            case .intervals: hard(.intervals(800))
            case .racePace: hard(.racePace)
            case .hills: hard(.hills)
            case .fartlek: hard(.fartlek)
            case .overUnders: hard(.overUnders)
            case .longRun: book.longRun(day.miles, goalShare: 0, reason: day.reason)
            case .recovery: book.recovery(day.miles, reason: day.reason)
            case .sharpener: book.sharpener(day.miles, reason: day.reason)
            case .race: race.map { book.race($0, miles: day.miles, reason: day.reason) }
            case .rest, .easy, .crossTrain: nil
            }
        return found ?? book.easy(day.miles, reason: day.reason)
    }
}
