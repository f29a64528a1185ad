/// Why the database did not do what was asked.
package enum DatabaseError: Error, Equatable {
    /// A row with this key is there already. `constraint` is `table.column` (`table.a, table.b` for more), or the name of
    /// the index when it is on an expression; the same on both databases.
    case uniqueViolation(constraint: String)
    /// A row points to one that is not there, or is pointed to.
    case foreignKeyViolation(String)
    /// A `CHECK` refused the row; carries the name of the constraint or its text.
    case checkViolation(String)
    /// A column that needs a value got none; carries `table.column`.
    case notNullViolation(String)
    /// Others held the data for too long.
    case busy
    /// The statement took longer than it may.
    case timeout
    /// The database cannot be reached or used now: it restarts, its disk is full, it has no more connections.
    case unavailable(String)
    /// This end closed the database.
    case closed
    /// The connection broke during the commit: what was to be saved may have been saved or not.
    case commitUnknown
    /// What was written could not be brought to the disk. The system may have dropped it, so that another try would only
    /// seem to succeed: nothing is written any more, and the process should end.
    case syncFailed(String)
    /// The file is not a database or no longer whole.
    case damaged(String)
    /// A value that not both databases can keep, such as text with U+0000.
    case unstorable(String)
    /// The database was changed by a newer version of this program.
    case newerSchema(found: Int, known: Int)
    /// The database has a migration that this program does not know.
    case unknownMigration(number: Int, name: String)
    /// Not an address of a database.
    case badURL(String)
    /// A column is not there or does not hold what was asked for.
    case column(String)
    /// Anything else, in the database's words.
    case failed(String)
}

extension DatabaseError {
    /// Whether the same may succeed when it is tried again. Nothing was changed then, and nothing was wrong with what was
    /// asked. After `commitUnknown` one has to look first.
    package var isTransient: Bool {
        switch self {
        case .busy, .timeout, .unavailable: true
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .notNullViolation, .closed, .commitUnknown,
            .syncFailed, .damaged, .unstorable, .newerSchema, .unknownMigration, .badURL, .column, .failed:
            false
        }
    }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .uniqueViolation(let constraint): "There is already a row with this value of \(constraint)."
        case .foreignKeyViolation(let words):
            "A row refers to one that does not exist, or is still referred to: \(words)"
        case .checkViolation(let constraint): "A value is not allowed by the check \(constraint)."
        case .notNullViolation(let column): "\(column) needs a value."
        case .busy: "The database is busy; others held the data for too long."
        case .timeout: "The database took too long for a statement and gave it up."
        case .unavailable(let words): "The database is not available: \(words)"
        case .closed: "The database is not available: It is closed."
        case .commitUnknown:
            "The connection to the database broke while changes were being saved; they may or may not have been saved."
        case .syncFailed(let words):
            "What was written could not be brought to the disk: \(words). Look at the disk, then start again."
        case .damaged(let words): "The database file is damaged: \(words). Restore a backup."
        case .unstorable(let words): words
        case .newerSchema(let found, let known):
            "The database has schema number \(found), and this version knows numbers up to \(known). "
                + "It was used with a newer version; run that one, or restore a backup."
        case .unknownMigration(let number, let name):
            "The database has the migration \(number) (\(name)), which this version does not know."
        case .badURL(let words): words
        case .column(let words): words
        case .failed(let words): "The database refused a statement: \(words)"
        }
    }
}
