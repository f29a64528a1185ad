import Foundation
import Synchronization

/// The `config.toml` of each pool as it was last read; one is read again only when it has changed.
final class PoolConfigFiles: Sendable {
    /// What changes with a file.
    private struct Stamp: Equatable, Sendable {
        let inode: UInt64
        let bytes: UInt64
        let modified: Date

        /// Nil where there is no file.
        init?(of path: String) {
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
                let inode = attributes[.systemFileNumber] as? NSNumber, let bytes = attributes[.size] as? NSNumber,
                let modified = attributes[.modificationDate] as? Date
            else { return nil }
            self.inode = inode.uint64Value
            self.bytes = bytes.uint64Value
            self.modified = modified
        }
    }

    private struct Reading: Sendable {
        let stamp: Stamp
        let outcome: Result<PoolFile, PoolFileError>
    }

    /// Files that come and go under ever new names must not add up.
    private static let most = 1024

    private let readings = Mutex<[String: Reading]>([:])

    /// The pool file at `path`, or nil if there is none; blocks.
    func file(at path: String, pool: String) throws(PoolFileError) -> PoolFile? {
        // Taken before the file is read: a change in between shows in the next stamp.
        guard let stamp = Stamp(of: path) else { return nil }
        let known = self.readings.withLock { $0[path] }
        if let known, known.stamp == stamp { return try known.outcome.get() }
        let outcome = Result { () throws(PoolFileError) in
            try PoolFile(resolved: PoolFile.contents(of: path), name: pool, file: path)
        }
        self.readings.withLock { readings in
            if readings.count >= Self.most { readings = [:] }
            readings[path] = Reading(stamp: stamp, outcome: outcome)
        }
        return try outcome.get()
    }
}
