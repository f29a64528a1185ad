import ArgumentParser
import TrainingMaths

/// Plans for random athletes and goals: how long each takes, and that none breaks a rule.
struct PlansBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plans",
        abstract: "Makes plans for random athletes, checks each against every rule, and times them.",
        discussion: "Ends with an error when a plan breaks a rule or is refused; the request that did it is printed."
    )

    @Option(help: "Random athletes and goals.") var count = 100_000
    @Option(help: "The same seed gives the same athletes.") var seed: UInt64 = 1

    struct Figures: Encodable {
        let plans, refused, violations, planDays: Int
        let meanMs, p50Ms, p99Ms, maxMs, rulesMeanMs: Double
    }

    func validate() throws {
        guard self.count > 0 else { throw ValidationError("--count must be at least 1.") }
    }

    func run() async throws {
        var sampler = PlanSampler(seed: self.seed)
        var times: [Double] = []
        var rules = 0.0
        var (refused, violations, days) = (0, 0, 0)
        for number in 1...self.count {
            let request = sampler.request()
            let begun = ContinuousClock.now
            let plan: Plan
            do {
                plan = try PlanGenerator.plan(for: request)
            } catch {
                say("plan \(number) of seed \(self.seed) was refused: \(error)\n  \(request)")
                refused += 1
                continue
            }
            let made = ContinuousClock.now
            times.append(seconds(made - begun) * 1000)
            let found = PlanRules.violations(in: plan)
            rules += seconds(ContinuousClock.now - made) * 1000
            days += plan.days.count
            violations += found.count
            if let first = found.first { say("plan \(number) of seed \(self.seed): \(first)\n  \(request)") }
            if number % 10_000 == 0 { say("\(number) of \(self.count)") }
        }
        times.sort()
        guard let slowest = times.last else { throw Failure("Every request was refused.") }
        try Report(
            benchmark: "plans",
            figures: Figures(
                plans: times.count,
                refused: refused,
                violations: violations,
                planDays: days,
                meanMs: times.reduce(0, +) / Double(times.count),
                p50Ms: times[times.count / 2],
                p99Ms: times[times.count * 99 / 100],
                maxMs: slowest,
                rulesMeanMs: rules / Double(times.count)
            )
        ).print()
        guard violations == 0, refused == 0 else {
            throw Failure("\(violations) rules were broken, \(refused) requests refused.")
        }
    }
}
