#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One open file, read at any place; whoever holds it keeps reading the same file even when another takes its name.
///
/// Reads block, so call them on a thread that may.
package final class FileBytes: Sendable {
    package let size: Int64
    private let descriptor: Int32

    package convenience init(path: String) throws(ZipError) {
        // Without waiting, or a pipe put in a file's place would hold the thread for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        try self.init(descriptor: descriptor)
    }

    /// Takes over an open file and closes it in the end.
    init(descriptor: Int32) throws(ZipError) {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0, size < Int64.max else {
            close(descriptor)
            throw .unreadable("it is not a file")
        }
        self.descriptor = descriptor
        self.size = Int64(size)
    }

    deinit {
        close(self.descriptor)
    }

    /// Exactly `count` bytes from `offset` on; a file that has become shorter is an error, never a short read.
    package func read(at offset: Int64, count: Int) throws(ZipError) -> [UInt8] {
        guard offset >= 0, count >= 0, offset <= self.size, Int64(count) <= self.size - offset else {
            throw .damaged("it refers to bytes past its end")
        }
        var failure = ""
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    self.descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    count - filled,
                    off_t(offset) + off_t(filled)
                )
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failure = got == 0 ? "the file has become shorter" : String(cString: strerror(errno))
                    return
                }
                filled += got
            }
        }
        guard failure.isEmpty else { throw .unreadable(failure) }
        return bytes
    }
}
