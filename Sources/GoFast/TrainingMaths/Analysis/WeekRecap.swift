/// What a Monday's recap says of the week before, as sentences that follow from facts alone: no praise that no number bears out.
package struct WeekRecap: Sendable, Equatable {
    /// What other parts of the library know of the week; what is nil is not spoken of.
    package struct Facts: Sendable, Equatable {
        package var outcomes: [SessionOutcome]
        /// An entry for each activity that belongs to no session.
        package var extraMiles: [Double] = []
        /// The longest run of the week, and the longest one of the 30 days before it.
        package var longestMiles: Double?
        package var longestBeforeMiles: Double?
        /// Load of this week and of the one before.
        package var load: Double?
        package var loadBefore: Double?
        /// The adaptive 5k before and after, in seconds.
        package var fiveKBefore: Double?
        package var fiveKAfter: Double?
        /// The likely finish of the goal race before and after, in seconds.
        package var finishBefore: Double?
        package var finishAfter: Double?
        /// What changes next week, each with its reason.
        package var changes: [String] = []
        package var units: UnitSystem = .miles

        package init(outcomes: [SessionOutcome]) { self.outcomes = outcomes }
    }

    package let adherence: WeekAdherence
    /// Counts, miles, paces, zones, load, estimates: one sentence each, in this order.
    package let sentences: [String]
    /// The one thing that went best; nil when nothing reached its mark.
    package let wentWell: String?
    /// The one thing to watch; nil when nothing is off.
    package let watch: String?
    package let changes: [String]
    /// What the runner has not said yet.
    package let question: String?

    package init(_ facts: Facts) {
        let week = WeekAdherence(facts.outcomes, extraMiles: facts.extraMiles)
        self.adherence = week
        self.sentences =
            [
                Self.sessions(week), Self.miles(week, facts.units), Self.longRun(week),
                Self.structured(week, facts.units),
                Self.easyDiscipline(facts.outcomes), Self.zones(facts.outcomes), Self.longest(facts), Self.load(facts),
                Self.change("5k estimate", facts.fiveKBefore, facts.fiveKAfter),
                Self.change("likely finish", facts.finishBefore, facts.finishAfter),
            ].compactMap(\.self)
        self.wentWell = Self.best(week, facts)
        self.watch = Self.concern(week, facts)
        self.changes = facts.changes
        let silent = facts.outcomes.filter { $0.status == .completed && $0.feedback?.effort == nil }
        self.question =
            silent.first { $0.session.workout.type.isHard }.map(Self.ask) ?? silent.first.map(Self.ask)
            ?? facts.outcomes.first { $0.status == .missed }.map {
                "What came between you and \($0.session.workout.label) on \($0.session.date.weekday.name)?"
            }
    }

    private static func ask(_ outcome: SessionOutcome) -> String {
        "How hard did \(outcome.session.workout.label) on \(outcome.session.date.weekday.name) feel, from 1 to 10?"
    }
}

