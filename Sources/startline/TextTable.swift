/// Columns of text, each as wide as its widest cell; columns of numbers stand right.
struct TextTable {
    let head: [String]
    /// Indices of the columns that stand right.
    let right: Set<Int>
    var rows: [[String]] = []

    init(_ head: [String], right: Set<Int>) {
        self.head = head
        self.right = right
    }

    func lines(_ terminal: Terminal, indent: String = "") -> [String] {
        let all = [self.head] + self.rows
        let widths = self.head.indices.map { column in
            all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return all.enumerated().map { index, row in
            let cells = row.enumerated().map { column, cell in
                cell.padded(widths[column], right: self.right.contains(column))
            }
            let line = indent + cells.joined(separator: "  ").trimmingSuffixSpaces
            return index == 0 ? terminal.styled(line, .dim) : line
        }
    }
}

extension String {
    fileprivate var trimmingSuffixSpaces: String {
        String(self.reversed().drop { $0 == " " }.reversed())
    }
}
