/// What a person should know before they accept a plan.
struct PlanNotes {
    let frame: PlanFrame
    let book: SessionBook
    let drafts: [WeekDraft]

    var all: [String] {
        [
            self.shortTime, self.lowVolume, self.limitedVolume, self.ramp, self.shortLongRun, self.farGoal, self.noGoal,
            self.movedLongRun, self.fewDays, self.zones,
        ].compactMap { $0 } + self.closeRaces
    }

    private var request: PlanRequest { self.frame.request }
    private var title: String { self.request.race.race.title(in: self.request.units) }
    private var highest: Double { self.drafts.map { $0.trainingMiles }.max() ?? 0 }
    private func text(_ miles: Double) -> String { self.book.text(miles) }

    private var shortTime: String? {
        let weeks = self.frame.calendar.weeks
        if weeks < 4 {
            return
                "\(Counted.text(weeks, "week")) to the race: too short to get fitter, so this plan keeps your form, "
                + "practises the pace and rests."
        }
        let usual =
            self.request.race.race.distance.miles >= 20 ? 16 : self.request.race.race.distance.miles >= 8 ? 10 : 8
        guard weeks < usual else { return nil }
        return "\(weeks) weeks are short for a \(self.title); \(usual) or more are usual."
    }

    private var lowVolume: String? {
        let race = self.request.race.race.distance.miles
        let least = race >= 20 ? 30.0 : race >= 12 ? 18 : race >= 6 ? 12 : 8
        // A plan that is nearly all taper says nothing about what somebody can do.
        let usual = self.frame.kind == .racePrep ? self.request.athlete.weeklyMiles : 0
        guard max(self.highest, usual) < least else { return nil }
        return
            "The highest week has \(self.text(self.highest)); under \(self.text(least)) a \(self.title) is hard to run through. "
            + "Plan walking breaks, a later race or a shorter one."
    }

    private var limitedVolume: String? {
        let usual = self.request.athlete.weeklyMiles
        guard usual > 5, let first = self.drafts.first(where: { $0.days.count == 7 && $0.phase != .taper }),
            first.miles < usual * 0.88, first.miles < first.wanted * 0.9
        else { return nil }
        return
            "You run \(self.text(usual)) a week; \(self.request.daysPerWeek) days hold \(self.text(first.miles)) at first, since no run "
            + "may be over 110 % of your longest or take over "
            + "\(Int(PlanLimits.longestMinutes(for: self.request.race.race))) min. More days hold more."
    }

    private var ramp: String? {
        let start = PlanLimits.startMiles(for: self.request.athlete)
        guard self.highest > start * 1.5, self.highest > start + 6 else { return nil }
        let percent = Int((100 * (self.highest / start - 1)).rounded())
        return
            "Weeks rise from \(self.text(start)) to \(self.text(self.highest)) (+\(percent) %): repeat a week whenever one was too much."
    }

    private var shortLongRun: String? {
        let race = self.request.race.race.distance.miles
        let longest = self.drafts.flatMap { $0.days }.filter { $0.isTrainingRun }.map { $0.miles }.max() ?? 0
        guard race >= 6, longest < race * (race > 20 ? 0.6 : 0.75) else { return nil }
        return
            "The longest run has \(self.text(longest)) of the \(self.text(race)) to race: volume, time and safe steps allow no more."
    }

    private var farGoal: String? {
        guard let goal = self.request.race.goalSeconds else { return nil }
        let distance = self.request.race.race.distance
        let today = self.book.paces.racePace(for: self.request.race.race).seconds(for: distance)
        let percent = (today / goal - 1) * 100
        let needed = VDOT(seconds: goal, over: distance)?.seconds(for: RaceDistance.fiveK.distance)
        let fiveK = needed.map { ", like a 5k in \(ClockTime.text($0))" } ?? ""
        let tenths = Int((percent * 10).rounded())
        if percent <= 0 {
            return "The goal of \(ClockTime.text(goal)) is within today's form (\(ClockTime.text(today)))."
        }
        let word = percent < 2 ? "close" : percent < 5 ? "challenging" : percent < 10 ? "ambitious" : "far"
        return
            "The goal of \(ClockTime.text(goal)) is \(word): \(tenths / 10).\(tenths % 10) % faster than today's form promises "
            + "(\(ClockTime.text(today)))\(fiveK)."
            + (self.book.isGoalPaceHeldBack
                ? " Until then race pace is trained at \(self.book.racePace.described(in: self.request.units))." : "")
    }

    private var noGoal: String? {
        guard self.request.race.goalSeconds == nil else { return nil }
        let pace = self.book.paces.racePace(for: self.request.race.race)
        return "No goal time: race pace is what today's form promises, \(pace.described(in: self.request.units))."
    }

    private var movedLongRun: String? {
        guard self.frame.template.longRun != self.request.longRunDay else { return nil }
        return
            "\(self.request.longRunDay.name) is not among your days, so the long run is on \(self.frame.template.longRun.name)."
    }

    private var fewDays: String? {
        let days = self.frame.template.days.count
        guard days < self.request.daysPerWeek else { return nil }
        return "\(self.request.daysPerWeek) days a week were asked for, and \(days) may hold a run."
    }

    private var zones: String? {
        guard let zones = self.book.zones, zones.isEstimate else { return nil }
        return "Heart rates come from your age and may be 10 beats off: a measured maximum is better."
    }

    private var closeRaces: [String] {
        self.request.secondaryRaces.sorted { $0.day < $1.day }.compactMap { race in
            let days = self.request.race.day - race.day
            let least = PlanLimits.recoveryDays(afterMiles: race.race.distance.miles) * 2
            guard days <= least else { return nil }
            return
                "The race on \(race.day) is \(Counted.text(days, "day")) before the goal: run it easily, or leave it out."
        }
    }
}
