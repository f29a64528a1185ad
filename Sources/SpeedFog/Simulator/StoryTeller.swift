import SeedGraph

/// Makes up a run, gate by gate.
struct StoryTeller {
    private let map: RouteMap
    private let flags: GateFlags
    private var random: Dice

    /// Below 1 is fast and careful.
    private let pace: Double
    private let recklessness: Double
    /// How likely a way turns out to be the wrong one.
    private let wandering: Double
    /// Above 0 this player likes small places.
    private let taste: Double
    private let msPerEffort: Double

    private(set) var beats: [Story.Beat] = []
    private(set) var route: [String] = []
    private var igtMs = 0
    private var visited: Set<Int> = []

    init(map: RouteMap, flags: GateFlags, random: Dice) {
        self.map = map
        self.flags = flags
        self.random = random
        let skill = self.random.bell()
        self.pace = 1 + 0.045 * skill
        self.recklessness = max(1 + 0.25 * skill + self.random.between(-0.3, 0.3), 0.3)
        self.wandering = max(0.07 + 0.02 * skill + self.random.between(-0.03, 0.04), 0.02)
        self.taste = self.random.between(-0.4, 1.2)
        // An hour for 25 layers, of which fights lost and wrong ways take their part.
        self.msPerEffort = Double(map.layers) * 2.4 * 60_000 * 0.8 / map.straightEffort
    }

    /// Plays from the start to the end.
    mutating func tell() {
        var here = self.map.start
        self.enter(here, from: nil)
        self.stay(here)
        while self.map.stops[here].distance ?? 0 > 0 {
            let options = self.waysOn(from: here)
            guard let choice = self.choose(options) else { break }
            if self.random.chance(self.wandering) { self.lookAround(from: here, knowing: choice) }
            if self.random.chance(self.wandering * 0.5) { self.goBack(from: here) }
            self.enter(choice, from: here)
            self.stay(choice)
            here = choice
        }
        self.beats.append(.init(igtMs: self.igtMs, kind: .finish(flag: self.flags.finish)))
    }

    /// The same run, broken off somewhere between a third and four fifths of it.
    mutating func givingUp() -> [Story.Beat] {
        let end = Int(Double(self.igtMs) * self.random.between(0.33, 0.8))
        return self.beats.filter { $0.igtMs < end } + [.init(igtMs: end, kind: .abandon)]
    }

    /// Gates that lead to the end. After very many steps only the shortest way is left, so that a graph with circles ends too.
    private func waysOn(from here: Int) -> [Int] {
        let nearer = self.map.stops[here].next.filter { next in
            guard let distance = self.map.stops[next].distance, let own = self.map.stops[here].distance else {
                return false
            }
            return distance < own
        }
        guard self.route.count < self.map.stops.count * 4 else { return nearer }
        let fresh = self.map.stops[here].next.filter {
            self.map.stops[$0].distance != nil && !self.visited.contains($0)
        }
        return fresh.isEmpty ? nearer : fresh
    }

    private mutating func choose(_ options: [Int]) -> Int? {
        guard var best = options.first else { return nil }
        var bestScore = -Double.infinity
        for option in options {
            let score = self.random.between(0, 4) - self.taste * self.map.stops[option].effort * 0.3
            if score > bestScore {
                best = option
                bestScore = score
            }
        }
        return best
    }

    /// Tries another gate first and comes back, or stands at the door of the right one, turns round, and needs it after all.
    private mutating func lookAround(from here: Int, knowing choice: Int) {
        let others = self.map.stops[here].next.filter { $0 != choice }
        let wrong = others.isEmpty ? choice : others[self.random.below(others.count)]
        self.enter(wrong, from: here)
        self.stay(wrong, share: self.random.between(0.1, 0.45))
        self.enter(here, from: wrong)
        self.pass(seconds: self.random.between(8, 35))
    }

    /// Fetches something left behind one gate earlier.
    private mutating func goBack(from here: Int) {
        guard let before = self.map.stops[here].previous.first(where: { self.visited.contains($0) }) else { return }
        self.enter(before, from: here)
        self.pass(seconds: self.random.between(15, 70))
        self.enter(here, from: before)
        self.pass(seconds: self.random.between(5, 20))
    }

    private mutating func enter(_ stop: Int, from: Int?) {
        let id = self.map.stops[stop].id
        self.visited.insert(stop)
        self.route.append(id)
        guard let from else { return }
        // The start has no flag: a player who returns to it is noticed at the next gate.
        let entrance = self.map.stops[stop].previous.firstIndex(of: from) ?? 0
        guard let flag = self.flags.flag(into: id, entrance: entrance) else { return }
        self.beats.append(.init(igtMs: self.igtMs, kind: .gate(flag: flag, node: id)))
    }

    /// Time and deaths in one place.
    private mutating func stay(_ index: Int, share: Double = 1) {
        let stop = self.map.stops[index]
        let length = stop.effort * self.msPerEffort * self.pace * self.random.skewed(0.3) * share
        let deaths = self.random.count(mean: self.danger(of: stop) * self.recklessness * share)
        var moments = (0..<deaths).map { _ in self.random.between(0.15, 0.95) }.sorted()
        moments.append(1)
        var before = 0.0
        for (index, moment) in moments.enumerated() {
            self.pass(seconds: max(length * (moment - before) / 1000, 3))
            before = moment
            guard index < deaths else { break }
            self.beats.append(.init(igtMs: self.igtMs, kind: .death))
            self.pass(seconds: self.random.between(9, 34))
        }
    }

    private func danger(of stop: RouteMap.Stop) -> Double {
        let kind: Double =
            switch stop.kind {
            case .start: 0
            case .bossArena: 0.7
            case .majorBoss: 1.3
            case .finalBoss: 2
            case .legacyDungeon: 0.55
            default: 0.3
            }
        return kind * (0.5 + Double(min(max(stop.tier, 0), 30)) / 14)
    }

    private mutating func pass(seconds: Double) {
        self.igtMs += max(Int(seconds * 1000), 1)
    }
}
