import Archives
import Foundation

/// What lies in one archive or folder, before anything of it is read.
struct ExportItems: Sendable {
    enum Item: Sendable {
        case file(path: String, name: String, size: Int, changed: Int)
        case zipped(SurveyedEntry)

        var name: String {
            switch self {
            case .file(_, let name, _, _): name
            case .zipped(let surveyed): surveyed.entry.name
            }
        }

        var packedBytes: Int {
            switch self {
            case .file(_, _, let size, _): size
            // Sizes are only stated here: a sum of lies must not overflow.
            case .zipped(let surveyed): min(Int(clamping: surveyed.entry.compressedSize), 1 << 40)
            }
        }
    }

    /// Nil for a folder.
    let reader: ZipReader?
    var items: [Item]

    /// The files that may hold activities, and archives that may hold such files.
    var candidates: [Item] {
        self.items.filter { Self.formats.contains(ExportEntry.format(of: $0.name)) }
    }

    /// Garmin kept some uploads of other programs as `.txt`; what they hold shows when they are opened.
    private static let formats: Set<String> = ["fit", "tcx", "gpx", "txt", "zip"]

    init(archive reader: ZipReader) throws(ZipError) {
        self.reader = reader
        self.items = try reader.survey().filter { !Self.isHidden($0.entry.name) }.map { .zipped($0) }
    }

    /// A folder with all that is below it, or one file.
    init(path: String) throws(ExportProblem) {
        self.reader = nil
        self.items = []
        let root = URL(fileURLWithPath: path)
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: root.resolvingSymlinksInPath().path)
        } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
            throw .unreadable("there is nothing at \(path)")
        } catch {
            throw .unreadable("\(path): \(error.localizedDescription)")
        }
        if attributes[.type] as? FileAttributeType == .typeRegular {
            self.items = [Self.file(root.path, root.lastPathComponent, attributes)]
            return
        }
        guard let names = FileManager.default.enumerator(atPath: root.path) else {
            throw .unreadable("\(path) is no folder")
        }
        while let name = names.nextObject() as? String {
            // Links could lead in circles or out of the folder.
            guard let attributes = names.fileAttributes, !Self.isHidden(name),
                attributes[.type] as? FileAttributeType == .typeRegular
            else { continue }
            self.items.append(Self.file(root.path + "/" + name, name, attributes))
        }
        self.items.sort { $0.name < $1.name }
    }

    private static func file(_ path: String, _ name: String, _ attributes: [FileAttributeKey: Any]) -> Item {
        let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        return .file(path: path, name: name, size: size, changed: Int(exactly: (changed * 1000).rounded()) ?? 0)
    }

    /// What macOS adds to archives, and files that programs hide.
    private static func isHidden(_ name: String) -> Bool {
        name.hasPrefix("__MACOSX/")
            || name.split(separator: "/").contains { $0.hasPrefix(".") && $0 != ".." && $0 != "." }
    }

    /// One of the items as an entry; `problem` says why it can't be read, when that is known already.
    func entry(_ item: Item, prefix: String = "", scale: Double = 1, problem: ExportProblem? = nil) -> ExportEntry {
        let source: ExportEntry.Source
        let fingerprint: String
        switch item {
        case .file(let path, _, let size, let changed):
            source = problem.map { .broken($0) } ?? .file(path: path)
            fingerprint = "\(size)@\(changed)"
        case .zipped(let surveyed):
            fingerprint = ContentID.hex(surveyed.entry.crc) + "-\(surveyed.entry.size)"
            if let problem = problem ?? surveyed.problem.map({ .archive($0) }) {
                source = .broken(problem)
            } else if let reader = self.reader {
                source = .zipped(reader, surveyed.entry)
            } else {
                source = .broken(.archive(.notAnArchive))
            }
        }
        return ExportEntry(
            path: prefix + item.name,
            fingerprint: fingerprint,
            packedBytes: item.packedBytes,
            share: Double(item.packedBytes) * scale,
            source: source
        )
    }
}
