extension PlanDraft {
    /// Days of the session's week that could take it: at least 48 hours from every hard and every long run, on a day
    /// of rest or in place of an easy run, on a weekday that may hold a run, and not the two days before a race.
    ///
    /// Easy days come first: so the days of rest stay.
    func placesInWeek(for day: PlannedDay, outside: ClosedRange<CalendarDay>? = nil) -> [Int] {
        guard let week = self.week(of: day.date) else { return [] }
        let places = self.open(week.startDate...week.endDate).filter { position in
            let place = self.plan.days[position]
            guard place.id != day.id, place.date != day.date, !(outside?.contains(place.date) ?? false),
                !place.isSession || place.workout.type == .easy || place.workout.type == .recovery,
                self.plan.days.filter({ $0.date == place.date }).count == 1,
                self.plan.request.preferredDays?.contains(place.date.weekday) ?? true
            else { return false }
            return self.isClear(place.date, of: day)
        }
        return places.filter { self.plan.days[$0].isSession } + places.filter { !self.plan.days[$0].isSession }
    }

    /// Two days at least between this date and every demanding session but `day` itself; three before a race.
    private func isClear(_ date: CalendarDay, of day: PlannedDay) -> Bool {
        self.plan.days.allSatisfy { other in
            guard other.id != day.id, other.isDemanding else { return true }
            if case .missed = self.outcomes[other.id] { return true }
            let distance = other.date - date
            return abs(distance) >= 2 && !(other.workout.type == .race && (0...2).contains(distance))
        }
    }
}
