import GRDB

extension DatabaseError {
    /// What SQLite's error means.
    init(_ error: GRDB.DatabaseError) {
        let words = error.message ?? "\(error.resultCode)"
        // "UNIQUE constraint failed: users.name", "CHECK constraint failed: age"
        let subject = words.firstRange(of: "failed: ").map { String(words[$0.upperBound...]) } ?? words
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            self = .uniqueViolation(constraint: Self.indexName(in: subject) ?? subject)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .foreignKeyViolation(words)
        case .SQLITE_CONSTRAINT_CHECK: self = .checkViolation(subject)
        case .SQLITE_CONSTRAINT_NOTNULL: self = .notNullViolation(subject)
        case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC: self = .syncFailed(words)
        default:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy
            case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_PERM, .SQLITE_NOMEM: self = .unavailable(words)
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(words)
            case .SQLITE_MISUSE: self = .closed
            default: self = .failed(words)
            }
        }
    }

    init(opening place: SQLiteEngine.Place, _ error: GRDB.DatabaseError) {
        switch place {
        case .memory: self = DatabaseError(error)
        case .file(let path):
            let words = error.message ?? "\(error.resultCode)"
            self = .unavailable("The file \(path) cannot be opened as a database: \(words).")
        }
    }

    /// The name in "index 'users_lower_name'", as SQLite says for an index on an expression.
    private static func indexName(in subject: String) -> String? {
        guard subject.hasPrefix("index '"), subject.hasSuffix("'") else { return nil }
        return String(subject.dropFirst(7).dropLast())
    }
}
