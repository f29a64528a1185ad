/// Spans of time in order, apart from each other, that can be asked quickly how much of a window they cover.
struct SpanSet: Sendable {
    private(set) var spans: [ClosedRange<Double>] = []
    /// Seconds covered by all spans before the one at the same index.
    private var before: [Double] = []

    init(_ unordered: [ClosedRange<Double>]) {
        let finite = unordered.filter { $0.lowerBound.isFinite && $0.upperBound.isFinite }
        for span in finite.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.spans.last, span.lowerBound <= last.upperBound {
                self.spans[self.spans.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
            } else {
                self.spans.append(span)
            }
        }
        var covered = 0.0
        self.before.reserveCapacity(self.spans.count)
        for span in self.spans {
            self.before.append(covered)
            covered += span.upperBound - span.lowerBound
        }
    }

    var isEmpty: Bool { self.spans.isEmpty }

    /// Seconds of `start` to `end` that are covered.
    func seconds(from start: Double, to end: Double) -> Double {
        guard !self.isEmpty, start < end else { return 0 }
        return max(0, self.covered(until: end) - self.covered(until: start))
    }

    /// Whether a span shares more than a moment with `start` to `end`.
    func overlaps(from start: Double, to end: Double) -> Bool {
        let index = self.spans.firstSortedIndex { $0.upperBound > start }
        return index < self.spans.count && self.spans[index].lowerBound < end
    }

    private func covered(until moment: Double) -> Double {
        let index = self.spans.firstSortedIndex { $0.lowerBound >= moment }
        guard index > 0 else { return 0 }
        let span = self.spans[index - 1]
        return self.before[index - 1] + min(moment, span.upperBound) - span.lowerBound
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element answers true, when none does before and all do after; `endIndex` when none does.
    func firstSortedIndex(where isReached: (Element) -> Bool) -> Int {
        var (low, high) = (self.startIndex, self.endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if isReached(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
