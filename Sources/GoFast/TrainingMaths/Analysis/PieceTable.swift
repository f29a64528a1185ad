/// Sums over any stretch of pieces in constant time, and how well a stretch fits a step.
struct PieceTable: Sendable {
    struct Stretch {
        var elapsed: Double
        var active: Double
        var meters: Double
        /// Standard deviation of speed through its mean.
        var variation: Double

        /// Metres a second of moving time.
        var speed: Double { self.active > 0 ? self.meters / self.active : 0 }
    }

    let pieces: [ExecutedPiece]
    /// Speed between easy and hard of this run, in metres a second; 0 when nothing was covered.
    let meanSpeed: Double
    private var elapsed = [0.0]
    private var active = [0.0]
    private var meters = [0.0]
    private var squares = [0.0]

    init(_ pieces: [ExecutedPiece]) {
        self.pieces = pieces
        for (index, piece) in pieces.enumerated() {
            let speed = piece.elapsed > 0 ? piece.meters / piece.elapsed : 0
            self.elapsed.append(self.elapsed[index] + piece.elapsed)
            self.active.append(self.active[index] + piece.active)
            self.meters.append(self.meters[index] + piece.meters)
            self.squares.append(self.squares[index] + piece.elapsed * speed * speed)
        }
        let total = self.active.last ?? 0
        self.meanSpeed = total > 0 ? (self.meters.last ?? 0) / total : 0
    }

    /// The first pieces with which a stretch that ends before `row` is between 0.3 and 2.5 times as long as the step, at most `reach` of
    /// them; a single piece is always tried. Sums only grow, so both ends are found by halving.
    func starts(endingAt row: Int, for step: StepExpectation, reach: Int) -> ClosedRange<Int> {
        let earliest = max(0, row - reach)
        let sums: [Double]
        switch step.measure {
        case .none: return earliest...row - 1
        case .meters: sums = self.meters
        case .active: sums = self.active
        case .elapsed: sums = self.elapsed
        }
        let first = Self.first(in: earliest..<row) { sums[row] - sums[$0] <= 2.5 * step.length }
        let last = Self.first(in: earliest..<row) { sums[row] - sums[$0] < 0.3 * step.length } - 1
        return min(first, row - 1)...max(min(first, row - 1), last)
    }

    /// The first index for which `isTrue` holds, which must hold for all after it; the upper bound when there is none.
    private static func first(in range: Range<Int>, where isTrue: (Int) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isTrue(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The pieces from `start` up to and without `end`.
    func stretch(_ start: Int, _ end: Int) -> Stretch {
        let elapsed = self.elapsed[end] - self.elapsed[start]
        let meters = self.meters[end] - self.meters[start]
        var variation = 0.0
        if elapsed > 0, meters > 0, end - start > 1 {
            let mean = meters / elapsed
            let square = (self.squares[end] - self.squares[start]) / elapsed
            variation = max(0, square - mean * mean).squareRoot() / mean
        }
        let active = self.active[end] - self.active[start]
        return Stretch(elapsed: elapsed, active: active, meters: meters, variation: variation)
    }
}

/// What a step expects, in the terms of ``PieceTable``.
struct StepExpectation: Sendable {
    /// What the length of the step is measured by. Rest runs by the clock, pauses included.
    enum Measure { case meters, active, elapsed, none }

    let step: PlannedStep
    let measure: Measure
    /// Metres or seconds; 0 when the step has no length.
    let length: Double
    /// Metres a second of the planned range, slow to fast.
    let speeds: ClosedRange<Double>?
    /// The slowest planned speed of the work, which the rest should stay below.
    let workSpeed: Double?

    static func of(_ steps: [PlannedStep]) -> [StepExpectation] {
        let ranges = steps.map { Self.speeds($0.step.paceRange) }
        let work = zip(steps, ranges).filter(\.0.isWork).compactMap(\.1?.lowerBound).min()
        return zip(steps, ranges).map { StepExpectation($0, speeds: $1, workSpeed: work) }
    }

    private init(_ step: PlannedStep, speeds: ClosedRange<Double>?, workSpeed: Double?) {
        self.step = step
        self.speeds = speeds
        self.workSpeed = workSpeed
        self.length = step.meters ?? step.seconds ?? 0
        self.measure = step.meters != nil ? .meters : step.seconds == nil ? .none : step.isWork ? .active : .elapsed
    }

    var isRest: Bool { self.step.step.intent == .recovery || self.step.step.intent == .rest }

    /// What a fit of the step counts, and what it costs when it is missing: the work more than the way there.
    var weight: Double { self.step.isWork ? 1 : self.isRest ? 0.4 : 0.8 }

    private static func speeds(_ range: ClosedRange<Pace>?) -> ClosedRange<Double>? {
        guard let range, range.lowerBound.secondsPerMile > 0, range.upperBound.secondsPerMile.isFinite else {
            return nil
        }
        return range.upperBound.metersPerSecond...range.lowerBound.metersPerSecond
    }

    private func lengthRatio(_ stretch: PieceTable.Stretch) -> Double? {
        switch self.measure {
        case .none: nil
        case .meters: stretch.meters / self.length
        case .active: stretch.active / self.length
        case .elapsed: stretch.elapsed / self.length
        }
    }

    /// 1 for a perfect fit down to -1.5 for none, times the weight. Of length and pace the worse counts most: half an interval
    /// at the right pace is no interval.
    func fit(_ stretch: PieceTable.Stretch, mean: Double) -> Double {
        let length = self.lengthRatio(stretch).map { Self.clamped(1 - 2 * abs(Self.log($0))) }
        let pace = self.paceFit(stretch, mean: mean)
        let fit =
            switch (length, pace) {
            case (let length?, let pace?): ((length + pace) / 2 + min(length, pace)) / 2
            case (let only?, nil), (nil, let only?): only
            case (nil, nil): 0.3
            }
        return self.weight * Self.clamped(fit - min(1, stretch.variation))
    }

    private func paceFit(_ stretch: PieceTable.Stretch, mean: Double) -> Double? {
        // Uphill the pace tells nothing.
        if self.step.isWork, self.step.isSlowFine { return nil }
        let overall = stretch.elapsed > 0 ? stretch.meters / stretch.elapsed : 0
        if let speeds, self.step.isSlowFine {
            guard overall > 0 else { return 1 }
            return Self.clamped(1 - 10 * max(0, Self.log(overall / speeds.upperBound)))
        }
        if let speeds {
            let nearest = min(speeds.upperBound, max(speeds.lowerBound, stretch.speed))
            return Self.clamped(1 - 10 * abs(Self.log(stretch.speed / nearest)))
        }
        if self.step.isWork {
            guard mean > 0 else { return nil }
            return Self.clamped(1 - 10 * max(0, 1.03 - stretch.speed / mean))
        }
        guard let reference = self.workSpeed ?? (mean > 0 ? mean * 1.05 : nil), reference > 0 else { return nil }
        return Self.clamped(1 - 10 * max(0, overall / reference - 0.92))
    }

    private static func clamped(_ value: Double) -> Double { value.isFinite ? min(1, max(-1.5, value)) : -1.5 }

    /// Near ln, symmetric and free of libraries: ln r = 2 artanh((r-1)/(r+1)), which is exact in the limit of small differences.
    private static func log(_ ratio: Double) -> Double {
        guard ratio.isFinite, ratio > 0 else { return 2 }
        let part = (ratio - 1) / (ratio + 1)
        return 2 * part * (1 + part * part / 3 + part * part * part * part / 5)
    }
}
