import TrainingMaths

/// Activities beside each other and beside a plan.
struct AnalysisReport {
    /// A planned session and what was done for it.
    struct Session {
        let day: PlannedDay
        let runs: [AnalysedRun]
        let analysis: SessionAnalysis?
    }

    let runs: [AnalysedRun]
    let zones: HeartRateZones?
    let fiveKSeconds: Double?
    let units: UnitSystem
    let matches: [Match]
    let sessions: [Session]
    private let hasPlan: Bool

    init(runs: [AnalysedRun], plan: Plan?, zones: HeartRateZones?, fiveKSeconds: Double?, units: UnitSystem) {
        self.runs = runs
        self.zones = zones
        self.fiveKSeconds = fiveKSeconds
        self.units = units
        self.hasPlan = plan != nil
        guard let plan else {
            self.matches = []
            self.sessions = []
            return
        }
        let matches = Matcher(sessions: plan.days, units: units).assign(runs.map(\.logged))
        self.matches = matches
        let linked = Dictionary(
            grouping: matches.filter { $0.band == .auto && $0.session != nil },
            by: { $0.session ?? "" }
        )
        self.sessions = plan.days.compactMap { day in
            guard let links = linked[day.id] else { return nil }
            let parts = links.compactMap { link in
                runs.first { $0.id == link.activity }.map { (run: $0, role: link.role) }
            }
            let analysis = SessionAnalysis(
                day.workout,
                parts.map { SessionPart($0.run.activity, metrics: $0.run.metrics, as: $0.role) },
                zones: zones,
                units: units
            )
            return Session(day: day, runs: parts.map(\.run), analysis: analysis)
        }
    }

    func print(_ terminal: Terminal) {
        var blocks = self.runs.map { run in
            [terminal.styled(run.file, .dim)]
                + ActivityText(
                    activity: run.activity,
                    metrics: run.metrics,
                    zones: self.zones,
                    fiveKSeconds: self.fiveKSeconds,
                    units: self.units,
                    terminal: terminal
                ).lines()
        }
        if self.hasPlan {
            blocks += self.matches.map { self.lines(of: $0, terminal) }
            blocks += self.sessions.map { self.lines(of: $0, terminal) }
        }
        for (index, block) in blocks.enumerated() {
            if index > 0 { terminal.say("") }
            for line in block { terminal.say(line) }
        }
    }

    private func lines(of match: Match, _ terminal: Terminal) -> [String] {
        let file = self.runs.first { $0.id == match.activity }?.file ?? match.activity
        let head =
            switch match.band {
            case .auto: terminal.styled("\(file) is \(match.session ?? "")", .green)
            case .ask: terminal.styled("\(file): is it \(match.session ?? "a session of the plan")?", .yellow)
            case .extra: "\(file) is an extra run"
            }
        let candidates = match.candidates.map { candidate in
            "  \(candidate.session), score \(candidate.score): " + candidate.reasons.map(\.text).joined(separator: "; ")
        }
        return [head] + (candidates.isEmpty ? match.reasons.map { "  \($0)" } : candidates)
    }

    private func lines(of session: Session, _ terminal: Terminal) -> [String] {
        let day = session.day
        var lines = [terminal.styled("\(day.id), \(day.date.weekday.name) \(day.date): \(day.workout.label)", .bold)]
        guard let analysis = session.analysis else { return lines + ["  What was done can't be this session."] }
        if let score = analysis.score { lines.append("  Score \(score) of 100") }
        if let legacy = analysis.legacyScore {
            lines.append("  Classic score \(legacy) of 100 (half a mile, 15 s a mile)")
        }
        for part in analysis.parts {
            let score = part.score.map { String($0).padded(3, right: true) } ?? "  –"
            lines.append("  \(score) \(part.kind.rawValue.padded(9)) \(part.text)")
        }
        if let zones = analysis.zones { lines.append("      zones     \(zones.text)") }
        if let hills = analysis.hills { lines.append("      hills     \(hills.text)") }
        if let alignment = analysis.alignment {
            lines += alignment.steps.map { "      \($0.verdict.rawValue.padded(8)) \($0.text)" }
            lines += alignment.notes.map { "      \($0)" }
        }
        return lines + analysis.questions.map { "  ? \($0)" }
    }
}
