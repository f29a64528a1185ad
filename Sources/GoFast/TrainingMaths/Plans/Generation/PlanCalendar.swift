/// The weeks between a first day and a race, by the calendar: from Monday to Sunday, both ends counted.
///
/// Of three definitions in use (days by seven rounded up, rounded down, and calendar weeks) this is the one: a label
/// "week 3" is then a row of a calendar. A race on a Monday belongs to the week before, which then has eight days; a week
/// of its own would be a taper of nothing.
package struct PlanCalendar: Sendable, Equatable {
    package let start: CalendarDay
    package let race: CalendarDay
    /// At least 1 when the race is after the start.
    package let weeks: Int

    package init(start: CalendarDay, race: CalendarDay) {
        self.start = start
        self.race = race
        let rows = (race.monday - start.monday) / 7 + 1
        self.weeks = max(race.weekday == .monday && race > start ? rows - 1 : rows, 1)
    }

    /// The week of a day, from 0 on; days before or after the plan count to its first or last week.
    package func weekIndex(of day: CalendarDay) -> Int {
        min(max((day.monday - self.start.monday) / 7, 0), self.weeks - 1)
    }

    /// First and last day of a week; the first week may begin late, the last one ends with the race.
    package func days(ofWeek index: Int) -> ClosedRange<CalendarDay> {
        let monday = self.start.monday + 7 * index
        let first = max(monday, self.start)
        let last = index >= self.weeks - 1 ? self.race : monday + 6
        return first...max(first, last)
    }
}
