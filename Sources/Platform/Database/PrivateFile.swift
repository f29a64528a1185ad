import Foundation
package import Logging

/// Files that only their owner may read, because they hold what opens doors.
package enum PrivateFile {
    /// Makes an empty file, mode 0600, unless there is one. Where that can't be, whoever opens it will find out why.
    package static func make(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    /// Takes away what everybody else may do with the file, and says so in the log. Nothing if there is no such file.
    package static func narrow(_ path: String, logger: Logger) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
        if chmod(path, status.st_mode & 0o700) == 0 {
            logger.notice("Others could read or change a file; now only its owner can", metadata: ["file": "\(path)"])
        } else {
            logger.warning(
                "Others can read or change a file; allow only its owner to",
                metadata: ["file": "\(path)", "error": "\(String(cString: strerror(errno)))"]
            )
        }
    }
}
