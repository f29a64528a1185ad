/// Lays pieces over steps so that the sum of fits is greatest (S. Needleman, C. Wunsch 1970), where several pieces in a row may be one
/// step, a piece may belong to no step, and a step may be missing.
///
/// Scores: a fit is 1 to -1.5, a missing step and a lap too many cost 0.35; steps of rest weigh less. A rest whose work is missing costs
/// 0.6 more: any slow stretch looks like a rest. Work is bounded: at most 500 pieces by 500 steps, and so many pieces for one step that no
/// more than 5 million fits are tried.
struct GlobalAlignment: Sendable {
    static let missingStep = -0.35
    static let restWithoutWork = -0.6
    private static let mostFits = 5_000_000

    /// The pieces of each step; nil for a missing one.
    let stretches: [Range<Int>?]

    /// `pieceGap` is what leaving out the piece with that index costs, at most 0.
    init(_ table: PieceTable, _ steps: [StepExpectation], pieceGap: (Int) -> Double) {
        let (rows, columns) = (table.pieces.count, steps.count)
        guard rows > 0, columns > 0 else {
            self.stretches = steps.map { _ in nil }
            return
        }
        var grid = Grid(rows: rows, columns: columns)
        let reach = max(1, min(rows, Self.mostFits / (rows * columns)))
        for row in 0...rows {
            let gap = row > 0 ? pieceGap(row - 1) : 0
            if row > 0 { grid.leaveOutPiece(row, 0, gap) }
            for column in 1...columns {
                if row > 0 { grid.leaveOutPiece(row, column, gap) }
                let step = steps[column - 1]
                grid.leaveOutStep(row, column, Self.missingStep * step.weight)
                guard row > 0 else { continue }
                // Among equals the earlier repeats were done and the last are missing.
                let early = 1e-4 * Double(columns - column)
                for start in table.starts(endingAt: row, for: step, reach: reach) {
                    let fit = step.fit(table.stretch(start, row), mean: table.meanSpeed) + early
                    grid.match(start, row, column, fit, afterMissing: step.isRest ? Self.restWithoutWork : 0)
                }
            }
        }
        self.stretches = grid.path
    }

    /// The best sums so far: of the first `row` pieces with the first `column` steps, the last of them done or missing.
    private struct Grid {
        let rows: Int
        let columns: Int
        private var done: [Double]
        private var missing: [Double]
        /// Pieces that the step took, negative when the step before is missing; 0 leaves a piece out.
        private var doneFrom: [Int32]
        /// 1 when the step before was done, 2 when it was missing; 0 leaves a piece out.
        private var missingFrom: [UInt8]

        init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
            let count = (rows + 1) * (columns + 1)
            self.done = Array(repeating: -.infinity, count: count)
            self.missing = self.done
            self.doneFrom = Array(repeating: 0, count: count)
            self.missingFrom = Array(repeating: 0, count: count)
            self.done[0] = 0
        }

        private func cell(_ row: Int, _ column: Int) -> Int { row * (self.columns + 1) + column }

        mutating func leaveOutPiece(_ row: Int, _ column: Int, _ gap: Double) {
            let (here, above) = (self.cell(row, column), self.cell(row - 1, column))
            self.done[here] = self.done[above] + gap
            self.missing[here] = self.missing[above] + gap
        }

        mutating func leaveOutStep(_ row: Int, _ column: Int, _ cost: Double) {
            let (here, before) = (self.cell(row, column), self.cell(row, column - 1))
            let isAfterDone = self.done[before] >= self.missing[before]
            let sum = max(self.done[before], self.missing[before]) + cost
            guard sum > self.missing[here] else { return }
            self.missing[here] = sum
            self.missingFrom[here] = isAfterDone ? 1 : 2
        }

        mutating func match(_ start: Int, _ row: Int, _ column: Int, _ fit: Double, afterMissing cost: Double) {
            let (here, before) = (self.cell(row, column), self.cell(start, column - 1))
            let (one, other) = (self.done[before], self.missing[before] + cost)
            guard max(one, other) + fit > self.done[here] else { return }
            self.done[here] = max(one, other) + fit
            self.doneFrom[here] = Int32(one >= other ? row - start : start - row)
        }

        var path: [Range<Int>?] {
            var stretches = [Range<Int>?](repeating: nil, count: self.columns)
            var (row, column) = (self.rows, self.columns)
            var isDone = self.done[self.cell(row, column)] >= self.missing[self.cell(row, column)]
            while column > 0 {
                let here = self.cell(row, column)
                if isDone {
                    let taken = Int(self.doneFrom[here])
                    guard taken != 0 else {
                        row -= 1
                        continue
                    }
                    stretches[column - 1] = row - abs(taken)..<row
                    row -= abs(taken)
                    column -= 1
                    isDone = taken > 0
                } else {
                    let from = self.missingFrom[here]
                    if from == 0 { row -= 1 } else { column -= 1 }
                    if from != 0 { isDone = from == 1 }
                }
            }
            return stretches
        }
    }
}
