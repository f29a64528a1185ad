import Foundation
import Synchronization

/// A small process that stops the server when this one lets go of it or dies.
final class Watchdog: Sendable {
    private let grip: Mutex<Int32?>
    private let process: ChildProcess

    /// `stop` is run, and `folder` removed, when the pipe closes.
    init(stop: [String], folder: String) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw PostgresServer.Unavailable(description: "No pipe: \(String(cString: strerror(errno)))")
        }
        // A child that kept the pipe open would keep the server alive.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let script = """
            trap '' INT TERM HUP
            folder=$1; shift
            cat >/dev/null
            for attempt in 1 2 3 4 5; do
                [ -e "$folder/data/postmaster.pid" ] || break
                "$@" >/dev/null 2>&1 && break
                sleep 1
            done
            rm -rf "$folder"
            """
        defer { close(ends[0]) }
        self.process = try ChildProcess(
            ["/bin/sh", "-c", script, "watchdog", folder] + stop,
            input: ends[0],
            output: FileHandle.nullDevice.fileDescriptor
        )
        self.grip = Mutex(ends[1])
    }

    /// Closes the pipe and waits until everything is gone.
    func release() async {
        let held = self.grip.withLock { end in
            defer { end = nil }
            return end
        }
        guard let held else { return }
        close(held)
        _ = await self.process.exitStatus()
    }
}
