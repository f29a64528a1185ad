/// One line of the ledger: what became of one file.
package struct ImportRecord: Sendable, Equatable, Codable {
    package enum Outcome: String, Sendable, Codable {
        /// It is in.
        case imported
        /// Another file holds the same activity, and more of it, or was there first.
        case duplicate
        /// It is no activity: a course, a workout, settings of a watch.
        case skipped
        /// It should be an activity, and can't be read.
        case failed
    }

    /// Name of the archive or folder it came from.
    package var source: String
    package var path: String
    package var fingerprint: String
    package var outcome: Outcome
    /// Why it was skipped or failed, in words for people.
    package var reason: String?
    /// Nil when not even its bytes could be had.
    package var content: ContentID?
    /// For a duplicate: the content that is kept instead.
    package var duplicateOf: ContentID?
    /// Where the original lies, below the import's folder.
    package var file: String?
    package var activities: [ImportedActivity] = []
    package var warnings: [String] = []

    /// A file is known again by its name and fingerprint, in whichever archive or folder it lies.
    var key: String { Self.key(path: self.path, fingerprint: self.fingerprint) }

    static func key(path: String, fingerprint: String) -> String {
        (path.split(separator: "/").last.map(String.init) ?? path) + "\n" + fingerprint
    }

    var richness: Int { self.activities.reduce(0) { $0 + $1.richness } }
}
