/// Lays pieces over steps so that the sum of fits is greatest (S. Needleman, C. Wunsch 1970), where several pieces in a row may be one
/// step, a piece may belong to no step, and a step may be missing.
///
/// Scores: a fit is 1 to -1.5, a missing step and a lap too many cost 0.35. Work is bounded: at most 500 pieces by 500 steps, and so many
/// pieces for one step that no more than 20 million fits are tried.
struct GlobalAlignment: Sendable {
    static let missingStep = -0.35
    private static let mostFits = 20_000_000

    /// The pieces of each step; nil for a missing one.
    let stretches: [Range<Int>?]
    let score: Double

    /// `pieceGap` is what leaving out the piece with that index costs, at most 0.
    init(_ table: PieceTable, _ steps: [StepExpectation], pieceGap: (Int) -> Double) {
        let (rows, columns) = (table.pieces.count, steps.count)
        guard rows > 0, columns > 0 else {
            self.stretches = steps.map { _ in nil }
            self.score = Double(columns) * Self.missingStep
            return
        }
        let reach = max(1, min(rows, Self.mostFits / (rows * columns)))
        var best = [Double](repeating: 0, count: (rows + 1) * (columns + 1))
        // Pieces taken by the step of the column; 0 leaves a piece out, -1 leaves the step out.
        var choice = [Int32](repeating: 0, count: best.count)
        for row in 1...rows { best[row * (columns + 1)] = best[(row - 1) * (columns + 1)] + pieceGap(row - 1) }
        for column in 1...columns {
            best[column] = best[column - 1] + Self.missingStep
            choice[column] = -1
        }
        for row in 1...rows {
            let gap = pieceGap(row - 1)
            for column in 1...columns {
                let here = row * (columns + 1) + column
                var (score, taken) = (best[here - 1] + Self.missingStep, Int32(-1))
                if best[here - columns - 1] + gap > score { (score, taken) = (best[here - columns - 1] + gap, 0) }
                let step = steps[column - 1]
                for count in 1...min(reach, row) {
                    let stretch = table.stretch(row - count, row)
                    if let ratio = step.lengthRatio(stretch), count > 1 {
                        if ratio > 2.5 { break }
                        if ratio < 0.3 { continue }
                    }
                    let whole =
                        best[(row - count) * (columns + 1) + column - 1] + step.fit(stretch, mean: table.meanSpeed)
                    if whole > score { (score, taken) = (whole, Int32(count)) }
                }
                best[here] = score
                choice[here] = taken
            }
        }
        self.score = best[best.count - 1]
        self.stretches = Self.path(choice, rows: rows, columns: columns)
    }

    private static func path(_ choice: [Int32], rows: Int, columns: Int) -> [Range<Int>?] {
        var stretches = [Range<Int>?](repeating: nil, count: columns)
        var (row, column) = (rows, columns)
        while column > 0 {
            let taken = Int(choice[row * (columns + 1) + column])
            switch taken {
            case -1: column -= 1
            case 0: row -= 1
            default:
                stretches[column - 1] = row - taken..<row
                row -= taken
                column -= 1
            }
        }
        return stretches
    }
}
