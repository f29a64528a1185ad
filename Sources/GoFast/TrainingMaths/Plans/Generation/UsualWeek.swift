/// A week as it would be without its races on the way: what its days may hold at most when the races are there.
struct UsualWeek: Sendable, Equatable {
    /// Steps of its runs.
    let total: Int
    /// Steps of a usual easy run, the one after the long run aside.
    let easy: Int
    /// Steps of each day's run.
    private let days: [DayDraft]
    /// Steps that no easy or hard run may have more of.
    private let most: Int
    private let races: [GoalRace]

    init(_ days: [DayDraft], most: Int, races: [GoalRace]) {
        self.days = days
        self.most = most
        self.races = races
        let runs = days.filter { $0.isTrainingRun && $0.steps > 0 }
        let long = runs.first { $0.role == .longRun }?.date
        let easy = runs.filter { $0.role == .easy && $0.date != long.map { $0 + 1 } }
        let plain = easy.isEmpty ? runs.filter { $0.role == .easy } : easy
        let known = plain.isEmpty ? runs.filter { $0.role != .longRun } : plain
        let sum = known.reduce(0) { $0 + $1.steps }
        self.easy = min(known.isEmpty ? 0 : (sum * 2 + known.count) / (2 * known.count), most)
        self.total = runs.reduce(0) { $0 + $1.steps }
    }

    /// Steps that a day of the changed week may have: those of its kind, fewer after a race and two days before one.
    func limit(for day: DayDraft) -> Int {
        switch day.role {
        case .longRun: return self.largest { $0 == .longRun } ?? self.easy
        case .hard:
            let hard = self.largest { if case .hard = $0 { true } else { false } }
            return min(hard ?? self.easy, self.most)
        case .recovery: return self.share(PlanLimits.recoveryShare)
        case .easy, .sharpener:
            if day.isShort(before: self.races) { return self.share(PlanLimits.beforeRaceShare) }
            let same = self.days.first { $0.date == day.date && $0.role == day.role && $0.steps > 0 }
            return min(same?.steps ?? self.easy, self.most)
        case .rest, .race, .beforeRace: return 0
        }
    }

    private func share(_ share: Double) -> Int { Int((Double(self.easy) * share).rounded()) }

    private func largest(where isWanted: (DayDraft.Role) -> Bool) -> Int? {
        self.days.filter { isWanted($0.role) && $0.steps > 0 }.map { $0.steps }.max()
    }
}
