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
            let share = self.percent(week.trainingMiles, of: week.highest)
            let goal = week.days.contains { $0.date == self.frame.request.race.day }
            parts.append(
                "\(place)\(week.index == 0 && days < 7 ? ", \(days) of 7 days" : ""): "
                    + "\(self.text(week.trainingMiles)) of training\(goal ? " before the race" : ""), "
                    + "\(share) % of the highest week (\(self.text(week.highest))), so that you arrive rested."
            )
        } else if week.isDeload {
            parts.append(
                "\(place), lighter: \(self.text(week.miles)), \(100 - self.percent(week.miles, of: week.highest)) % under "
                    + "the highest week so far (\(self.text(week.highest))), because the body grows in rest."
            )
        } else if week.index == 0 {
            let usual = self.frame.request.athlete.weeklyMiles
            parts.append(
                days < 7
                    ? "\(place), \(days) of 7 days: \(self.text(week.miles)) is your \(self.text(usual)) a week in proportion."
                    : "\(place): \(self.text(week.miles)) starts where you are, at \(self.text(usual)) a week."
            )
        } else {
            let change = week.miles - week.highest
            parts.append(
                week.index == 1 && abs(change) < 0.3
                    ? "\(place): \(self.text(week.miles)), the first whole week, starts where you are."
                    : change > 0
                        ? "\(place): \(self.text(week.miles)), \(self.text(change)) more than the highest week so far."
                        : change == 0
                            ? "\(place): \(self.text(week.miles)) as in the highest week so far, so that the body gets used to it."
                            : "\(place): \(self.text(week.miles)), under the \(self.text(week.highest)) of the highest week so far."
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
        "\(self.percent(day.miles, of: week.miles)) % of the week, easy: easy running builds the base that the hard days stand on."
    }

    func afterLongRun(in week: WeekDraft) -> String {
        let miles = week.days.first { $0.role == .longRun }?.miles ?? 0
        return "The day after \(self.text(miles)): it loosens the legs and loads nothing."
    }

    func strides(in week: WeekDraft) -> String {
        "An easy day of \(self.place(week)); 4 strides keep the stride quick at no cost."
    }

    func recovery(after race: GoalRace, on date: CalendarDay) -> String {
        let days = PlanLimits.recoveryDays(afterMiles: race.race.distance.miles)
        return
            "Day \(date - race.day) of \(days) easy days after the \(race.race.title(in: self.book.units)), at 65 % of the usual distance."
    }

    func sharpener(on date: CalendarDay) -> String {
        "\(self.frame.request.race.day - date) days before the race: a touch of its pace, nothing that costs."
    }

    func race(_ race: GoalRace, in week: WeekDraft) -> String {
        if race.day == self.frame.request.race.day {
            return "The goal, after \(self.frame.calendar.weeks) weeks."
        }
        let days = self.frame.request.race.day - race.day
        return
            "A race on the way, \(days) days before the goal: it takes the place of that day's session and shows your form."
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
                "\(runs) day\(runs == 1 ? " with a run is" : "s with a run are") enough for \(self.text(week.miles)); rest makes "
                + "\(runs == 1 ? "it" : "them") count."
        }
    }
}
