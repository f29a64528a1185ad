import GRDB
import Testing

@testable import Database

/// What may be tried again, and what may not.
struct DatabaseErrorTests {
    @Test(arguments: [ResultCode.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR_WRITE, .SQLITE_CANTOPEN])
    func `what passes may be tried again`(code: ResultCode) {
        #expect(OurDatabaseError(GRDB.DatabaseError(resultCode: code)).isTransient)
    }

    @Test(arguments: [
        ResultCode.SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_FOREIGNKEY,
        .SQLITE_CONSTRAINT_NOTNULL, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC, .SQLITE_CORRUPT, .SQLITE_NOTADB,
        .SQLITE_MISUSE, .SQLITE_TOOBIG, .SQLITE_ERROR,
    ])
    func `what stays may not`(code: ResultCode) {
        #expect(!OurDatabaseError(GRDB.DatabaseError(resultCode: code)).isTransient)
    }

    @Test func `a commit whose outcome is unknown is no reason to do the same again`() {
        #expect(!OurDatabaseError.commitUnknown.isTransient)
        #expect(!OurDatabaseError.unstorable("no").isTransient)
    }
}
