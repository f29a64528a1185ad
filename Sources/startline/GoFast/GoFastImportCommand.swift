import ActivityFiles
import ArgumentParser
import Foundation
import UnixSignals

/// `startline gofast import`
struct GoFastImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Bring the bulk export of Garmin or Strava, or a folder of activity files, into a folder of your own.",
        discussion: """
            Stop it whenever you like: the next import goes on where this one stopped, and takes nothing twice, also not out of \
            another export. imports.jsonl in the folder holds a line for each file: what it was, or why it could not be read.
            """
    )

    @Argument(help: "A zip (also with zips in it), or a folder.")
    var exports: [String]

    @Option(help: "Folder to bring it into; made if it is not there.")
    var into: String

    @Option(help: "Files decoded at the same time.")
    var workers = 2

    @Flag(help: "Read again what failed before.")
    var retry = false

    func validate() throws {
        guard (1...64).contains(self.workers) else { throw ValidationError("--workers must be from 1 to 64.") }
    }

    func run() async throws {
        try DataFolder.make(self.into)
        var options = ActivityImport.Options()
        options.workers = self.workers
        options.retriesFailures = self.retry
        let work = ActivityImport(into: self.into, options: options)
        for export in self.exports {
            let bar = ProgressBar()
            let done: ImportProgress
            do {
                done = try await Self.untilInterrupted {
                    try await work.run(export) { progress in
                        bar.show(progress.fraction, Self.words(progress))
                    }
                }
            } catch let problem as ExportProblem {
                throw BadInput("\(export): \(problem)")
            } catch let problem as ImportLedger.Problem {
                throw BadInput("\(self.into): \(problem)")
            }
            bar.end()
            for warning in done.warnings { Terminal().note("\(export): \(warning)") }
            Terminal().say("\(export): \(Self.words(done))")
            guard done.activities + done.alreadyThere > 0 || done.wasCancelled else {
                throw BadInput("\(export): no activity in it could be read; \(self.into)/imports.jsonl says why.")
            }
            guard !done.wasCancelled else {
                Terminal().note("Stopped. The same command goes on from here.")
                throw ExitCode(130)
            }
        }
    }

    private static func words(_ progress: ImportProgress) -> String {
        var words = "\(progress.done) of \(max(progress.known, progress.done)) files, \(progress.activities) activities"
        let counts = [
            (progress.alreadyThere, "there already"), (progress.duplicates, "duplicates"),
            (progress.skipped, "skipped"),
            (progress.failed, "unreadable"),
        ]
        for (count, name) in counts where count > 0 { words += ", \(count) \(name)" }
        return words
    }

    /// Ctrl-C cancels the work, which then ends tidily; the result is what it had done.
    private static func untilInterrupted<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return nil }
                return nil
            }
            while let ended = try await group.next() {
                group.cancelAll()
                if let ended { return ended }
            }
            throw CancellationError()
        }
    }
}
