/// How far an import is, and how it ended.
package struct ImportProgress: Sendable, Equatable {
    /// Files that are done, those that were there before included.
    package internal(set) var done = 0
    /// Files known so far; it grows when an archive inside of the export is opened.
    package internal(set) var known = 0
    /// From 0 to 1, by packed bytes; this is what a bar should show.
    package internal(set) var fraction = 0.0
    /// Packed bytes of the files that are done.
    package internal(set) var bytes = 0
    package internal(set) var imported = 0
    package internal(set) var duplicates = 0
    package internal(set) var skipped = 0
    package internal(set) var failed = 0
    /// Files that an earlier import has dealt with, and those whose content is there under another name.
    package internal(set) var alreadyThere = 0
    /// Activities in the files that were imported.
    package internal(set) var activities = 0
    package internal(set) var wasCancelled = false
    /// What was odd about the export as a whole, in words for people.
    package internal(set) var warnings: [String] = []

    mutating func count(_ outcome: ImportRecord.Outcome) {
        switch outcome {
        case .imported: self.imported += 1
        case .duplicate: self.duplicates += 1
        case .skipped: self.skipped += 1
        case .failed: self.failed += 1
        }
    }
}
