/// The distance a device counted, made to rise: restarts are joined, outliers and leaps left out.
struct DeviceDistance {
    private(set) var knots = DistanceKnots()
    private(set) var flags = FlagLedger()
    private(set) var leavesOutLeaps = false

    /// The longest distance that is believed of one activity, in metres: once around the earth and more.
    private static let longest = 1e8
    /// Metres by which two samples may be late against each other.
    private static let slack = 10.0
    /// Metres a step back may have before it is told; less is rounding.
    private static let noticeable = 5.0

    init(_ samples: [Sample], limit: Double) {
        var known: [(seconds: Double, meters: Double)] = []
        known.reserveCapacity(samples.count)
        for sample in samples {
            guard let meters = sample.distance else { continue }
            if (0...Self.longest).contains(meters) {
                known.append((sample.seconds, meters))
            } else {
                self.flags.note(.distanceJump, from: sample.seconds, to: sample.seconds)
                self.leavesOutLeaps = true
            }
        }
        guard !known.isEmpty else { return }
        let rising = self.withoutOutliers(Self.joined(known))
        self.count(rising, limit: limit)
    }

    /// A device that starts again at zero in mid-run goes on from where it was.
    private static func joined(_ known: [(seconds: Double, meters: Double)]) -> [(seconds: Double, meters: Double)] {
        var joined = known
        var offset = 0.0
        for index in known.indices {
            if index > 0, known[index].meters < known[index - 1].meters - Self.noticeable {
                let before = known[max(0, index - 5)..<index]
                let after = known[index..<min(known.count, index + 5)]
                let isRestart =
                    before.allSatisfy { $0.meters > known[index].meters }
                    && after.allSatisfy { $0.meters < known[index - 1].meters }
                if isRestart { offset += known[index - 1].meters - known[index].meters }
            }
            joined[index].meters += offset
        }
        return joined
    }

    /// Keeps the longest series that never falls, so one wild value costs one sample and not the rest of the run.
    private mutating func withoutOutliers(
        _ known: [(seconds: Double, meters: Double)]
    ) -> [(seconds: Double, meters: Double)] {
        let kept = known.longestRisingIndices { $0.meters }
        guard kept.count < known.count else { return known }
        for (left, right) in zip(kept, kept.dropFirst()) where right - left > 1 {
            let isFar = known[(left + 1)..<right].contains {
                $0.meters < known[left].meters - Self.noticeable || $0.meters > known[right].meters + Self.noticeable
            }
            if isFar { self.flags.note(.distanceJump, from: known[left].seconds, to: known[right].seconds) }
        }
        for lost in [known[..<(kept.first ?? 0)], known[((kept.last ?? known.count - 1) + 1)...]] {
            if let first = lost.first, let last = lost.last {
                self.flags.note(.distanceJump, from: first.seconds, to: last.seconds)
            }
        }
        return kept.map { known[$0] }
    }

    /// Leaps that standing before explains (a footpod or receiver that caught up) count; others do not.
    private mutating func count(_ rising: [(seconds: Double, meters: Double)], limit: Double) {
        let first = rising[0]
        // A file that was cut out of a longer one begins far from zero.
        var total = first.meters <= limit * max(0, first.seconds) + 100 ? first.meters : 0
        var stoodSince = first.seconds
        self.knots.append(first.seconds, total)
        var index = 1
        while index < rising.count {
            let run = Self.fastRun(rising, from: index, limit: limit)
            for step in index..<max(index + 1, run.upperBound) {
                let (last, next) = (rising[step - 1], rising[step])
                let gain = next.meters - last.meters
                let isFast = run.contains(step)
                let catchesUp = gain <= limit * (next.seconds - stoodSince) + Self.slack
                let isPossible = gain <= SpeedLimit.impossible * (next.seconds - last.seconds)
                if isFast {
                    self.flags.note(
                        run.count >= 5 && isPossible ? .absurdSpeed : .distanceJump,
                        from: last.seconds,
                        to: next.seconds
                    )
                }
                if !isFast || catchesUp || (run.count >= 5 && isPossible) {
                    total += gain
                } else {
                    self.leavesOutLeaps = true
                }
                if gain > 0 { stoodSince = next.seconds }
                self.knots.append(next.seconds, total)
            }
            index = max(index + 1, run.upperBound)
        }
    }

    /// The steps from `index` on that are all faster than `limit`; empty when the first is not.
    private static func fastRun(_ rising: [(seconds: Double, meters: Double)], from index: Int, limit: Double) -> Range<
        Int
    > {
        var end = index
        while end < rising.count,
            rising[end].meters - rising[end - 1].meters
                > limit * (rising[end].seconds - rising[end - 1].seconds) + Self.slack
        {
            end += 1
        }
        return index..<end
    }
}

extension Array {
    /// Indices of a longest series that never falls (patience sorting, Fredman 1975).
    func longestRisingIndices(_ value: (Element) -> Double) -> [Int] {
        var ends: [Int] = []
        var previous = [Int](repeating: -1, count: self.count)
        for index in self.indices {
            let height = value(self[index])
            let place =
                ends.isEmpty || value(self[ends[ends.count - 1]]) <= height
                ? ends.count : ends.firstSortedIndex { value(self[$0]) > height }
            if place > 0 { previous[index] = ends[place - 1] }
            if place == ends.count { ends.append(index) } else { ends[place] = index }
        }
        var series: [Int] = []
        var index = ends.last ?? -1
        while index >= 0 {
            series.append(index)
            index = previous[index]
        }
        return series.reversed()
    }
}