extension WeekRecap {
    private static func sessions(_ week: WeekAdherence) -> String {
        guard week.planned > 0 else { return "No sessions were planned." }
        let others = [
            (week.skipped, "skipped"), (week.missed, "missed"), (week.open, "still open"),
            (week.extra, week.extra == 1 ? "extra run" : "extra runs"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let rest = others.isEmpty ? "" : "; \(others.joined(separator: ", "))"
        return "\(week.completed) of \(Counted.text(week.planned, "session")) done\(rest)."
    }

    private static func miles(_ week: WeekAdherence, _ units: UnitSystem) -> String? {
        guard let share = week.mileageCompletion else { return nil }
        let (run, planned) = (Distance(miles: week.completedMiles), Distance(miles: week.plannedMiles))
        let extra = week.extraMiles > 0 ? ", and \(Phrase.distance(Distance(miles: week.extraMiles), units)) extra" : ""
        return
            "\(Phrase.count(run, units)) of \(Phrase.distance(planned, units)) planned (\(Phrase.percent(share)))\(extra)."
    }

    private static func longRun(_ week: WeekAdherence) -> String? {
        week.longRunRatio.map {
            $0 == 0 ? "The long run was not done." : "The long run reached \(Phrase.percent($0)) of its distance."
        }
    }

    private static func structured(_ week: WeekAdherence, _ units: UnitSystem) -> String? {
        guard let slower = week.structuredSecondsSlower else { return nil }
        let words = Phrase.paceSeconds(abs(slower), units)
        if Phrase.whole(slower * units.meters / Distance.metersPerMile) == 0 {
            return "Hard sessions were run as planned."
        }
        return "Hard sessions were \(words) \(slower > 0 ? "slower" : "faster") than planned on average."
    }

    /// Completed easy runs, and how many of them stayed easy by the pulse.
    private static func discipline(_ outcomes: [SessionOutcome]) -> (kept: Int, of: Int) {
        let shares = outcomes.filter { $0.status == .completed && $0.session.workout.type.isEasy }
            .compactMap { $0.analysis?.zones?.agreement }
        return (shares.count { $0 >= 0.8 }, shares.count)
    }

    private static func easyDiscipline(_ outcomes: [SessionOutcome]) -> String? {
        let (kept, of) = Self.discipline(outcomes)
        return of > 0 ? "\(kept) of \(of) easy runs kept the pulse easy for at least 80 % of the time." : nil
    }

    private static func zones(_ outcomes: [SessionOutcome]) -> String? {
        var seconds = [Double](repeating: 0, count: 5)
        for outcome in outcomes where outcome.status == .completed {
            guard let analysis = outcome.analysis, let zones = analysis.zones else { continue }
            for (index, share) in zones.actual.prefix(5).enumerated() { seconds[index] += share * analysis.seconds }
        }
        let total = seconds.reduce(0, +)
        guard total > 0, total.isFinite else { return nil }
        let easy = (seconds[0] + seconds[1]) / total
        return "\(Phrase.percent(easy)) of the time was easy (zones 1 and 2), \(Phrase.percent(1 - easy)) harder."
    }

    private static func longest(_ facts: Facts) -> String? {
        guard let longest = facts.longestMiles, let before = facts.longestBeforeMiles,
            let spike = SessionSpike(Distance(miles: longest), longest: Distance(miles: before))
        else { return nil }
        return "Longest run \(Phrase.distance(spike.distance, facts.units)). \(spike.text)"
    }

    private static func load(_ facts: Facts) -> String? {
        guard let load = facts.load, let before = facts.loadBefore, before > 0, load.isFinite, before.isFinite else {
            return nil
        }
        let change = load / before - 1
        if abs(change) < 0.005 { return "The load stayed the same (\(Phrase.whole(load)))." }
        let word = change > 0 ? "rose" : "fell"
        return
            "The load \(word) by \(Phrase.percent(abs(change))), from \(Phrase.whole(before)) to \(Phrase.whole(load))."
    }

    private static func change(_ name: String, _ before: Double?, _ after: Double?) -> String? {
        guard let before, let after, before > 0, after > 0 else { return nil }
        let difference = Phrase.whole(after) - Phrase.whole(before)
        if difference == 0 { return "The \(name) stays at \(ClockTime.text(after))." }
        return
            "The \(name) is \(ClockTime.text(after)), \(ClockTime.text(Double(abs(difference)))) "
            + "\(difference < 0 ? "faster" : "slower") than a week ago."
    }

    private static func best(_ week: WeekAdherence, _ facts: Facts) -> String? {
        if week.planned > 0, week.completed == week.planned { return "Every session was done." }
        if let ratio = week.longRunRatio, ratio >= 0.9 { return "The long run was done in full." }
        if let slower = week.structuredSecondsSlower, abs(slower) <= LegacyScore.paceTolerance {
            return "The hard sessions hit their paces."
        }
        let (kept, of) = Self.discipline(facts.outcomes)
        if of > 0, kept == of { return "Easy runs stayed easy." }
        return nil
    }

    private static func concern(_ week: WeekAdherence, _ facts: Facts) -> String? {
        if facts.outcomes.contains(where: { $0.feedback?.isInjured == true }) {
            return "Pain was reported: what hurts comes before what is planned. See a professional if it stays."
        }
        if let longest = facts.longestMiles, let before = facts.longestBeforeMiles,
            let spike = SessionSpike(Distance(miles: longest), longest: Distance(miles: before)), spike.band != .none
        {
            return "One run was much longer than any of the 30 days before."
        }
        if week.missed >= 2 { return "\(week.missed) sessions were missed." }
        if week.longRunRatio.map({ $0 < 0.9 }) ?? false { return "The long run fell short." }
        let (kept, of) = Self.discipline(facts.outcomes)
        if of > 0, kept * 2 < of { return "Most easy runs were too hard to be easy." }
        if let slower = week.structuredSecondsSlower, slower > LegacyScore.paceTolerance {
            return "The hard sessions were slower than planned."
        }
        return nil
    }
}
