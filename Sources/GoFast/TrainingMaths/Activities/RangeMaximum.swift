/// Answers the largest of any run of values in logarithmic time (a segment tree in one array).
struct RangeMaximum: Sendable {
    private let count: Int
    private var tree: [Double]

    /// Values that are not numbers never are the largest.
    init(_ values: [Double]) {
        self.count = values.count
        self.tree = [Double](repeating: -.infinity, count: values.count) + values.map { $0.isNaN ? -.infinity : $0 }
        for index in stride(from: values.count - 1, to: 0, by: -1) {
            self.tree[index] = max(self.tree[index * 2], self.tree[index * 2 + 1])
        }
    }

    /// Nil when the range has no number.
    func maximum(in range: Range<Int>) -> Double? {
        var (low, high) = (range.lowerBound + self.count, range.upperBound + self.count)
        var largest = -Double.infinity
        while low < high {
            if low % 2 == 1 {
                largest = max(largest, self.tree[low])
                low += 1
            }
            if high % 2 == 1 {
                high -= 1
                largest = max(largest, self.tree[high])
            }
            low /= 2
            high /= 2
        }
        return largest > -.infinity ? largest : nil
    }
}
