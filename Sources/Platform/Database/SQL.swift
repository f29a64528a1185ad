/// A statement and its values, written as one literal: `"SELECT * FROM users WHERE id = \(id)"`.
///
/// Text comes only from literals in the source, because `StaticString` is the only type that reaches it; every
/// interpolated value is bound as a parameter. So no value can ever be read as SQL.
package struct SQL: Sendable, Equatable, ExpressibleByStringInterpolation {
    enum Fragment: Sendable, Equatable {
        case text(String)
        case parameter(SQLValue, SQLType)
    }

    private(set) var fragments: [Fragment]

    package init(stringLiteral value: StaticString) {
        self.fragments = [.text(value.description)]
    }

    package init(stringInterpolation: Interpolation) {
        self.fragments = stringInterpolation.fragments
    }

    /// Text that is a literal in the source but travelled as a `String`. Not for use outside migrations.
    init(migration text: String) {
        self.fragments = [.text(text)]
    }

    /// Two statements' texts and values, one after the other.
    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.fragments += right.fragments
        return sum
    }

    /// Appends text and values.
    package static func += (left: inout SQL, right: SQL) {
        left.fragments += right.fragments
    }

    /// The pieces with `separator` between them, as for a list of conditions joined with " AND ".
    package static func joined(_ pieces: [SQL], separator: SQL) -> SQL {
        var whole: SQL = ""
        for (index, piece) in pieces.enumerated() {
            if index > 0 { whole += separator }
            whole += piece
        }
        return whole
    }

    /// Collects the literal parts as text and everything else as parameters.
    package struct Interpolation: StringInterpolationProtocol {
        var fragments: [Fragment] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            self.fragments.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            guard literal.utf8CodeUnitCount > 0 else { return }
            self.fragments.append(.text(literal.description))
        }

        /// Binds a value.
        package mutating func appendInterpolation<T: SQLConvertible>(_ value: T) {
            self.fragments.append(.parameter(value.sqlValue, T.sqlType))
        }

        /// Binds a value that may be missing, as NULL; the compiler takes an optional in text for a mistake otherwise.
        package mutating func appendInterpolation<T: SQLConvertible>(_ value: T?) {
            self.fragments.append(.parameter(value?.sqlValue ?? .null, T.sqlType))
        }

        /// Splices another statement, with its values.
        package mutating func appendInterpolation(raw sql: SQL) {
            self.fragments += sql.fragments
        }

        /// Binds a list, parentheses included, for `IN`. An empty list holds nothing, so `IN` is false and `NOT IN` true.
        package mutating func appendInterpolation<T: SQLConvertible>(list values: some Sequence<T>) {
            let start = self.fragments.count
            for value in values {
                self.fragments.append(.text(self.fragments.count == start ? "(" : ", "))
                self.fragments.append(.parameter(value.sqlValue, T.sqlType))
            }
            if self.fragments.count == start {
                self.fragments.append(.text("(SELECT CAST(NULL AS \(T.sqlType.columnType)) WHERE 1 = 0)"))
            } else {
                self.fragments.append(.text(")"))
            }
        }
    }
}

/// A statement as one database takes it.
struct RenderedSQL {
    private(set) var text = ""
    private(set) var values: [SQLValue] = []
    private(set) var types: [SQLType] = []

    /// Refuses values that one of the databases would silently change, so that both keep what they are given.
    init(_ sql: SQL, for dialect: Dialect) throws {
        for fragment in sql.fragments {
            switch fragment {
            case .text(let part): self.text += part
            case .parameter(let value, let type):
                try value.checkStorable()
                self.values.append(value)
                self.types.append(type)
                switch dialect {
                case .sqlite: self.text += "?"
                case .postgres: self.text += "$\(self.values.count)"
                }
            }
        }
    }

    /// Whether the statement only asks; what cannot be told at a glance counts as a change.
    var isSelect: Bool {
        self.text.drop(while: \.isWhitespace).prefix(6).lowercased() == "select"
    }
}
