import TrainingMaths

/// Predictions as a person reads them: first the answer, then where it comes from.
struct PredictionText {
    let races: [(race: RaceDistance, prediction: Prediction)]
    let evidence: PredictionEvidence
    let outlook: GoalOutlook?
    let units: UnitSystem
    let terminal: Terminal

    func print() {
        var lines = self.summary()
        for (race, prediction) in self.races { lines += [""] + self.detail(race, prediction) }
        lines += [""] + self.sources()
        for line in lines { self.terminal.say(line) }
    }

    private func summary() -> [String] {
        let known = self.evidence.results.map { result in
            "\(RaceDistance(result.distance).title(in: self.units)) in \(ClockTime.text(result.seconds))"
        }
        var lines = ["From " + known.joined(separator: ", ") + self.volume]
        var table = TextTable(["race", "likely", "4 of 5 races between", "pace"], right: [1, 3])
        for (race, prediction) in self.races {
            table.rows.append([
                race.title(in: self.units), ClockTime.text(prediction.seconds), Self.span(prediction.interval),
                prediction.pace.described(in: self.units),
            ])
        }
        lines += table.lines(self.terminal)
        if let missing { lines.append(missing) }
        if let outlook {
            lines += ["", self.terminal.styled(outlook.sentence, .bold)]
        }
        return lines
    }

    private var volume: String {
        guard let miles = self.evidence.weeklyMiles else { return "" }
        return ", \(Distance(miles: miles).text(in: self.units)) a week"
    }

    /// Every model with an interval of the ensemble's relative width: none of them has one of its own.
    private func detail(_ race: RaceDistance, _ prediction: Prediction) -> [String] {
        var table = TextTable(["model", "time", "4 of 5 between", "pace", "weight", "why"], right: [1, 3, 4])
        let widths = prediction.relativeWidths
        for model in prediction.models {
            table.rows.append([
                model.name, ClockTime.text(model.seconds),
                Self.span(model.seconds * (1 - widths.fast)...model.seconds * (1 + widths.slow)),
                Pace(seconds: model.seconds, over: prediction.distance).described(in: self.units),
                model.weight == 0 ? "–" : "\(Int((model.weight * 100).rounded())) %", model.reason,
            ])
        }
        let title = race.title(in: self.units)
        return [self.terminal.styled(title.prefix(1).uppercased() + title.dropFirst() + ": \(prediction.text)", .bold)]
            + table.lines(self.terminal, indent: "  ")
            + prediction.widenings.map { "  \($0.reason)" } + prediction.notes.map { "  \($0)" }
    }

    private func sources() -> [String] {
        let shown = Set(self.races.flatMap { $0.prediction.models.map(\.name) })
        let models = Predictors.all.filter { shown.contains($0.name) }.flatMap { model in
            [
                "  \(model.name): \(model.source)",
                self.terminal.styled("      \(model.formula); from \(model.inputs)", .dim),
            ]
        }
        return [self.terminal.styled("Where the models come from", .bold)] + models
            + [
                "  The interval of a single model has the relative width of the whole: what is known of the runner sets it."
            ]
    }

    /// What to tell us so that the interval becomes narrower; nil when everything is told.
    private var missing: String? {
        var options: [String] = []
        if self.evidence.weeklyMiles == nil { options.append("--weekly") }
        if self.evidence.longestRunMiles == nil { options.append("--longest") }
        guard !options.isEmpty else { return nil }
        return "Narrower with \(options.joined(separator: " and ")): what is not known counts as the worst it could be."
    }

    private static func span(_ range: ClosedRange<Double>) -> String {
        "\(ClockTime.text(range.lowerBound))–\(ClockTime.text(range.upperBound))"
    }
}

/// A prediction for programs.
struct PredictionJSON: Encodable {
    struct Model: Encodable {
        let name, formula, inputs, source, time, reason: String
        let seconds, lowSeconds, highSeconds, weight: Double
    }

    let raceType: String
    let distanceMiles: Double
    let time, pace: String
    let seconds, lowSeconds, highSeconds: Double
    /// The share of races that the interval holds.
    let share: Double
    let goalProbability: Double?
    let models: [Model]
    let widenings, notes: [String]

    init(_ race: RaceDistance, _ prediction: Prediction, goalSeconds: Double?) {
        self.raceType = race.name
        self.distanceMiles = prediction.distance.miles
        self.time = ClockTime.text(prediction.seconds)
        self.pace = prediction.pace.described(in: .miles)
        self.seconds = prediction.seconds
        self.lowSeconds = prediction.interval.lowerBound
        self.highSeconds = prediction.interval.upperBound
        self.share = 0.8
        self.goalProbability = goalSeconds.map { prediction.probability(of: $0) }
        let widths = prediction.relativeWidths
        self.models = prediction.models.map { model in
            let described = Predictors.all.first { $0.name == model.name }
            return Model(
                name: model.name,
                formula: described?.formula ?? "",
                inputs: described?.inputs ?? "",
                source: described?.source ?? "",
                time: ClockTime.text(model.seconds),
                reason: model.reason,
                seconds: model.seconds,
                lowSeconds: model.seconds * (1 - widths.fast),
                highSeconds: model.seconds * (1 + widths.slow),
                weight: model.weight
            )
        }
        self.widenings = prediction.widenings.map(\.reason)
        self.notes = prediction.notes
    }
}
