/// A table in the form of RFC 4180: CRLF, quotes where they are needed, UTF-8.
package struct CSVTable: Sendable {
    /// One cell of a row.
    package enum Cell: Sendable, Equatable {
        /// Words of people or of files: never run as a formula by a spreadsheet.
        case text(String)
        /// With a point and so many digits after it, zeros at the end left out; nothing when it is not finite.
        case number(Double, places: Int)
        case empty
    }

    /// Names of columns; a quantity has its unit in it, e.g. `distance_mi`.
    package let header: [String]
    /// Made when they are asked for: a million samples are eleven million cells, far more than their text.
    private let eachRow: @Sendable () -> AnyIterator<[Cell]>
    /// As many cells in each as the header has names; missing ones are empty.
    package var rows: [[Cell]] { Array(self.eachRow()) }

    package init(header: [String], rows: [[Cell]] = []) {
        self.init(header: header) { AnyIterator(rows.makeIterator()) }
    }

    /// A table whose rows are never all in memory; `eachRow` begins with the first one each time.
    init(header: [String], eachRow: @escaping @Sendable () -> AnyIterator<[Cell]>) {
        self.header = header
        self.eachRow = eachRow
    }

    package func encode() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes += Self.line(self.header.map(Self.quoted))
        for row in self.eachRow() {
            var cells = row.prefix(self.header.count).map(Self.text)
            cells += repeatElement("", count: max(0, self.header.count - cells.count))
            bytes += Self.line(cells)
        }
        return bytes
    }

    private static func line(_ cells: [String]) -> [UInt8] { Array(cells.joined(separator: ",").utf8) + [0x0D, 0x0A] }

    private static func text(_ cell: Cell) -> String {
        switch cell {
        case .text(let words): Self.quoted(Self.guarded(words))
        case .number(let number, let places): Self.decimal(number, places: places)
        case .empty: ""
        }
    }

    /// Spreadsheets run what begins with these as a formula (OWASP, CSV injection); an apostrophe makes it words.
    private static func guarded(_ words: String) -> String {
        guard let first = words.unicodeScalars.first, ["=", "+", "-", "@", "\t", "\r", "\n"].contains(first)
        else { return words }
        return "'" + words
    }

    private static func quoted(_ words: String) -> String {
        let needsQuotes = words.unicodeScalars.contains { ["\"", ",", ";", "\r", "\n"].contains($0) }
        guard needsQuotes || words.hasPrefix(" ") || words.hasSuffix(" ") else { return words }
        return "\"\(words.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }

    static func decimal(_ number: Double, places: Int) -> String {
        let places = min(max(0, places), 9)
        let scale = (0..<places).reduce(1.0) { result, _ in result * 10 }
        guard number.isFinite, let scaled = Int(exactly: (number * scale).rounded()) else { return "" }
        guard scaled != 0 else { return "0" }
        let digits = String(scaled.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let fraction = padded.suffix(places).reversed().drop { $0 == "0" }.reversed()
        let whole = padded.dropLast(places)
        return (scaled < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + String(fraction))
    }
}

extension CSVTable.Cell {
    init(_ words: String?) { self = words.map { .text($0) } ?? .empty }
    init(_ number: Double?, places: Int) { self = number.map { .number($0, places: places) } ?? .empty }
    init(_ number: Int?) { self = number.map { .number(Double($0), places: 0) } ?? .empty }
}
