/// What somebody who publishes a plan, for instance as a calendar, has to tell those who have an older version.
extension PlanBook {
    /// How often each session was changed, by the id of its day; sessions that never changed are missing.
    package var revisions: [String: Int] {
        var revisions: [String: Int] = [:]
        for change in self.changes {
            for edit in change.diff.patch.days { revisions[edit.id, default: 0] += change.isActive ? 1 : 2 }
        }
        return revisions
    }

    /// Sessions and races that were in the plan and are not any more, as they were last, in order of date.
    ///
    /// Races have the id `race-` and their date, because it is the race that goes and not the place in the week.
    package var withdrawn: [PlannedDay] {
        var published: [String: PlannedDay] = [:]
        func publish(_ day: PlannedDay?) {
            guard let day, day.isSession else { return }
            published[Self.publishedID(of: day)] = day
        }
        for day in self.base.days { publish(day) }
        for change in self.changes {
            for edit in change.diff.patch.days {
                publish(edit.before)
                publish(edit.after)
            }
        }
        let current = Set(self.current.days.filter(\.isSession).map { Self.publishedID(of: $0) })
        return published.filter { !current.contains($0.key) }.map { id, day in
            PlannedDay(id: id, weekIndex: day.weekIndex, date: day.date, phase: day.phase, workout: day.workout)
        }.sorted { ($0.date, $0.id) < ($1.date, $1.id) }
    }

    private static func publishedID(of day: PlannedDay) -> String {
        day.workout.type == .race ? "race-\(day.date)" : day.id
    }
}
