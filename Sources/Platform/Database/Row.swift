/// One row of an answer; columns are asked for by name and type.
package struct Row: Sendable {
    let columns: ColumnNames
    let values: [SQLValue]

    /// The column's value; NULL is an error here.
    ///
    /// Disfavoured, so that where either would do (`row?.get("n") == 7`) the one that takes NULL is meant.
    @_disfavoredOverload
    package func get<T: SQLConvertible>(_ column: String) throws -> T {
        try self.convert(try self.value(column), column)
    }

    /// The column's value, nil for NULL.
    package func get<T: SQLConvertible>(_ column: String) throws -> T? {
        let value = try self.value(column)
        return value == .null ? nil : try self.convert(value, column)
    }

    /// The column as it is stored.
    package func value(_ column: String) throws -> SQLValue {
        guard let index = self.columns.index(of: column) else {
            throw DatabaseError.column(
                "There is no column \(column) among \(self.columns.names.joined(separator: ", "))."
            )
        }
        return self.values[index]
    }

    private func convert<T: SQLConvertible>(_ value: SQLValue, _ column: String) throws -> T {
        do {
            return try T(sqlValue: value)
        } catch let error as UnfitValue {
            // The value itself stays out of the message: it may be private, and messages reach logs.
            throw DatabaseError.column("Column \(column) should hold \(error.wanted), but holds \(error.found.kind).")
        }
    }
}

/// The names of an answer's columns, shared by its rows.
struct ColumnNames: Sendable {
    let names: [String]
    private let indices: [String: Int]

    /// Names are folded, because PostgreSQL folds them in its answer and SQLite does not.
    init(_ names: [String]) {
        self.names = names
        self.indices = Dictionary(
            names.enumerated().map { ($0.element.lowercased(), $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    func index(of name: String) -> Int? {
        self.indices[name] ?? self.indices[name.lowercased()]
    }
}
