import ArgumentParser
import Foundation
import GoFastServer
import TrainingMaths

/// `startline gofast plan`
struct GoFastPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Make a training plan for a race.",
        discussion: """
            The same input always gives the same plan (a calendar also says when it was made). Example:

              startline gofast plan --race half --date 2027-04-18 --five-k 24:30 --weekly 25 --days 5

            With --planner-url a language model behind an OpenAI-compatible endpoint lays the plan out; its answer must keep
            every rule that our own plans keep, else our own plan is given and says so. Its key is read from PLANNER_API_KEY.
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, ics, csv }

    @Option(help: "5k, 10k, 10mi, half, marathon, or a length such as 15km.")
    var race: String

    @Option(help: "Day of the race, such as 2027-04-18.")
    var date: String

    @Option(help: "Time to run it in, such as 1:45:00.")
    var goal: String?

    @Option(help: "Name of the race.")
    var name: String?

    @OptionGroup var runner: AthleteOptions

    @Option(help: "Days a week with a run, 3 to 7.")
    var days = 5

    @Option(help: "Days that may hold a run, such as tue,thu,sat,sun. Default: any.")
    var on: String?

    @Option(help: "Day of the long run. Default: saturday, or the last of the days that may hold a run.")
    var longRun: String?

    @Option(help: "First day of the plan. Default: today.")
    var start: String?

    @Option(help: "A race on the way, such as 10k:2027-03-07. May be given several times.")
    var secondary: [String] = []

    @Option(help: "Where paces come from: vdot, or the classic fixed offsets.")
    var paces: PlanRequest.PaceProfile = .vdot

    @Option(help: "text, json, ics or csv.")
    var format: Format = .text

    @OptionGroup var planner: PlannerOptions

    func run() async throws {
        let request = try self.request()
        let plan: Plan
        do {
            plan = try await self.planner.plan(for: request)
        } catch let error as PlanError {
            throw BadInput("\(error)")
        }
        switch self.format {
        case .text: PlanText(plan: plan, terminal: Terminal()).print()
        case .json, .ics, .csv:
            let converted = ConvertedPlan(plan: plan, units: request.units, stamp: Date())
            Output.write(try converted.bytes(self.format.rawValue))
        }
    }

    func request() throws -> PlanRequest {
        guard let fiveK = try self.runner.fiveKSeconds() else {
            throw BadInput("--five-k is needed: the time you would race 5 km in today, such as 24:30.")
        }
        guard self.runner.weekly != nil else {
            throw BadInput("--weekly is needed: what you run in a usual week, such as 25 (0 when you begin).")
        }
        var goal = GoalRace(
            try Input.race(self.race, "--race"),
            on: try Input.day(self.date, "--date"),
            name: try self.name.map(Input.name)
        )
        if let text = self.goal { goal.goalSeconds = try Input.time(text, "--goal") }
        var request = PlanRequest(
            race: goal,
            athlete: try self.runner.athlete(fiveKSeconds: fiveK),
            start: try self.start.map { try Input.day($0, "--start") } ?? Input.today()
        )
        guard (3...7).contains(self.days) else {
            throw BadInput("--days must be from 3 to 7; it is \(self.days).")
        }
        request.daysPerWeek = self.days
        if let on = self.on {
            let days = try on.split(separator: ",").map { try Input.weekday($0, "--on") }
            guard !days.isEmpty else { throw BadInput("--on must name days such as tue,thu,sat; it is empty.") }
            request.preferredDays = Set(days)
        }
        if let longRun = self.longRun {
            request.longRunDay = try Input.weekday(longRun, "--long-run")
        } else if let days = request.preferredDays, !days.contains(.saturday) {
            request.longRunDay = days.max() ?? .saturday
        }
        request.secondaryRaces = try self.secondary.map(Self.secondaryRace)
        request.paceProfile = self.paces
        request.units = try self.runner.unitSystem()
        return request
    }

    private static func secondaryRace(_ text: String) throws -> GoalRace {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else {
            throw BadInput("--secondary must look like 10k:2027-03-07; it is '\(text)'.")
        }
        return GoalRace(
            try Input.race(String(parts[0]), "--secondary"),
            on: try Input.day(String(parts[1]), "--secondary")
        )
    }
}

extension PlanRequest.PaceProfile: ExpressibleByArgument {}
