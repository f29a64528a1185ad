/// Makes a plan from a request by fixed rules: the same request gives the same plan.
package enum PlanGenerator {
    /// A plan that keeps every rule of ``PlanRules``; an error says in words what is wrong with the request.
    package static func plan(for request: PlanRequest) throws(PlanError) -> Plan {
        try Self.check(request)
        let frame = PlanFrame(request)
        let book = SessionBook(request)
        let drafts = WeekDrafting.weeks(of: frame)
        let reasons = PlanReasons(frame: frame, book: book, drafts: drafts)
        var weeks: [PlanWeek] = []
        var days: [PlannedDay] = []
        for draft in drafts {
            let span = frame.calendar.days(ofWeek: draft.index)
            weeks.append(
                PlanWeek(
                    weekIndex: draft.index,
                    startDate: span.lowerBound,
                    endDate: span.upperBound,
                    phase: draft.phase,
                    targetMiles: draft.miles,
                    isDeload: draft.isDeload,
                    reason: reasons.week(draft)
                )
            )
            let sessions = SessionChoice(frame: frame, book: book, reasons: reasons, week: draft)
            for day in draft.days {
                days.append(
                    PlannedDay(
                        id: Self.dayID(day.date, week: draft.index, calendar: frame.calendar),
                        weekIndex: draft.index,
                        date: day.date,
                        phase: draft.phase,
                        workout: sessions.workout(for: day)
                    )
                )
            }
        }
        return Plan(
            id: Self.id(of: request),
            kind: frame.kind,
            request: request,
            weeks: weeks,
            days: days,
            notes: PlanNotes(frame: frame, book: book, drafts: drafts).all
        )
    }

    /// `w03-tue`, with weeks from 1 on; a race on the Monday after its week is `w15-mon2`.
    static func dayID(_ date: CalendarDay, week: Int, calendar: PlanCalendar) -> String {
        let number = week + 1 < 10 ? "0\(week + 1)" : "\(week + 1)"
        let isFolded = date.monday > calendar.start.monday + 7 * week
        return "w\(number)-\(date.weekday.name.prefix(3).lowercased())\(isFolded ? "2" : "")"
    }
}
