extension Adaptive5kLedger {
    /// What was believed at the end of a week.
    package struct Snapshot: Sendable, Equatable {
        /// The Monday of the week.
        package let week: CalendarDay
        package let state: State
        /// Entries of this week that count, by number.
        package let entries: [Int]
    }

    /// One snapshot for each week from the start to the week of `day`; a week without evidence repeats the one before.
    ///
    /// At most 1,100 weeks, the newest. Evidence that came late counts in the week it happened.
    package func snapshots(through day: CalendarDay) -> [Snapshot] {
        let earliest = self.entries.map(\.evidence.week).min() ?? self.startDay.monday
        let last = day.monday
        let first = max(min(self.startDay.monday, earliest), last + -7 * 1099)
        guard first <= last else { return [] }
        var snapshots: [Snapshot] = []
        for offset in stride(from: 0, through: last - first, by: 7) {
            let week = first + offset
            let numbers = self.entries.filter { $0.evidence.week == week && $0.contest == nil }.map(\.number)
            var state = snapshots.last?.state
            if state == nil || !numbers.isEmpty {
                let past = self.entries.filter { $0.contest == nil && $0.evidence.week <= week }
                state = Adaptive5kReplay(start: self.start, events: past.map { .added($0.evidence) }).state
            }
            snapshots.append(Snapshot(week: week, state: state ?? self.start, entries: numbers))
        }
        return snapshots
    }

    /// After 21 days without evidence that counts: how old the number is; nil before.
    package func staleNote(on day: CalendarDay) -> String? {
        let last = self.entries.filter { $0.contest == nil && $0.evidence.channel == .fiveK }.map(\.evidence.day).max()
        let age = day - max(last ?? self.startDay, self.startDay)
        guard age >= 21 else { return nil }
        return
            "No evidence for \(age) days: \(ClockTime.text(self.current.fiveKSeconds)) may be out of date; race or test a 5k"
    }

    /// What would change the 5k, in sentences.
    package var whatWouldChangeIt: [String] {
        let pace = self.current.fiveKPace
        return [
            "A raced or tested 5k replaces \(ClockTime.text(self.current.fiveKSeconds)) at once",
            "Intervals on target or faster: each up to 10 s a mile, at best \(ClockTime.text(max(pace - 10, 0.9 * pace)))/mi",
            "A week of runs at the planned pace and heart rate: 5 to 10 s of 5k time faster",
            "A week with less than 0.4 of its miles as planned: 10 s slower",
            "A long run of 90 % of its plan near its pace: 5 s a mile faster, once a week",
        ]
    }
}
