import ActivityFiles
import ActivityFilesTesting
import ArgumentParser
import Foundation

/// A bulk export of twenty years: made, imported with a stop in the middle, and imported again.
struct ImportBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Imports an archive of many activities, stops half way, goes on: files/s, memory, nothing lost."
    )

    @Option(help: "Activities in the archive.") var activities = 5000
    @Option(help: "Seconds between two points of an activity.") var interval = 5
    @Option(help: "Files decoded at the same time.") var workers = 2

    struct Figures: Encodable {
        let files, imported, unreadable: Int
        let archiveMib, seconds, filesPerSecond, secondsToFindNothingNew: Double
        let stoppedAfter: Int
        let residentMibBefore, peakMib: Double
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let archive = folder.appendingPathComponent("export.zip").path
        say("writing an archive of \(self.activities) activities")
        let sample = SampleExport(.strava, count: self.activities, secondsPerPoint: self.interval)
        try sample.write(to: archive)
        let size = try FileManager.default.attributesOfItem(atPath: archive)[.size] as? Int ?? 0
        let before = peakMiB()
        var options = ActivityImport.Options()
        options.workers = self.workers
        let work = ActivityImport(into: folder.appendingPathComponent("imported").path, options: options)
        let begun = ContinuousClock.now
        let first = try await Self.stopped(work, archive, after: self.activities / 2)
        say("stopped after \(first.done) files, going on")
        let second = try await work.run(archive) { progress in
            if progress.done % 500 == 0 { say("\(progress.done) of \(progress.known)") }
        }
        let spent = begun.duration(to: .now) / .seconds(1)
        let again = ContinuousClock.now
        let third = try await work.run(archive)
        let idle = again.duration(to: .now) / .seconds(1)
        guard third.imported == 0, second.alreadyThere >= first.done else {
            throw Failure("The import took files twice: \(third.imported) new, \(second.alreadyThere) known.")
        }
        let imported = first.imported + second.imported
        let unreadable = first.failed + second.failed
        guard imported + first.duplicates + second.duplicates == self.activities - sample.brokenCount else {
            throw Failure("\(imported) of \(self.activities - sample.brokenCount) activities came in.")
        }
        try Report(
            benchmark: "import",
            figures: Figures(
                files: second.done,
                imported: imported,
                unreadable: unreadable,
                archiveMib: Double(size) / 1_048_576,
                seconds: spent,
                filesPerSecond: Double(second.done) / spent,
                secondsToFindNothingNew: idle,
                stoppedAfter: first.done,
                residentMibBefore: before,
                peakMib: peakMiB()
            )
        ).print()
    }

    /// An import that somebody stops when it has done so many files.
    private static func stopped(_ work: ActivityImport, _ path: String, after count: Int) async throws -> ImportProgress
    {
        let (reached, stop) = AsyncStream<Void>.makeStream()
        return try await withThrowingTaskGroup(of: ImportProgress?.self) { group in
            group.addTask {
                try await work.run(path) { progress in if progress.done >= count { stop.yield() } }
            }
            group.addTask {
                for await _ in reached { return nil }
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
