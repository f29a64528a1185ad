import CLibPQ

/// A successful answer of the server, freed with the value.
struct PostgresAnswer: ~Copyable {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(self.handle)
    }

    /// The command as the server calls it, as "INSERT 0 1" or "ROLLBACK".
    var tag: String {
        String(cString: PQcmdStatus(self.handle))
    }

    /// How many rows were changed; rows that were only read do not count.
    var changes: Int {
        self.tag.hasPrefix("SELECT") ? 0 : Int(String(cString: PQcmdTuples(self.handle))) ?? 0
    }

    func rows() throws -> [Row] {
        let count = PQnfields(self.handle)
        let columns = ColumnNames((0..<count).map { String(cString: PQfname(self.handle, $0)) })
        let kinds = (0..<count).map { ColumnKind(PQftype(self.handle, $0)) }
        return try (0..<PQntuples(self.handle)).map { row in
            Row(columns: columns, values: try (0..<count).map { try self.value(row, $0, kinds[Int($0)]) })
        }
    }

    private func value(_ row: Int32, _ column: Int32, _ kind: ColumnKind) throws -> SQLValue {
        guard PQgetisnull(self.handle, row, column) == 0 else { return .null }
        let text = String(cString: PQgetvalue(self.handle, row, column))
        switch kind {
        case .text: return .text(text)
        case .boolean: return .integer(text == "t" ? 1 : 0)
        case .integer, .numeric:
            if let number = Int64(text) { return .integer(number) }
            fallthrough
        case .real:
            guard let number = Double(text) else { throw DatabaseError.column("\(text) is not a number.") }
            return .real(number)
        }
    }
}

/// How the text of a column is read.
private enum ColumnKind {
    case text, integer, real, boolean
    /// Sums of BIGINT arrive as this; SQLite's are integers.
    case numeric

    /// The numbers of the built-in types never change.
    init(_ type: Oid) {
        switch type {
        case 16: self = .boolean
        case 20, 21, 23, 26: self = .integer
        case 700, 701: self = .real
        case 1700: self = .numeric
        default: self = .text
        }
    }
}
