import Archives
import Foundation
import TrainingMaths

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Makes a record out of a file: reads, decodes and keeps it. Tasks share it.
struct DecodingDesk: Sendable {
    let export: ActivityExport
    let folder: String
    let options: ActivityImport.Options

    /// What became of the file, as long as nothing is known of others like it; never throws.
    func record(of entry: ExportEntry, number: Int) -> ImportRecord {
        var record = ImportRecord(
            source: self.export.name,
            path: entry.path,
            fingerprint: entry.fingerprint,
            outcome: .imported
        )
        do throws(ExportProblem) {
            let content = try entry.content(limit: self.options.limits.bytes)
            record.content = ContentID(of: content.bytes)
            let file = try self.export.decode(content, of: entry, limits: self.options.limits)
            guard !file.activities.isEmpty else {
                record.outcome = .skipped
                record.reason = "The file holds no activity."
                return record
            }
            record.activities = file.activities.map { activity in
                ImportedActivity(
                    activity,
                    text: self.export.notes.note(for: entry.path, start: activity.start)?.text?
                        .title(self.options.limits.text)
                )
            }
            record.warnings = Array(file.warnings.prefix(10).map { $0.cut(ImportedActivity.longestWarning) })
            if self.options.keepsOriginals { record.file = try self.keep(content.bytes, of: entry, number: number) }
        } catch {
            record.outcome = Self.outcome(of: error, entry)
            record.reason = error.description
        }
        return record
    }

    private static func outcome(of problem: ExportProblem, _ entry: ExportEntry) -> ImportRecord.Outcome {
        switch problem {
        case .undecodable(.noActivity), .undecodable(.empty): .skipped
        // Text files need not be anything of ours.
        case .undecodable(.unknownFormat) where entry.format == "txt": .skipped
        case .undecodable, .unreadable, .archive, .packed, .tooDeep: .failed
        }
    }

    /// Puts a copy where its content says; the same content twice is one file.
    private func keep(_ bytes: [UInt8], of entry: ExportEntry, number: Int) throws(ExportProblem) -> String {
        let content = ContentID(of: bytes)
        let id = content.rawValue
        let format = ActivityFileFormat(of: bytes)?.rawValue ?? "txt"
        let place = "originals/\(id.prefix(2))"
        let name = "\(place)/\(id).\(format)"
        do {
            let path = self.folder + "/" + name
            if content.isWhole(at: path) { return name }
            try FileManager.default.createDirectory(
                atPath: self.folder + "/" + place,
                withIntermediateDirectories: true
            )
            // Under another name first, so that no half file ever has this one.
            let half = "\(self.folder)/\(place)/.\(number).part"
            try NewFile(path: half).append(bytes)
            guard rename(half, path) == 0 else { throw ZipError.unwritable(String(cString: strerror(errno))) }
            return name
        } catch {
            throw .unreadable("its copy can't be kept: \(error)")
        }
    }
}
