package import Foundation

/// A type that a column can hold.
package protocol SQLConvertible: Sendable {
    /// The column type that holds it.
    static var sqlType: SQLType { get }
    /// The value to bind.
    var sqlValue: SQLValue { get }
    /// Reads a column; throws when the stored value does not fit.
    init(sqlValue: SQLValue) throws
}

extension SQLConvertible {
    /// Types of their own leave the choice to the database.
    package static var sqlType: SQLType { .inferred }
}

/// A stored value that does not fit the Swift type asked for; `Row` adds the column's name.
struct UnfitValue: Error {
    let wanted: String
    let found: SQLValue
}

extension String: SQLConvertible {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(self) }

    package init(sqlValue: SQLValue) throws {
        guard case .text(let text) = sqlValue else { throw UnfitValue(wanted: "text", found: sqlValue) }
        self = text
    }
}

extension Int64: SQLConvertible {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(self) }

    package init(sqlValue: SQLValue) throws {
        guard case .integer(let number) = sqlValue else { throw UnfitValue(wanted: "an integer", found: sqlValue) }
        self = number
    }
}

extension Int: SQLConvertible {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(Int64(self)) }

    package init(sqlValue: SQLValue) throws {
        self = Int(try Int64(sqlValue: sqlValue))
    }
}

extension Double: SQLConvertible {
    package static var sqlType: SQLType { .real }
    package var sqlValue: SQLValue { .real(self) }

    package init(sqlValue: SQLValue) throws {
        switch sqlValue {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        case .null, .text: throw UnfitValue(wanted: "a real number", found: sqlValue)
        }
    }
}

extension Bool: SQLConvertible {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }

    package init(sqlValue: SQLValue) throws {
        switch sqlValue {
        case .integer(0): self = false
        case .integer(1): self = true
        case .null, .integer, .real, .text: throw UnfitValue(wanted: "0 or 1", found: sqlValue)
        }
    }
}

extension UUID: SQLConvertible {
    package static var sqlType: SQLType { .text }
    /// Lower case, so that equal ids are equal text.
    package var sqlValue: SQLValue { .text(self.uuidString.lowercased()) }

    package init(sqlValue: SQLValue) throws {
        guard let id = UUID(uuidString: try String(sqlValue: sqlValue)) else {
            throw UnfitValue(wanted: "a UUID", found: sqlValue)
        }
        self = id
    }
}

extension SQLConvertible where Self: RawRepresentable, RawValue: SQLConvertible {
    /// The column type of the raw value.
    package static var sqlType: SQLType { RawValue.sqlType }
    /// The raw value, bound.
    package var sqlValue: SQLValue { self.rawValue.sqlValue }

    /// Reads a raw value; throws when no case has it.
    package init(sqlValue: SQLValue) throws {
        guard let value = Self(rawValue: try RawValue(sqlValue: sqlValue)) else {
            throw UnfitValue(wanted: "a \(Self.self)", found: sqlValue)
        }
        self = value
    }
}
