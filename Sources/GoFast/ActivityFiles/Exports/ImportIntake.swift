/// Takes records in the order of the export, finds what is there twice, writes them down and counts.
struct ImportIntake {
    let export: ActivityExport
    var progress = ImportProgress()
    private var share = 0.0

    init(export: ActivityExport, into ledger: ImportLedger) {
        self.export = export
        self.progress.known = export.knownFiles
        self.progress.warnings = export.notes.warnings
        if ledger.strangeLines > 0 {
            self.progress.warnings.append(
                "\(ImportLedger.fileName) has lines that were not understood and left alone "
                    + "(\(ledger.strangeLines)): their files are imported again."
            )
        }
    }

    mutating func take(_ record: ImportRecord, of entry: ExportEntry, into ledger: inout ImportLedger)
        throws(ImportLedger.Problem)
    {
        self.progress.done += 1
        let (bytes, overflow) = self.progress.bytes.addingReportingOverflow(entry.packedBytes)
        self.progress.bytes = overflow ? .max : bytes
        self.share += entry.share
        let total = Double(self.export.packedBytes)
        self.progress.fraction = total > 0 ? min(1, self.share / total) : 1
        if ledger.record(path: entry.path, fingerprint: entry.fingerprint) == record {
            self.progress.alreadyThere += 1
            return
        }
        try self.settle(record, &ledger)
    }

    private mutating func settle(_ new: ImportRecord, _ ledger: inout ImportLedger) throws(ImportLedger.Problem) {
        var record = new
        if let content = record.content, let known = ledger.records[content], known.outcome != .failed {
            // The same bytes under another name: the line only lets the file be known the next time.
            var line = known
            (line.path, line.fingerprint, line.source) = (record.path, record.fingerprint, record.source)
            line.file = record.file ?? known.file
            try ledger.append(line)
            self.progress.alreadyThere += 1
            return
        }
        var poorer: [ImportRecord] = []
        if record.outcome == .imported {
            for other in ledger.similar(to: record) {
                let isCovered = record.isCovered(by: other)
                let covers = other.isCovered(by: record)
                if isCovered, !covers || other.richness >= record.richness {
                    record.outcome = .duplicate
                    record.duplicateOf = other.content
                    poorer = []
                    break
                }
                if covers { poorer.append(other) }
            }
        }
        // Before the new line: a crash in between leaves the new file to be imported again, not two of one run.
        for var old in poorer {
            old.outcome = .duplicate
            old.duplicateOf = record.content
            try ledger.append(old)
            self.progress.duplicates += 1
            self.progress.imported = max(0, self.progress.imported - 1)
            self.progress.activities = max(0, self.progress.activities - old.activities.count)
        }
        try ledger.append(record)
        self.progress.count(record.outcome)
        if record.outcome == .imported { self.progress.activities += record.activities.count }
    }
}

extension ImportRecord {
    /// The other file holds all of this one's activities.
    ///
    /// Two files of more than a hundred activities each are not compared: they are collections, not two records of one run.
    func isCovered(by other: ImportRecord) -> Bool {
        guard self.activities.count * other.activities.count <= 10_000 else { return false }
        return self.activities.allSatisfy { activity in other.activities.contains { $0.isSame(as: activity) } }
    }
}
