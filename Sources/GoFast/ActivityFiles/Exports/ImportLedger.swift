import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What has been imported into a folder: one line of JSON for each file, only ever appended to.
///
/// The newest line about a content is the one that counts. A line that a crash cut off is dropped when the ledger is opened.
package struct ImportLedger {
    package static let fileName = "imports.jsonl"

    package enum Problem: Error, Equatable, CustomStringConvertible {
        case unusable(String)
        case inUse
        /// The disk is full, for instance.
        case unwritable(String)

        package var description: String {
            switch self {
            case .unusable(let reason): "The import's folder can't be used: \(reason)."
            case .unwritable(let reason): "The import's ledger can't be written: \(reason)."
            case .inUse: "Another import is writing to this folder."
            }
        }
    }

    /// What each content became, by the newest line about it.
    package private(set) var records: [ContentID: ImportRecord] = [:]
    /// Files without content: those whose bytes could not be had.
    package private(set) var unread: [String: ImportRecord] = [:]
    /// Lines that were not understood and left alone.
    package private(set) var strangeLines = 0
    private var keys: [String: ContentID?] = [:]
    private var similar = SimilarActivities()
    private let handle: FileHandle
    private var unsynced = 0
    private let syncEvery: Int

    /// Opens a folder's ledger, or begins one; blocks.
    /// - Throws: ``Problem``.
    package init(folder: String, syncEvery: Int = 64) throws(Problem) {
        let path = folder + "/" + Self.fileName
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            if !FileManager.default.fileExists(atPath: path) {
                guard FileManager.default.createFile(atPath: path, contents: nil) else {
                    throw Problem.unusable("\(path) can't be written")
                }
            }
            self.handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem.unusable(error.localizedDescription)
        }
        guard flock(self.handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { throw Problem.inUse }
        self.syncEvery = max(1, syncEvery)
        try self.load(path)
    }

    private mutating func load(_ path: String) throws(Problem) {
        do {
            try self.read(path)
        } catch {
            throw .unusable("its ledger can't be read: \(error)")
        }
    }

    private mutating func read(_ path: String) throws {
        let decoder = Self.decoder
        var lines = try LedgerLines(path: path)
        while let line = try lines.next() {
            // A newer version or a person may have written it: counted, told, and never a reason to stop.
            guard let record = try? decoder.decode(ImportRecord.self, from: Data(line)) else {
                self.strangeLines += 1
                continue
            }
            self.remember(record)
        }
        // What a crash left half written would spoil the next line too.
        try self.handle.truncate(atOffset: UInt64(lines.end))
        try self.handle.seekToEnd()
    }

    /// What became of a file of that name and fingerprint; nil when it is new.
    package func record(path: String, fingerprint: String) -> ImportRecord? {
        let key = ImportRecord.key(path: path, fingerprint: fingerprint)
        guard let content = self.keys[key] else { return nil }
        return content.map { self.records[$0] } ?? self.unread[key]
    }

    /// Records of the same activities as `record` that are in, each kept as the one of its kind.
    package func similar(to record: ImportRecord) -> [ImportRecord] {
        self.similar.contents(like: record.activities).compactMap { self.records[$0] }
            .filter { $0.outcome == .imported && $0.content != record.content }
    }

    /// Writes a line; it is safe from a crash of the program at once, from one of the machine after the next sync.
    /// - Throws: ``Problem``.
    package mutating func append(_ record: ImportRecord) throws(Problem) {
        do {
            var line = try Self.encoder.encode(record)
            line.append(UInt8(ascii: "\n"))
            try self.handle.write(contentsOf: line)
        } catch {
            throw .unwritable(error.localizedDescription)
        }
        self.remember(record)
        self.unsynced += 1
        if self.unsynced >= self.syncEvery { try self.sync() }
    }

    /// Waits until all lines are on the disk.
    /// - Throws: ``Problem``.
    package mutating func sync() throws(Problem) {
        guard self.unsynced > 0 else { return }
        do {
            try self.handle.synchronize()
        } catch {
            throw .unwritable(error.localizedDescription)
        }
        self.unsynced = 0
    }

    private mutating func remember(_ record: ImportRecord) {
        self.keys[record.key] = .some(record.content)
        guard let content = record.content else {
            self.unread[record.key] = record
            return
        }
        let wasIn = self.records.updateValue(record, forKey: content)?.outcome == .imported
        if record.outcome == .imported, !wasIn { self.similar.add(record.activities, of: content) }
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
