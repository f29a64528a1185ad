import Archives
import Foundation
import TrainingMaths

/// A bulk export of Garmin or Strava, or any archive or folder of activity files.
///
/// It gives one file at a time, and nothing of a file is read before it is asked for: memory stays the same for ten files
/// and for ten thousand.
package struct ActivityExport: Sendable {
    package enum Kind: String, Sendable, Codable { case garmin, strava, files }

    /// Names that people and services gave to the activities.
    package let notes: ExportNotes
    package let kind: Kind
    /// The last part of its path.
    package let name: String
    /// Activity files known from the start on; archives inside add theirs when their turn comes.
    package let knownFiles: Int
    /// Bytes of all activity files and inner archives as they lie there.
    package let packedBytes: Int
    let root: ExportItems
    let unpackFolder: String

    /// Opens it and reads the lists of names; blocks.
    ///
    /// `unpackFolder` takes inner archives for as long as they are read; the system's own when nil.
    /// - Throws: ``ExportProblem`` when it is not there, or a broken archive.
    package init(path: String, unpackFolder: String? = nil) throws(ExportProblem) {
        self.name = URL(fileURLWithPath: path).lastPathComponent
        self.unpackFolder = unpackFolder ?? FileManager.default.temporaryDirectory.path
        let items = try ExportItems(path: path)
        if items.items.count == 1, case .file(let file, _, _, _) = items.items[0], Self.isArchive(file) {
            do {
                self.root = try ExportItems(archive: ZipReader(path: file))
            } catch {
                throw .archive(error)
            }
        } else {
            self.root = items
        }
        let candidates = self.root.candidates
        self.knownFiles = candidates.count { ExportEntry.format(of: $0.name) != "zip" }
        self.packedBytes = candidates.reduce(0) { $0 + $1.packedBytes }
        self.notes = ExportNotes(of: self.root)
        self.kind = self.notes.kind
    }

    private static func isArchive(_ path: String) -> Bool {
        if ExportEntry.format(of: path) == "zip" { return true }
        // Why a file can't be read is told when its turn comes.
        let start = (try? FileBytes(path: path)).flatMap { file in file.size < 4 ? nil : try? file.read(at: 0, count: 4)
        }
        return start == [0x50, 0x4B, 3, 4]
    }

    /// Its files in the order in which they lie there.
    package func files() -> Files { Files(self) }

    /// What one file holds, with the names of the export's lists; blocks.
    /// - Throws: ``ExportProblem``, which says nothing about the other files.
    package func decode(
        _ entry: ExportEntry,
        limits: ActivityFileLimits = .standard
    ) throws(ExportProblem) -> DecodedFile {
        try self.decode(entry.content(limit: limits.bytes), of: entry, limits: limits)
    }

    func decode(
        _ content: ExportEntry.Content,
        of entry: ExportEntry,
        limits: ActivityFileLimits
    ) throws(ExportProblem) -> DecodedFile {
        do {
            var file = try ActivityFile.decode(content.bytes, name: entry.path, limits: limits)
            file.warnings = content.warnings + file.warnings
            for index in file.activities.indices {
                self.notes.note(for: entry.path, start: file.activities[index].start)?.apply(
                    to: &file.activities[index],
                    limits: limits
                )
            }
            return file
        } catch {
            throw .undecodable(error)
        }
    }

    /// Decodes one file after the other, until `body` says `false`; a broken one stops nothing.
    package func forEachFile(
        limits: ActivityFileLimits = .standard,
        _ body: (ExportEntry, Result<DecodedFile, ExportProblem>) -> Bool
    ) {
        for entry in self.files() {
            let result = Result { () throws(ExportProblem) in try self.decode(entry, limits: limits) }
            guard body(entry, result) else { return }
        }
    }
}
