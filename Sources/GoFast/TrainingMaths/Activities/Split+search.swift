extension ActivityTrace {
    /// More splits than this are one: two thousand kilometres.
    static var mostSplits: Int { 2000 }

    /// Kilometres or miles one after the other, interpolated between samples, and the rest; empty without a distance.
    ///
    /// They end when the last metre was covered: standing about afterwards belongs to none.
    package func splits(every units: UnitSystem) -> [Split] {
        guard let first = self.seconds.first, self.total.meters > 0 else { return [] }
        let length = units.meters
        var splits: [Split] = []
        var start = first
        var next = 1
        for index in self.meters.indices.dropLast() {
            while splits.count < Self.mostSplits - 1, self.meters[index + 1] >= Double(next) * length {
                let end = self.seconds(at: Double(next) * length, between: index)
                splits.append(self.split(next, from: start, to: end, meters: length))
                start = end
                next += 1
            }
        }
        let rest = self.total.meters - Double(next - 1) * length
        // What is shorter than a centimetre came from rounding.
        if rest > 0.01, let end = self.seconds(at: self.total) {
            splits.append(self.split(next, from: start, to: end, meters: rest, isPartial: true))
        }
        return splits
    }

    private func split(_ number: Int, from start: Double, to end: Double, meters: Double, isPartial: Bool = false)
        -> Split
    {
        var stretch = self.stretch(from: start, to: end)
        stretch.distance = Distance(meters: meters)
        return Split(number: number, stretch: stretch, isPartial: isPartial)
    }
}
