#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is being written from its start to its end.
package final class NewFile: Sendable {
    private let descriptor: Int32

    /// Begins a file; what had that name is gone.
    package init(path: String) throws(ZipError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(String(cString: strerror(errno))) }
        self.descriptor = descriptor
    }

    /// A file without a name in `folder`: it is gone when nobody holds it any more, even after a crash.
    package init(unnamedIn folder: String) throws(ZipError) {
        var template = Array((folder + "/.unpacked-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .unwritable(String(cString: strerror(errno))) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
        self.descriptor = descriptor
    }

    deinit {
        close(self.descriptor)
    }

    /// Appends `bytes`; all of them or an error.
    package func append(_ bytes: [UInt8]) throws(ZipError) {
        var written = 0
        var failure: String?
        bytes.withUnsafeBytes { buffer in
            while written < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
                let count = write(self.descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    failure = String(cString: strerror(errno))
                    return
                }
                written += count
            }
        }
        if let failure { throw .unwritable(failure) }
    }

    /// The bytes written so far, for reading; holds the file on its own.
    package func reopened() throws(ZipError) -> FileBytes {
        let copy = fcntl(self.descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        return try FileBytes(descriptor: copy)
    }
}
