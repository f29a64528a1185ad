/// A value as both databases store it.
package enum SQLValue: Sendable, Equatable {
    /// Nothing.
    case null
    /// SMALLINT, INTEGER and BIGINT.
    case integer(Int64)
    /// DOUBLE PRECISION.
    case real(Double)
    /// TEXT.
    case text(String)

    func checkStorable() throws {
        switch self {
        case .text(let text) where text.utf8.contains(0):
            throw DatabaseError.unstorable("Text with a NUL character (U+0000) cannot be stored.")
        case .real(let number) where number.isNaN:
            throw DatabaseError.unstorable("A number that is not a number (NaN) cannot be stored.")
        case .null, .integer, .real, .text: return
        }
    }

    /// What a person would call this value in an error about a column.
    var kind: String {
        switch self {
        case .null: "NULL"
        case .integer: "an integer"
        case .real: "a real number"
        case .text: "text"
        }
    }
}

/// The column type of a Swift type. A NULL parameter carries no type of its own and PostgreSQL wants one.
package enum SQLType: Sendable, Hashable {
    /// SMALLINT, INTEGER and BIGINT.
    case integer
    /// DOUBLE PRECISION.
    case real
    /// TEXT.
    case text
    /// Left to the database to find out from where the parameter stands.
    case inferred

    var columnType: String {
        switch self {
        case .integer: "BIGINT"
        case .real: "DOUBLE PRECISION"
        case .text, .inferred: "TEXT"
        }
    }
}
