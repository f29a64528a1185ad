import Foundation
import Synchronization
import Vocabulary

/// Keeps other processes away from data that only one may change. The system frees it when the process ends, however
/// it ends (flock(2)).
package final class ProcessLock: Sendable {
    /// Another process is at work on the data.
    package struct Taken: Error, CustomStringConvertible {
        /// What both want.
        let data: String
        /// What the other one wrote about itself.
        let holder: String

        package var description: String {
            "\(self.data) is in use by \(self.holder). Only one process may change it: stop that one first."
        }
    }

    /// The file of the lock can't be made or locked.
    package struct Unusable: Error, CustomStringConvertible {
        package let description: String
    }

    private static let longestHolder = 300

    private let descriptor: Mutex<Int32?>

    private init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

    /// Takes the lock, or throws `Taken` or `Unusable` at once.
    ///
    /// - Parameters:
    ///   - path: the file of the lock; made when it is missing, and left there: a name that moves locks nothing.
    ///   - data: what the lock is for, in the words of the error.
    ///   - command: as what this process shall be known, such as `serve`.
    package static func take(_ path: String, of data: String, command: String) throws -> ProcessLock {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.unusable(path) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let isTaken = errno == EWOULDBLOCK
            let unusable = Self.unusable(path)
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw isTaken ? Taken(data: data, holder: holder) : unusable
        }
        let holder = "process \(getpid()) (startline \(command)), since \(Moment.now().iso8601)"
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, holder, holder.utf8.count, 0) == holder.utf8.count
        else {
            defer { close(descriptor) }
            throw Self.unusable(path)
        }
        return ProcessLock(descriptor)
    }

    /// Lets the next one in, before this process ends.
    package func release() {
        let held = self.descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        if let held { close(held) }
    }

    private static func unusable(_ path: String) -> Unusable {
        Unusable(description: "The lock file \(path) can't be used: \(String(cString: strerror(errno))).")
    }

    /// What the file says, as long as it is a line that can be shown.
    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: Self.longestHolder)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        let isLine =
            text.hasPrefix("process ") && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F }
        return isLine ? text : "another process"
    }
}
