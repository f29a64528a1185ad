import ActivityFiles
import ArgumentParser
import Foundation
import TrainingMaths

/// `startline gofast analyse`
struct GoFastAnalyseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyse",
        abstract: "Read activities: laps, splits, heart-rate zones, best efforts; with a plan, matches and scores.",
        discussion: """
            Examples:

              startline gofast analyse morning.fit --max-hr 186
              startline gofast analyse week/*.fit --plan plan.json --five-k 24:30

            A file that can't be read is told on standard error; the others are analysed all the same, and the exit code is 2.
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "Activity files: FIT, TCX, GPX, also packed by gzip.")
    var files: [String]

    @Option(help: "A plan in JSON, as `startline gofast plan --format json` prints it.")
    var plan: String?

    @OptionGroup var runner: AthleteOptions

    @Option(help: "text or json.")
    var format: Format = .text

    func run() async throws {
        let plan = try self.plan.map { try BookInput.book($0).current }
        let fiveK = try self.runner.fiveKSeconds() ?? plan?.request.athlete.fiveKSeconds
        let zones = try self.zones(fiveK, plan)
        let units =
            try self.runner.units == nil ? plan?.request.units ?? self.runner.unitSystem() : self.runner.unitSystem()
        var problems: [String] = []
        var runs: [AnalysedRun] = []
        for path in self.files {
            do {
                let file = try ActivityInput.decoded(ActivityInput.bytes(path), path)
                for warning in file.warnings { Terminal().note("\(path): \(warning)") }
                for activity in file.activities {
                    runs.append(AnalysedRun(activity, file: path, number: runs.count, zones: zones, units: units))
                }
            } catch let error as BadInput {
                problems.append(error.description)
            }
        }
        let report = AnalysisReport(runs: runs, plan: plan, zones: zones, fiveKSeconds: fiveK, units: units)
        switch self.format {
        case .text: report.print(Terminal())
        case .json: try Output.json(AnalysisJSON(report))
        }
        if !problems.isEmpty { throw BadInput(problems.joined(separator: "\n")) }
    }

    /// Zones out of what is given here; the plan's runner fills in what is not.
    private func zones(_ fiveK: Double?, _ plan: Plan?) throws -> HeartRateZones? {
        var athlete = try self.runner.athlete(fiveKSeconds: fiveK ?? 1800)
        let known = plan?.request.athlete
        athlete.age = athlete.age ?? known?.age
        athlete.maximumHeartRate = athlete.maximumHeartRate ?? known?.maximumHeartRate
        athlete.restingHeartRate = athlete.restingHeartRate ?? known?.restingHeartRate
        athlete.thresholdHeartRate = athlete.thresholdHeartRate ?? known?.thresholdHeartRate
        return HeartRateZones(athlete)
    }
}

/// An activity of the command line with its measures.
struct AnalysedRun {
    let id: String
    let file: String
    let activity: Activity
    let metrics: RunMetrics

    init(_ activity: Activity, file: String, number: Int, zones: HeartRateZones?, units: UnitSystem) {
        self.id = "\(number + 1)"
        self.file = file
        self.activity = activity
        self.metrics = RunMetrics(
            activity,
            zones: zones,
            units: units
        )
    }

    /// What the device did not state is what was measured.
    var logged: LoggedActivity {
        var logged = LoggedActivity(self.activity, id: self.id, source: "file")
        logged.distance = self.activity.totals.distance ?? self.metrics.distance
        logged.seconds = logged.seconds ?? (self.metrics.timerSeconds > 0 ? self.metrics.timerSeconds : nil)
        return logged
    }
}
