import ArgumentParser
import TrainingMaths

/// What happened, told to a plan.
struct PastOptions: ParsableArguments {
    @Option(
        help: "A session that was run, such as w03-tue, or w03-tue=5.2 with its distance. May be given several times."
    )
    var done: [String] = []

    @Option(help: "A session of which what was run is to be forgotten.")
    var forget: [String] = []

    @Option(help: "A session that was not run. May be given several times.")
    var missed: [String] = []

    @Flag(help: "Drop a missed key session; else it may take another day of its week.")
    var dropKey = false

    @Option(help: "A run that no session asked for, such as 2027-01-12:4.5. May be given several times.")
    var extra: [String] = []

    @Flag(help: "Make the day after an extra run easy.")
    var easyTomorrow = false

    @Option(help: "After a poor week: continue, repeat it, or lower.")
    var realign: String?

    func perform(on steps: inout ReplanSteps) throws {
        for text in self.done {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let day = try steps.session(parts[0], "--done")
            let miles =
                parts.count == 2
                ? try Input.distance(String(parts[1]), "--done", steps.units, upTo: 300).miles : day.workout.miles
            try steps.record(day, miles: miles)
        }
        for text in self.forget { try steps.forget(steps.session(text, "--forget")) }
        if !self.missed.isEmpty {
            let ids = try self.missed.map { try steps.session($0, "--missed").id }
            try steps.apply(.missed(days: ids, moveKey: !self.dropKey))
        }
        for text in self.extra {
            let parts = try ReplanInput.parts(text, "--extra", 2...2, like: "2027-01-12:4.5")
            let day = try Input.day(parts[0], "--extra")
            let miles = try Input.distance(parts[1], "--extra", steps.units, upTo: 300).miles
            // The same run told again is the same run.
            let id = "told-\(day)-\(Int((miles * 100).rounded()))"
            try steps.apply(.extraRun(id: id, on: day, miles: miles, easyTomorrow: self.easyTomorrow))
        }
        if let text = self.realign {
            let choices: [String: Realignment] = ["continue": .goOn, "repeat": .repeatWeek, "lower": .reenterLower]
            guard let choice = choices[text.lowercased()] else {
                throw BadInput("--realign must be continue, repeat or lower; it is '\(text)'.")
            }
            try steps.apply(.realign(choice))
        }
    }
}

/// Times without running.
struct PauseOptions: ParsableArguments {
    @Option(help: "First and last day without running that is known before: 2027-02-01:2027-02-07.")
    var blackout: [String] = []

    @Option(help: "First and last day on which nothing was run, or nothing will be: 2027-01-04:2027-01-12.")
    var gap: [String] = []

    @Option(help: "First and last day with symptoms, and cold or fever: 2027-01-11:2027-01-14:fever.")
    var ill: [String] = []

    @Option(help: "First and last day with pain, how much of 10, and where: 2027-01-11:2027-01-17:4:knee.")
    var injury: [String] = []

    @Flag(help: "The injury makes you limp.")
    var limping = false

    @Option(help: "A day of the week without running from today on, such as tue.")
    var noRunsOn: [String] = []

    @Option(help: "Why, in your words; for --blackout and --skip.")
    var reason: String?

    func perform(on steps: inout ReplanSteps) throws {
        for text in self.gap {
            let parts = try ReplanInput.parts(text, "--gap", 2...2, like: "2027-01-04:2027-01-12")
            let (first, last) = try ReplanInput.span(parts, "--gap")
            try steps.apply(.gap(lastRun: first + -1, resume: last + 1))
        }
        for text in self.ill {
            let parts = try ReplanInput.parts(text, "--ill", 3...3, like: "2027-01-11:2027-01-14:fever")
            let (first, last) = try ReplanInput.span(parts, "--ill")
            let kinds: [String: Illness] = ["cold": .aboveNeck, "fever": .feverOrChest, "chest": .feverOrChest]
            guard let illness = kinds[parts[2].lowercased()] else {
                throw BadInput(
                    "--ill must end with cold (above the neck) or fever (also chest or stomach); it is '\(parts[2])'."
                )
            }
            try steps.apply(.illness(illness, from: first, until: last))
        }
        for text in self.injury {
            let parts = try ReplanInput.parts(text, "--injury", 3...4, like: "2027-01-11:2027-01-17:4:knee")
            let (first, last) = try ReplanInput.span(parts, "--injury")
            guard let pain = Int(parts[2]), (0...10).contains(pain) else {
                throw BadInput("--injury: pain is told from 0 to 10; it is '\(parts[2])'.")
            }
            let injury = Injury(parts.count > 3 ? parts[3] : "body", pain: pain, limping: self.limping)
            try steps.apply(.injury(injury, from: first, until: last))
        }
        for text in self.blackout {
            let parts = try ReplanInput.parts(text, "--blackout", 2...2, like: "2027-02-01:2027-02-07")
            let (first, last) = try ReplanInput.span(parts, "--blackout")
            try steps.apply(.blackout(from: first, to: last, why: self.reason ?? "not possible"))
        }
        for text in self.noRunsOn {
            let weekday = try Input.weekday(text, "--no-runs-on")
            try steps.apply(.noRuns(on: weekday, from: steps.today))
        }
    }
}
