/// The heights along a route, freed from noise: metres up and down, and the grade at each sample.
package struct ElevationProfile: Sendable {
    /// Changes of height below it are noise: metres for heights from satellites.
    package static let satelliteThreshold = 3.0
    /// Metres for heights from a barometer.
    package static let barometricThreshold = 1.0

    package let threshold: Double
    /// Median of five, in order; samples without a height are left out.
    private var known: [(index: Int, height: Double)]

    /// Nil with fewer than two heights. A height that is not on the surface of the earth (-500 to 9,000 m) counts as missing.
    package init?(_ samples: [Sample], barometric: Bool = false) {
        let raw = samples.enumerated().compactMap { index, sample in sample.height.map { (index: index, height: $0) } }
        guard raw.count > 1 else { return nil }
        self.threshold = barometric ? Self.barometricThreshold : Self.satelliteThreshold
        self.known = raw
        for place in raw.indices {
            let window = raw[max(0, place - 2)...min(raw.count - 1, place + 2)].map(\.height).sorted()
            self.known[place].height =
                (window[(window.count - 1) / 2] + window[window.count / 2]) / 2
        }
    }

    /// Whether enough samples have a height to speak of grades: half of them.
    package func covers(_ count: Int) -> Bool { self.known.count * 2 >= count }

    /// Metres up and down from one turning point to the next; a turn counts once the height is the threshold away from it.
    package var climb: Climb {
        var climb = Climb(ascent: 0, descent: 0, method: .smoothed(threshold: self.threshold))
        var (low, high) = (self.known[0].height, self.known[0].height)
        var rises: Bool?
        for (_, height) in self.known {
            if rises != false { high = max(high, height) }
            if rises != true { low = min(low, height) }
            if rises != true, height - low >= self.threshold {
                climb.descent += rises == false ? high - low : 0
                (rises, high) = (true, height)
            } else if rises != false, high - height >= self.threshold {
                climb.ascent += rises == true ? high - low : 0
                (rises, low) = (false, height)
            }
        }
        switch rises {
        case true: climb.ascent += high - low
        case false: climb.descent += high - low
        case nil: break
        }
        return climb
    }

    /// The grade (rise over run) of the step that ends at each sample; 0 where nothing is known.
    ///
    /// The heights are replaced by as few straight lines as stay within the threshold of each of them (the swing filter,
    /// Elmeleegy et al. 2009): grades from one sample to the next are mostly noise, and noise costs energy in any convex model.
    package func grades(along meters: [Double]) -> [Double] {
        var grades = [Double](repeating: 0, count: meters.count)
        guard let first = self.known.first, let last = self.known.last, last.index < meters.count else { return grades }
        var anchor = (index: first.index, meters: meters[first.index], height: first.height)
        var slopes = -Double.infinity...Double.infinity
        var reached = first
        func close() {
            let run = meters[reached.index] - anchor.meters
            guard run > 0 else { return }
            let slope = min(max((reached.height - anchor.height) / run, slopes.lowerBound), slopes.upperBound)
            for index in (anchor.index + 1)...reached.index { grades[index] = slope }
            anchor = (reached.index, meters[reached.index], anchor.height + slope * run)
            slopes = -Double.infinity...Double.infinity
        }
        for point in self.known {
            // Closer than a metre, a height says more about the sensor than about the ground.
            guard meters[point.index] - anchor.meters >= 1, meters[point.index] - meters[reached.index] > 0 else {
                continue
            }
            var cone = self.cone(from: (anchor.meters, anchor.height), to: (meters[point.index], point.height))
            if max(cone.low, slopes.lowerBound) > min(cone.high, slopes.upperBound) {
                close()
                cone = self.cone(from: (anchor.meters, anchor.height), to: (meters[point.index], point.height))
            }
            slopes = max(cone.low, slopes.lowerBound)...min(cone.high, slopes.upperBound)
            reached = point
        }
        close()
        return grades
    }

    /// The slopes from one point that pass within the threshold of another.
    private func cone(
        from start: (meters: Double, height: Double),
        to end: (meters: Double, height: Double)
    ) -> (low: Double, high: Double) {
        let run = end.meters - start.meters
        return ((end.height - self.threshold - start.height) / run, (end.height + self.threshold - start.height) / run)
    }
}

extension RunningCost {
    /// The level metres that cost as much energy as `pieces` of a route.
    package static func levelMeters(
        of pieces: [(meters: Double, grade: Double)],
        floor: Double = RunningCost.downhillFloor
    ) -> Double {
        pieces.reduce(0) { $0 + $1.meters * Self.ratio(grade: $1.grade, floor: floor) }
    }
}
