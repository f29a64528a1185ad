import TrainingMaths

extension Activity {
    /// Runs of samples without a pause between them, in order.
    func stretches(of range: Range<Int>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var begin = range.lowerBound
        var pause = 0
        for index in range.dropFirst() {
            let before = self.samples[index - 1].seconds
            while pause < self.pauses.count, self.pauses[pause].upperBound <= before { pause += 1 }
            guard pause < self.pauses.count, self.pauses[pause].lowerBound < self.samples[index].seconds else {
                continue
            }
            result.append(begin..<index)
            begin = index
        }
        if begin < range.upperBound { result.append(begin..<range.upperBound) }
        return result
    }
}
