extension PlanOperation {
    /// Why the plan changes, for the log; `plan` is the one before.
    func reason(in plan: Plan) -> String {
        let units = plan.request.units
        func name(_ id: String) -> String { plan.days.first { $0.id == id }?.workout.label ?? id }
        func miles(_ value: Double) -> String { Distance(miles: value).text(in: units, places: 2) }
        switch self {
        case .move(let day, let date): return "\(name(day)) moved to \(date.named)"
        case .swap(let day, let other): return "\(name(day)) and \(name(other)) swapped"
        case .skip(let day, let why): return "\(name(day)) skipped: \(why)"
        case .edit(let day, let length, let type):
            let parts = [type.map(\.rawValue), length.map { miles($0) }].compactMap { $0 }
            return "\(name(day)) changed to \(parts.joined(separator: ", "))"
        case .missed(let days, _): return "Missed: " + days.map { name($0) }.joined(separator: ", ")
        case .extraRun(_, let day, let length, _): return "An extra run of \(miles(length)) on \(day.named)"
        case .conditions(let day, _): return "Heat and hills for \(name(day))"
        case .blackout(let from, let to, let why): return "No running from \(from) to \(to): \(why)"
        case .gap(let last, let resume): return "No running between \(last) and \(resume)"
        case .illness(.aboveNeck, let from, let until): return "A cold from \(from) to \(until)"
        case .illness(.feverOrChest, let from, let until): return "Ill from \(from) to \(until)"
        case .injury(let injury, let from, let until):
            return "Pain \(injury.pain) of 10 (\(injury.bodyPart)) from \(from) to \(until)"
        case .realign(.goOn): return "On as planned after a poor week"
        case .realign(.repeatWeek): return "A week repeated"
        case .realign(.reenterLower): return "Lower after a poor week"
        case .noRuns(let weekday, let from): return "No \(weekday.name)s from \(from) on"
        case .goalTime(let seconds): return seconds.map { "New goal: \(ClockTime.text($0))" } ?? "New goal: to finish"
        case .raceDay(let day): return "The race is on \(day.named)"
        case .raceDistance(let meters):
            return "The race is a \(RaceDistance(Distance(meters: meters)).title(in: units))"
        case .baseline(let fiveK, let weekly, let longest):
            let parts = [
                fiveK.map { "5k \(ClockTime.text($0))" }, weekly.map { "\(miles($0)) a week" },
                longest.map { "longest run \(miles($0))" },
            ]
            return "New baseline: " + parts.compactMap { $0 }.joined(separator: ", ")
        case .addRace(let title, let meters, let day, _):
            let race = title ?? RaceDistance(Distance(meters: meters)).title(in: units)
            return "A race on the way: \(race) on \(day.named)"
        case .cancelRace(let day): return "No race on \(day.named)"
        }
    }
}
