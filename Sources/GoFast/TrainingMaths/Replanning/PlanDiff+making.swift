extension PlanDiff {
    init(from before: PlanState, to after: PlanState, draft: PlanDraft) {
        self.patch = PlanPatch(from: before, to: after)
        self.units = after.plan.request.units
        self.weeks = Self.weeks((before.plan, draft.knownBefore), (after.plan, draft.known))
        let old = draft.concerns(of: before.plan, draft.knownBefore)
        let oldMessages = Set(old.map(\.message))
        self.consequences =
            draft.remarks
            + draft.concerns(of: after.plan, draft.known).filter { !oldMessages.contains($0.message) }
    }

    private typealias KnownPlan = (plan: Plan, known: PlanDraft.Known)

    private static func weeks(_ before: KnownPlan, _ after: KnownPlan) -> [WeekMiles] {
        let old = Dictionary(before.plan.weeks.map { ($0.weekIndex, $0) }) { first, _ in first }
        let new = Dictionary(after.plan.weeks.map { ($0.weekIndex, $0) }) { first, _ in first }
        return Set(old.keys).union(new.keys).sorted().compactMap { index in
            guard let start = (new[index] ?? old[index])?.startDate else { return nil }
            let from = PlanDraft.miles(ofWeek: index, in: before.plan, before.known)
            let to = PlanDraft.miles(ofWeek: index, in: after.plan, after.known)
            return from == to ? nil : WeekMiles(weekIndex: index, startDate: start, before: from, after: to)
        }
    }
}

extension PlanDiff {
    /// How two versions of a plan differ, without warnings; weeks as planned.
    package static func between(_ before: Plan, _ after: Plan) -> PlanDiff {
        let old = Dictionary(before.weeks.map { ($0.weekIndex, $0) }) { first, _ in first }
        let new = Dictionary(after.weeks.map { ($0.weekIndex, $0) }) { first, _ in first }
        let weeks = Set(old.keys).union(new.keys).sorted().compactMap { index -> WeekMiles? in
            guard let start = (new[index] ?? old[index])?.startDate else { return nil }
            let (from, to) = (old[index]?.targetMiles ?? 0, new[index]?.targetMiles ?? 0)
            return from == to ? nil : WeekMiles(weekIndex: index, startDate: start, before: from, after: to)
        }
        let patch = PlanPatch(
            from: PlanState(plan: before, planning: before.request),
            to: PlanState(plan: after, planning: after.request)
        )
        return PlanDiff(patch: patch, weeks: weeks, consequences: [], units: after.request.units)
    }
}

extension PlanDraft {
    /// What is worth a warning in the days ahead of a plan; a diff shows those that were not there before.
    func concerns(of plan: Plan, _ known: Known) -> [PlanDiff.Consequence] {
        let ahead = plan.days.filter { $0.date >= self.today }
        return self.spikes(ahead, in: plan, known) + Self.neighbours(ahead, in: plan, known) + Self.nearRaces(ahead)
            + Self.doubled(ahead).map { .init(.twoRunsADay, $0, "Two runs on \($0.named).") }
            + Self.wrongDays(ahead, in: plan) + self.steepWeeks(of: plan, known)
            + self.brokenRules(of: plan)
    }

    private func spikes(_ ahead: [PlannedDay], in plan: Plan, _ known: Known) -> [PlanDiff.Consequence] {
        let timeline = self.timeline(of: plan, known)
        return ahead.compactMap { day in
            guard day.isRun, day.workout.type != .race, known.outcomes[day.id] == nil else { return nil }
            let longest = self.longest(before: day.date, in: timeline)
            let limit = PlanLimits.guarded(longest: longest, step: self.step)
            guard day.workout.miles > limit + 0.001 else { return nil }
            return .init(
                .sessionSpike,
                day.date,
                "\(self.text(day.workout.miles)) on \(day.date.named) is more than a tenth beyond your longest run of 30 days, \(self.text(longest)): at most \(self.text(limit)) would be safe."
            )
        }
    }

    private static func neighbours(_ ahead: [PlannedDay], in plan: Plan, _ known: Known) -> [PlanDiff.Consequence] {
        let run = plan.days.filter { $0.isDemanding && known.outcomes[$0.id] != .missed }
        return ahead.filter(\.isDemanding).flatMap { day in
            run.filter { $0.date == day.date + -1 }.map { other in
                .init(
                    .adjacentHardDays,
                    day.date,
                    "\(other.workout.label) on \(other.date.named) and \(day.workout.label) on \(day.date.named) are next to each other."
                )
            }
        }
    }

    private static func nearRaces(_ ahead: [PlannedDay]) -> [PlanDiff.Consequence] {
        let races = ahead.filter { $0.workout.type == .race }
        return ahead.filter(\.isKey).flatMap { day in
            races.filter { (1...2).contains($0.date - day.date) }.map { race in
                .init(
                    .nearRace,
                    day.date,
                    "\(day.workout.label) on \(day.date.named) is \(Counted.text(race.date - day.date, "day")) or less before a race."
                )
            }
        }
    }

    private static func wrongDays(_ ahead: [PlannedDay], in plan: Plan) -> [PlanDiff.Consequence] {
        guard let preferred = plan.request.preferredDays else { return [] }
        return ahead.filter { $0.isRun && $0.workout.type != .race && !preferred.contains($0.date.weekday) }
            .map { .init(.runDay, $0.date, "A run on \($0.date.named), where you wanted none.") }
    }

    private func steepWeeks(of plan: Plan, _ known: Known) -> [PlanDiff.Consequence] {
        plan.weeks.compactMap { week in
            let miles = Self.miles(ofWeek: week.weekIndex, in: plan, known)
            guard week.endDate >= self.today, let limit = Self.weekLimit(before: week.weekIndex, in: plan),
                miles > limit + 0.01
            else { return nil }
            return .init(
                .weekRamp,
                week.startDate,
                "Week \(week.weekIndex + 1) with \(self.text(miles)) grows faster than a tenth over the highest before; \(self.text(limit)) would be the limit."
            )
        }
    }

    /// Rules of plans that are not said in other words above; only of days and weeks that are ahead.
    private func brokenRules(of plan: Plan) -> [PlanDiff.Consequence] {
        PlanRules.violations(in: plan).compactMap { violation in
            switch violation.rule {
            case .sessionGuard, .spacing, .ramp, .runDays, .firstWeek, .phases: return nil
            case .calendar, .numbers, .weekSum, .deload, .peak, .taper, .longRun, .races, .segments, .reasons: break
            }
            let week = violation.weekIndex.flatMap { index in plan.weeks.first { $0.weekIndex == index } }
            if let date = violation.date ?? week?.endDate, date < self.today { return nil }
            let place = violation.date?.named ?? week.map { "Week \($0.weekIndex + 1)" }
            let message = place.map { "\($0): \(violation.message)." } ?? "\(violation.message)."
            return .init(.rule, violation.date ?? week?.startDate, message)
        }
    }
}
