/// Long runs of a plan's weeks: the cup with its peak in the last block before the taper.
///
/// The cup of the product has its peak at 65 % of all blocks, which is six weeks before a marathon or more, and what the longest
/// run has given fades by then. Here the blocks are those between two lighter weeks, and only those before the taper.
struct LongRunCurve {
    private let first: Double
    private let longest: Double
    /// Shares of a pool by place in the cycle, the lighter week last.
    private let weights: [Double]

    init(_ request: PlanRequest, curve: VolumeCurve, runs: Int, cycle: Int, limit: Double) {
        let race = request.race.race
        let usual = PlanLimits.usualLongest(for: request)
        let share = PlanLimits.longRunShare(runs: runs, race: race)
        let useful = VolumeCurve.longestUseful(for: race)
        let usable = min(curve.start * share * 0.85, usual, useful)
        self.first = min(max(usable, curve.start / Double(max(runs, 1))), limit)
        // Before short races, those who run enough already still have somewhere to go.
        let further = min(self.first * 1.4, curve.peak * share, limit, useful)
        self.longest = max(curve.longestRun(for: race, runs: runs, limit: limit), further, self.first)
        self.weights = VolumeCurve.cupWeights(cycle: cycle)
    }

    /// Miles for each week, by whether it is a lighter one, and for `taperWeeks` after them: those are cut by their own share.
    func miles(deloads: [Bool], taperWeeks: Int) -> [Double] {
        var blocks: [Int] = [0]
        for isDeload in deloads {
            if isDeload { blocks.append(0) } else { blocks[blocks.count - 1] += 1 }
        }
        // Close to a short race the last long run is no record; it is rest for the race as well.
        let isEarly = taperWeeks == 1 && deloads.count { !$0 } > 2 && deloads.last == false
        if isEarly { blocks[blocks.count - 1] -= 1 }
        // A single week is no block: the one before goes on.
        if let last = blocks.last, last < 2, blocks.count > 1 { blocks[blocks.count - 2] += blocks.removeLast() }
        let loads = self.loads(blocks.filter { $0 > 0 })
        var result: [Double] = []
        var next = loads.makeIterator()
        var before = self.first
        let most = self.weights.max() ?? 1
        for isDeload in deloads {
            if isDeload {
                result.append(before * (self.weights.last ?? 1) / most)
            } else {
                before = next.next() ?? self.longest * 0.85
                result.append(before)
            }
        }
        return result + Array(repeating: self.longest, count: taperWeeks)
    }

    /// Weeks of load in blocks of so many; each block ends with its longest run.
    private func loads(_ blocks: [Int]) -> [Double] {
        guard let count = blocks.first else { return [] }
        let cycle = self.weights.count
        let cup = LongRunCup(
            totalWeeks: blocks.count * cycle,
            cycleLength: cycle,
            base: self.first / self.weight(count - 1),
            peak: self.longest / self.weight(0),
            peakBlock: blocks.count - 1
        )
        return zip(cup.pools, blocks).flatMap { pool, count in
            (0..<count).map { min(pool * self.weight(count - 1 - $0), self.longest) }
        }
    }

    /// The share of a block's pool for the week that so many others of load follow.
    private func weight(_ after: Int) -> Double {
        max((self.weights.max() ?? 1) - 0.03 * Double(after), 0.1)
    }
}
