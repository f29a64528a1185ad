/// Which days of a usual week hold a run, which the long one, and which the hard ones.
struct WeekTemplate: Sendable, Equatable {
    let days: Set<Weekday>
    let longRun: Weekday
    /// At most two, the better first; never beside each other, and beside the long run only where nothing else is left.
    let hard: [Weekday]

    init(_ request: PlanRequest) {
        let allowed = request.preferredDays.map { $0.isEmpty ? Set(Weekday.allCases) : $0 } ?? Set(Weekday.allCases)
        let longRun = Self.nearest(to: request.longRunDay, in: allowed)
        let count = min(request.daysPerWeek, allowed.count)
        var best: (score: Int, days: [Weekday], hard: [Weekday])?
        for bits in 0..<128 where bits.nonzeroBitCount == count && bits & (1 << longRun.rawValue) != 0 {
            let days = Weekday.allCases.filter { bits & (1 << $0.rawValue) != 0 }
            guard days.allSatisfy({ allowed.contains($0) }) else { continue }
            let (hardScore, hard) = Self.hardDays(among: days, longRun: longRun)
            let score = hardScore + Self.score(days, longRun: longRun)
            if score > (best?.score ?? .min) { best = (score, days, hard) }
        }
        self.days = Set(best?.days ?? [longRun])
        self.longRun = longRun
        self.hard = best?.hard ?? []
    }

    /// Days between two days of the week, around the week's end.
    static func gap(_ left: Weekday, _ right: Weekday) -> Int {
        let days = abs(left.rawValue - right.rawValue)
        return min(days, 7 - days)
    }

    private static func nearest(to day: Weekday, in allowed: Set<Weekday>) -> Weekday {
        allowed.min { (Self.gap($0, day), $0.rawValue) < (Self.gap($1, day), $1.rawValue) } ?? day
    }

    /// Rest lies before the long run and is spread; small numbers, so that hard days count for more.
    private static func score(_ days: [Weekday], longRun: Weekday) -> Int {
        let rest = Weekday.allCases.filter { !days.contains($0) }
        var score = 0
        for (index, day) in rest.enumerated() {
            if (day.rawValue + 1) % 7 == longRun.rawValue { score += 6 }
            if day == .monday { score += 3 }
            if index > 0, day.rawValue - rest[index - 1].rawValue == 1 { score -= days.count > 4 ? 3 : 1 }
        }
        if let first = rest.first, let last = rest.last, rest.count > 1, last.rawValue - first.rawValue == 6 {
            score -= days.count > 4 ? 3 : 1
        }
        return score
    }

    /// Tuesday and Thursday are the usual choice; two days from the long run and from each other count for most.
    private static func hardDays(among days: [Weekday], longRun: Weekday) -> (Int, [Weekday]) {
        let free = days.filter { $0 != longRun }
        func value(_ day: Weekday) -> Int {
            (Self.gap(day, longRun) >= 2 ? 20 : 0)
                + (day == .tuesday ? 4 : day == .thursday ? 3 : day == .wednesday ? 1 : 0)
        }
        var best: (score: Int, days: [Weekday]) = (0, [])
        for first in free where value(first) > best.score || best.days.isEmpty { best = (value(first), [first]) }
        for first in free {
            for second in free where first < second && Self.gap(first, second) >= 2 {
                let score = value(first) + value(second) + 5
                if score > best.score {
                    best = (score, value(second) > value(first) ? [second, first] : [first, second])
                }
            }
        }
        return best
    }
}
