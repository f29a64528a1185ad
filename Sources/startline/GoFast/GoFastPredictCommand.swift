import ArgumentParser
import TrainingMaths

/// `startline gofast predict`
struct GoFastPredictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Predict race times, with intervals, and compare the models.",
        discussion: """
            Examples:

              startline gofast predict --five-k 24:30 --weekly 30
              startline gofast predict --result 10k:50:00 --result half:1:53:00 --race marathon --goal 4:00:00
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @OptionGroup var runner: AthleteOptions

    @Option(
        help:
            "A race that was run, such as 10k:50:00, or 10k:50:00@21 when it was 21 days ago. May be given several times."
    )
    var result: [String] = []

    @Option(help: "Only this race; default: 5k, 10k, 10 miles, half and marathon.")
    var race: String?

    @Option(help: "A time to reach in --race; tells how likely it is.")
    var goal: String?

    @Option(help: "Day of --race, so that --goal tells what has to be gained each week.")
    var date: String?

    @Option(help: "text or json.")
    var format: Format = .text

    func run() async throws {
        let evidence = try self.evidence()
        let races = try self.race.map { [try Input.race($0, "--race")] } ?? RaceDistance.named
        let goal = try self.goal.map { try Input.time($0, "--goal") }
        guard goal == nil || self.race != nil else { throw BadInput("--goal needs --race: which race is it for?") }
        let weeks = try self.date.map { Double(max(0, try Input.day($0, "--date") - Input.today())) / 7 } ?? 0
        let predictions: [Prediction]
        do {
            predictions = try races.map { try Ensemble.predict($0, from: evidence) }
        } catch {
            throw BadInput("\(error)")
        }
        let outlook = goal.map { goal in
            GoalOutlook(
                goalSeconds: goal,
                prediction: predictions[0],
                fiveKSeconds: evidence.closest(to: RaceDistance.fiveK.distance)?.equivalentFiveK ?? goal,
                weeksToRace: weeks
            )
        }
        switch self.format {
        case .text:
            PredictionText(
                races: Array(zip(races, predictions)),
                evidence: evidence,
                outlook: outlook,
                units: try self.runner.unitSystem(),
                terminal: Terminal()
            ).print()
        case .json:
            try Output.json(
                zip(races, predictions).map { PredictionJSON($0, $1, goalSeconds: goal) }
            )
        }
    }

    private func evidence() throws -> PredictionEvidence {
        var results: [RaceResult] = []
        do {
            if let seconds = try self.runner.fiveKSeconds() {
                results.append(try RaceResult(RaceDistance.fiveK.distance, seconds: seconds))
            }
            for text in self.result { results.append(try Self.result(text)) }
        } catch let error as PredictionError {
            throw BadInput("\(error).")
        }
        guard !results.isEmpty else {
            throw BadInput("Nothing to predict from: give --five-k 24:30, or --result 10k:50:00.")
        }
        var evidence = PredictionEvidence(results: results)
        let athlete = try self.runner.athlete(fiveKSeconds: results[0].equivalentFiveK)
        if self.runner.weekly != nil { evidence.weeklyMiles = athlete.weeklyMiles }
        evidence.longestRunMiles = athlete.longestRunMiles
        return evidence
    }

    /// `10k:50:00`, `half:1:53:00`, `10k:50:00@21`: a race, its time, and after an @ how many days ago it was.
    private static func result(_ text: String) throws -> RaceResult {
        let dated = text.split(separator: "@", maxSplits: 1)
        let parts = dated.first?.split(separator: ":", maxSplits: 1) ?? []
        guard parts.count == 2 else { throw BadInput("--result must look like 10k:50:00; it is '\(text)'.") }
        var daysAgo = 0
        if dated.count == 2 {
            guard let days = Int(dated[1]), (0...3650).contains(days) else {
                throw BadInput("--result: after the @ stands how many days ago it was, 0 to 3650; it is '\(text)'.")
            }
            daysAgo = days
        }
        let race = try Input.race(String(parts[0]), "--result")
        return try RaceResult(race.distance, seconds: try Input.time(String(parts[1]), "--result"), daysAgo: daysAgo)
    }
}
