/// One numbered step from one schema to the next. Never edited once it has shipped.
package struct Migration: Sendable {
    /// Unique; orders the steps.
    package let number: Int
    /// What it brings, in a few words.
    package let name: String
    /// Literal SQL that both databases take.
    package let statements: [String]
    /// What SQL alone can't say, such as filling a column with what Swift computes from another. It runs after the
    /// statements, in their transaction, and like them is never edited: it must not call what may change its answers.
    package let fill: (@Sendable (any SQLSession) throws -> Void)?

    /// - Parameter fill: runs after the statements, in the same transaction.
    package init(
        _ number: Int,
        _ name: String,
        _ statements: [String],
        fill: (@Sendable (any SQLSession) throws -> Void)? = nil
    ) {
        self.number = number
        self.name = name
        self.statements = statements
        self.fill = fill
    }
}

/// How the schema of a database stands to the migrations this program knows.
package struct SchemaStatus: Sendable, Equatable {
    /// Numbers that were run on the database.
    package let applied: [Int]
    /// Numbers that still have to run.
    package let pending: [Int]
    /// Numbers that were run but that this program does not know.
    package let unknown: [Int]

    /// Whether the program can work on this database as it is.
    package var isCurrent: Bool { self.pending.isEmpty && self.unknown.isEmpty }

    package init(applied: [Int], pending: [Int], unknown: [Int]) {
        self.applied = applied
        self.pending = pending
        self.unknown = unknown
    }
}
