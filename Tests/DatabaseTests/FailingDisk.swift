import Foundation
import GRDBSQLite
import Synchronization

/// The system's files as SQLite sees them, but no sync of a file in a folder named `failing` succeeds while `fails`.
///
/// SQLite has a seam for that: a virtual file system that hands on to the usual one (https://www.sqlite.org/vfs.html).
enum FailingDisk {
    static let fails = Atomic(false)
    /// SQLITE_IOERR_FSYNC, a macro that Swift does not see.
    private static let failure = SQLITE_IOERR | 4 << 8

    /// Stands between SQLite and the disk for all files that this process opens from now on.
    static let isInstalled: Bool = {
        guard let usual = sqlite3_vfs_find("unix") else { return false }
        let ours = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        ours.initialize(to: usual.pointee)
        ours.pointee.zName = UnsafePointer(strdup("failing"))
        ours.pointee.xOpen = { _, name, file, flags, given in
            guard let usual = sqlite3_vfs_find("unix"), let open = usual.pointee.xOpen else { return SQLITE_CANTOPEN }
            let code = open(usual, name, file, flags, given)
            if code == SQLITE_OK, let name, let file, String(cString: name).contains("/failing/") {
                FailingDisk.watch(file)
            }
            return code
        }
        return sqlite3_vfs_register(ours, 1) == SQLITE_OK
    }()

    /// Puts a table of methods in the place of the file's own, which lies behind it.
    private static func watch(_ file: UnsafeMutablePointer<sqlite3_file>) {
        guard let own = file.pointee.pMethods else { return }
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 2)
        methods.initialize(repeating: own.pointee, count: 2)
        methods.pointee.xSync = { file, flags in
            if FailingDisk.fails.load(ordering: .acquiring) { return FailingDisk.failure }
            return file?.pointee.pMethods[1].xSync(file, flags) ?? FailingDisk.failure
        }
        file.pointee.pMethods = UnsafePointer(methods)
    }
}
