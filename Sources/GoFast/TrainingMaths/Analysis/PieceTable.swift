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
    let step: PlannedStep
    /// Metres a second of the planned range, slow to fast.
    let speeds: ClosedRange<Double>?
    /// The slowest planned speed of the work, which the rest should stay below.
    let workSpeed: Double?

    static func of(_ steps: [PlannedStep]) -> [StepExpectation] {
        let ranges = steps.map { Self.speeds($0.step.paceRange) }
        let work = zip(steps, ranges).filter(\.0.isWork).compactMap(\.1?.lowerBound).min()
        return zip(steps, ranges).map { StepExpectation(step: $0, speeds: $1, workSpeed: work) }
    }

    private static func speeds(_ range: ClosedRange<Pace>?) -> ClosedRange<Double>? {
        guard let range, range.lowerBound.secondsPerMile > 0, range.upperBound.secondsPerMile.isFinite else {
            return nil
        }
        return range.upperBound.metersPerSecond...range.lowerBound.metersPerSecond
    }

    /// Actual through planned length; nil for a step without a length. Rest runs by the clock, pauses included.
    func lengthRatio(_ stretch: PieceTable.Stretch) -> Double? {
        if let meters = self.step.meters { return stretch.meters / meters }
        if let seconds = self.step.seconds {
            return (self.step.isWork ? stretch.active : stretch.elapsed) / seconds
        }
        return nil
    }

    /// 1 for a perfect fit down to -1.5 for none.
    func fit(_ stretch: PieceTable.Stretch, mean: Double) -> Double {
        var parts: [Double] = []
        if let ratio = self.lengthRatio(stretch) { parts.append(Self.clamped(1 - 3 * abs(Self.log(ratio)))) }
        if let pace = self.paceFit(stretch, mean: mean) { parts.append(pace) }
        let fit = parts.isEmpty ? 0.3 : parts.reduce(0, +) / Double(parts.count)
        return Self.clamped(fit - min(1, stretch.variation))
    }

    private func paceFit(_ stretch: PieceTable.Stretch, mean: Double) -> Double? {
        if let speeds {
            let nearest = min(speeds.upperBound, max(speeds.lowerBound, stretch.speed))
            return Self.clamped(1 - 8 * abs(Self.log(stretch.speed / nearest)))
        }
        let overall = stretch.elapsed > 0 ? stretch.meters / stretch.elapsed : 0
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
