extension BestEffort {
    /// The distances that are looked for, from 400 m to 100 km.
    package static let distances: [Distance] = [
        Distance(meters: 400), Distance(kilometers: 1), Distance(miles: 1), Distance(kilometers: 3),
        Distance(kilometers: 5), Distance(kilometers: 10), Distance(miles: 10), RaceDistance.half.distance,
        RaceDistance.marathon.distance, Distance(kilometers: 50), Distance(kilometers: 100),
    ]

    /// Seconds for a distance that nobody has run faster; a faster window is a car, a bicycle or a fault.
    ///
    /// World records as of 2025 (World Athletics, men): 400 m 43.03, 1,000 m 2:11.96, mile 3:43.13, 3,000 m 7:17.55,
    /// 5,000 m 12:35.36, 10,000 m 26:11.00, half marathon 56:42, marathon 2:00:35; straight lines between them, the speed of the
    /// nearest one beyond.
    package static func humanLimit(_ distance: Distance) -> Double {
        let records: [(meters: Double, seconds: Double)] = [
            (400, 43.03), (1000, 131.96), (1609.344, 223.13), (3000, 437.55), (5000, 755.36), (10_000, 1571),
            (21_097.5, 3402), (42_195, 7235),
        ]
        let meters = distance.meters
        let next = records.firstSortedIndex { $0.meters >= meters }
        guard next > 0 else { return meters * records[0].seconds / records[0].meters }
        guard next < records.count else {
            return meters * records[records.count - 1].seconds / records[records.count - 1].meters
        }
        let (low, high) = (records[next - 1], records[next])
        return low.seconds + (meters - low.meters) / (high.meters - low.meters) * (high.seconds - low.seconds)
    }
}

extension ActivityTrace {
    /// The best effort over each of the usual distances that was covered.
    package func bestEfforts() -> [BestEffort] { BestEffort.distances.compactMap { self.bestEffort(over: $0) } }

    /// The shortest time in which `distance` was covered, pauses included, without any spoiled span; nil when there is none.
    ///
    /// The time of a window is a straight line between samples, so the best one begins or ends at a sample: both kinds
    /// are tried, each with two pointers.
    package func bestEffort(over distance: Distance) -> BestEffort? {
        let meters = distance.meters
        guard meters.isFinite, meters > 0, let first = self.meters.first, self.total.meters - first >= meters else {
            return nil
        }
        let limit = self.activity.sport.kind == .running ? BestEffort.humanLimit(distance) : 0
        var best: BestEffort?
        func consider(_ start: Double, _ end: Double, at startMeters: Double) {
            let seconds = end - start
            guard seconds > 0, seconds >= limit, seconds < best?.seconds ?? .infinity,
                !self.spoiled.overlaps(from: start, to: end)
            else { return }
            let place = Distance(meters: startMeters)
            best = BestEffort(distance: distance, seconds: seconds, startSeconds: start, start: place)
        }
        var end = 0
        for start in self.meters.indices {
            let goal = self.meters[start] + meters
            while end < self.meters.count, self.meters[end] < goal { end += 1 }
            guard end < self.meters.count else { break }
            consider(self.seconds[start], self.seconds(at: goal, between: end - 1), at: self.meters[start])
        }
        var start = 0
        for end in self.meters.indices {
            let goal = self.meters[end] - meters
            guard goal >= first else { continue }
            while self.meters[start + 1] <= goal { start += 1 }
            consider(self.seconds(at: goal, between: start), self.seconds[end], at: goal)
        }
        return best
    }
}
