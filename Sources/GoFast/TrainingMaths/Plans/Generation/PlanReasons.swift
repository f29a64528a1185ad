/// Why weeks and days are as they are, in words with their numbers.
struct PlanReasons {
    let frame: PlanFrame
    let book: SessionBook
    let drafts: [WeekDraft]

    private func text(_ miles: Double) -> String { self.book.text(miles) }

    private func percent(_ value: Double, of whole: Double) -> Int {
        whole > 0 ? Int((100 * value / whole).rounded()) : 0
    }

    /// "Week 3 of 6 of build".
    private func place(_ week: WeekDraft) -> String {
        let span = self.frame.split.span(of: week.phase)
        return "week \(week.index - span.lowerBound + 1) of \(span.count) of \(week.phase.rawValue)"
    }

    private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    func week(_ week: WeekDraft) -> String {
        var parts: [String] = []
        let place = self.capitalized(self.place(week))
        let span = self.frame.calendar.days(ofWeek: week.index)
        let days = span.upperBound - span.lowerBound + 1
        if week.miles == 0 {
            return "\(place), \(days) of 7 days: too little to begin with, so running starts in the first whole week."
        }
        if week.phase == .taper {
            parts.append(self.taper(week, place: place + (week.index == 0 && days < 7 ? ", \(days) of 7 days" : "")))
        } else if week.isDeload {
            parts.append(self.deload(week, place: place))
        } else if week.index == 0 {
            let usual = self.frame.request.athlete.weeklyMiles
            parts.append(
                week.raceMiles > 0
                    ? "\(place)\(days < 7 ? ", \(days) of 7 days" : ""): \(self.text(week.miles)), which are \(self.besideRaces(week))."
                    : week.wanted > week.miles + 1
                        ? "\(place)\(days < 7 ? ", \(days) of 7 days" : ""): \(self.text(week.miles)), under your \(self.text(usual)) a week\(days < 7 ? " in proportion" : "")."
                        : days < 7
                            ? "\(place), \(days) of 7 days: \(self.text(week.miles)) is your \(self.text(usual)) a week in proportion."
                            : "\(place): \(self.text(week.miles)) starts where you are, at \(self.text(usual)) a week."
            )
        } else {
            let change = week.miles - week.highest
            let reference = self.reference(week)
            parts.append(
                week.index == 1 && abs(change) < 0.3
                    ? "\(place): \(self.text(week.miles)), the first whole week, starts where you are."
                    : week.raceMiles > 0
                        ? "\(place): \(self.text(week.miles)), which are \(self.besideRaces(week))."
                        : change > 0
                            ? "\(place): \(self.text(week.miles)), \(self.text(change)) more than \(reference)."
                            : change == 0
                                ? "\(place): \(self.text(week.miles)) as in \(reference), so that the body gets used to it."
                                : "\(place): \(self.text(week.miles)), under \(reference)."
            )
        }
        if week.wanted > week.miles + 1, week.phase != .taper || days > 6 {
            let isByRace = week.days.contains {
                switch $0.role {
                case .race, .recovery, .beforeRace: true
                case .rest, .easy, .longRun, .hard, .sharpener: false
                }
            }
            parts.append(
                "The curve asked for \(self.text(week.wanted)); "
                    + (isByRace ? "the race and its rest take the difference." : "no run may grow faster than 10 %.")
            )
        }
        return parts.joined(separator: " ")
    }

    private func taper(_ week: WeekDraft, place: String) -> String {
        guard week.runMiles > 0 else { return "\(place): no training but the race, so that you arrive rested." }
        let isLast = week.days.contains { $0.date == self.frame.request.race.day }
        let miles = week.raceMiles > 0 && !isLast ? self.besideRaces(week) : "\(self.text(week.runMiles)) of training"
        return "\(place): \(miles)\(isLast ? " before the race" : ""), "
            + (week.raceMiles > 0 && !isLast ? "the training is " : "")
            + "\(self.percent(week.runMiles, of: week.highest)) % of \(self.reference(week)), so that you arrive rested."
    }

    /// A lighter week; what a race adds to it is told, since it may be more than what is left out.
    private func deload(_ week: WeekDraft, place: String) -> String {
        let lighter = 100 - self.percent(week.miles, of: week.highest)
        let before = self.drafts.prefix(week.index).map { $0.miles }.max() ?? week.highest
        if lighter > 0 {
            return
                "\(place)\(week.miles < before ? ", lighter" : ""): \(self.text(week.miles)), \(lighter) % under \(self.reference(week)), because the body grows in rest."
        }
        guard week.raceMiles > 0 else { return "\(place): \(self.text(week.miles)), too little to be made less." }
        return
            "\(place): \(self.text(week.miles)), which are \(self.besideRaces(week)); with the race the week is no lighter than "
            + "\(self.reference(week)), so the other days are \(week.runMiles > 0 ? "short" : "rest")."
    }

