import Foundation

/// Brings an archive or folder of activity files into a folder of our own, and goes on where it stopped.
///
/// Memory does not grow with the number of files but for one ledger record each: a few files at a time are read and decoded,
/// and written down in the order of the export, whoever finishes first.
package struct ActivityImport: Sendable {
    package struct Options: Sendable {
        /// Files decoded at the same time.
        package var workers = 2
        /// Copies of the files, unpacked, so that a better decoder can read them again.
        package var keepsOriginals = true
        /// Tries again what failed in an earlier import.
        package var retriesFailures = false
        /// Ledger lines between two waits for the disk.
        package var syncEvery = 64
        package var limits: ActivityFileLimits

        package init() {
            self.limits = .standard
            self.limits.bytes = 64 * 1_048_576
        }
    }

    package let folder: String
    package let options: Options

    package init(into folder: String, options: Options = Options()) {
        self.folder = folder
        self.options = options
    }

    /// Imports what lies at `path`; ends early, and tidily, when its task is cancelled.
    ///
    /// `progress` is called in order, after each file. Reads and writes block the threads of the tasks it runs on.
    /// - Throws: ``ExportProblem`` when the export can't be opened, ``ImportLedger/Problem`` when the folder can't be used
    ///   or its disk is full. What was written until then stays good.
    @concurrent
    package func run(
        _ path: String,
        progress: @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportProgress {
        var ledger = try ImportLedger(folder: self.folder, syncEvery: self.options.syncEvery)
        try Self.check(path, isOutside: self.folder)
        let export = try ActivityExport(path: path, unpackFolder: self.folder)
        var intake = ImportIntake(export: export, into: ledger)
        do {
            try await self.run(&intake, &ledger, progress)
        } catch {
            // The first error is the one to tell: after it the disk may refuse this too.
            try? ledger.sync()
            throw error
        }
        try ledger.sync()
        return intake.progress
    }

    /// A folder that is imported into itself would never end.
    private static func check(_ path: String, isOutside folder: String) throws(ExportProblem) {
        let source = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
        let target = URL(fileURLWithPath: folder).standardizedFileURL.resolvingSymlinksInPath().path
        guard source != target, !target.hasPrefix(source + "/") else {
            throw .unreadable("the import's own folder lies in it")
        }
    }

    private func run(
        _ intake: inout ImportIntake,
        _ ledger: inout ImportLedger,
        _ progress: @Sendable (ImportProgress) -> Void
    ) async throws {
        let window = max(1, self.options.workers)
        let desk = DecodingDesk(export: intake.export, folder: self.folder, options: self.options)
        var files = intake.export.files()
        try await withThrowingTaskGroup(of: (Int, ImportRecord).self) { group in
            var waiting: [Int: (entry: ExportEntry, record: ImportRecord?)] = [:]
            var (begun, ended, running) = (0, 0, 0)
            var isAtEnd = false
            while true {
                // Twice as many as are decoded, so that a large file holds up no other.
                while waiting.count < 2 * window, running < window, !isAtEnd {
                    guard !Task.isCancelled, let entry = files.next() else {
                        isAtEnd = true
                        break
                    }
                    let known = self.known(entry, in: ledger)
                    waiting[begun] = (entry, known)
                    if known == nil {
                        let index = begun
                        running += 1
                        group.addTask { (index, desk.record(of: entry, number: index)) }
                    }
                    begun += 1
                }
                intake.progress.known = intake.export.knownFiles + files.innerFiles
                // In order, and without a gap: what a resumed import finds is what was there.
                while let (entry, record) = waiting[ended], let record {
                    waiting[ended] = nil
                    ended += 1
                    try intake.take(record, of: entry, into: &ledger)
                    progress(intake.progress)
                }
                if running > 0, let (index, record) = try await group.next() {
                    running -= 1
                    waiting[index]?.record = record
                } else if isAtEnd {
                    return
                }
            }
        }
        intake.progress.wasCancelled = Task.isCancelled
        if !intake.progress.wasCancelled { intake.progress.fraction = 1 }
        progress(intake.progress)
    }

    /// What an earlier import made of a file, if that still holds.
    private func known(_ entry: ExportEntry, in ledger: ImportLedger) -> ImportRecord? {
        guard let record = ledger.record(path: entry.path, fingerprint: entry.fingerprint) else { return nil }
        if record.outcome == .failed, self.options.retriesFailures { return nil }
        // A crash of the machine may have kept the line and lost the file.
        if let file = record.file, record.content?.isWhole(at: self.folder + "/" + file) != true { return nil }
        return record
    }
}