    /// "14.50 mi of training and a race day of 6.25 mi".
    private func besideRaces(_ week: WeekDraft) -> String {
        let races = week.days.count { if case .race = $0.role { true } else { false } }
        return "\(week.runMiles > 0 ? self.text(week.runMiles) : "no miles") of training and "
            + (races == 1
                ? "a race day of \(self.text(week.raceMiles))"
                : "\(races) race days of \(self.text(week.raceMiles)) in all")
    }

    /// What a week is compared with: the highest before it, or what is run today while there is none.
    private func reference(_ week: WeekDraft) -> String {
        let miles = self.text(week.highest)
        guard week.hasLoaded else {
            return self.frame.request.athlete.weeklyMiles >= PlanLimits.smallestWeek
                ? "the \(miles) a week that you run now" : "the \(miles) a week to begin with"
        }
        let isHighest = !self.drafts.prefix(week.index).contains { $0.miles > week.highest + PlanStep.tolerance }
        return isHighest ? "the highest week so far (\(miles))" : "the highest week so far without a race (\(miles))"
    }

    func longRun(_ day: DayDraft, in week: WeekDraft, isRaceLike: Bool) -> String {
        let share = self.percent(day.miles, of: week.miles)
        let purpose = isRaceLike ? "endurance with race pace on tired legs" : "endurance for the race"
        // Ten percent of less than ten steps is under a step, which is allowed in any case.
        let step = day.miles > 10.9 * day.step.size ? "10 %" : self.text(day.step.size)
        return "\(self.capitalized(self.place(week))): \(share) % of the week's \(self.text(week.miles)); \(purpose), "
            + "and at most \(step) over the longest of the last 30 days."
    }

    func hard(_ purpose: String, in week: WeekDraft) -> String {
        "\(self.capitalized(self.place(week))): \(purpose)" + (week.isDeload ? "; shorter in a lighter week." : ".")
    }

    func tooShort(_ day: DayDraft) -> String {
        "\(self.text(day.miles)) is too short for a hard session: strides keep the legs quick."
    }

    func easy(_ day: DayDraft, in week: WeekDraft) -> String {
        if let usual = week.usualEasy, day.miles < usual,
            let race = self.frame.request.secondaryRaces.first(where: { $0.day - day.date == 2 })
        {
            return "Two days before the \(race.race.title(in: self.book.units)): short and easy."
        }
        return self.shareOfWeek(day, in: week)
    }

    private func shareOfWeek(_ day: DayDraft, in week: WeekDraft) -> String {
        "\(self.percent(day.miles, of: week.miles)) % of the week, easy: easy running builds the base that the hard days stand on."
    }

    func afterLongRun(in week: WeekDraft) -> String {
        let miles = week.days.first { $0.role == .longRun }?.miles ?? 0
        return "The day after \(self.text(miles)): it loosens the legs and loads nothing."
    }

    func strides(in week: WeekDraft) -> String {
        "An easy day of \(self.place(week)); 4 strides keep the stride quick at no cost."
    }

    func recovery(_ day: DayDraft, after race: GoalRace, in week: WeekDraft) -> String {
        let days = PlanLimits.recoveryDays(afterMiles: race.race.distance.miles)
        let place = "Day \(day.date - race.day) of \(days) easy days after the \(race.race.title(in: self.book.units))"
        guard let usual = week.usualEasy, usual > day.miles else { return place + "." }
        return "\(place): \(self.percent(day.miles, of: usual)) % of a usual easy run (\(self.text(usual)))."
    }

    func sharpener(on date: CalendarDay) -> String {
        "\(self.untilRace(date)) before the race: a touch of its pace, nothing that costs."
    }

    func lastStrides(on date: CalendarDay) -> String {
        "\(self.untilRace(date)) before the race: 4 strides keep the stride quick, nothing that costs."
    }

    func lastEasy(on date: CalendarDay) -> String {
        "\(self.untilRace(date)) before the race: short and easy, nothing that costs."
    }

    private func untilRace(_ date: CalendarDay) -> String { Counted.text(self.frame.request.race.day - date, "day") }

    func race(_ race: GoalRace, in week: WeekDraft) -> String {
        if race.day == self.frame.request.race.day {
            return "The goal, after \(Counted.text(self.frame.calendar.weeks, "week"))."
        }
        let days = self.frame.request.race.day - race.day
        return
            "A race on the way, \(Counted.text(days, "day")) before the goal: it takes the place of that day's session and shows your form."
    }

    func rest(_ day: DayDraft, in week: WeekDraft) -> String {
        switch day.role {
        case .beforeRace(let race):
            return "Rest on the day before the \(race.race.title(in: self.book.units))."
        case .rest, .easy, .longRun, .hard, .sharpener, .recovery, .race:
            let allowed = self.frame.request.preferredDays.map { $0.contains(day.date.weekday) } ?? true
            let runs = week.days.count { $0.steps > 0 }
            if !allowed { return "\(day.date.weekday.name) is not among your days." }
            if runs == 0 { return "Running starts in the first whole week." }
            return
                "\(Counted.text(runs, "day")) with a run \(runs == 1 ? "is" : "are") enough for \(self.text(week.miles)); rest makes "
                + "\(runs == 1 ? "it" : "them") count."
        }
    }
}
