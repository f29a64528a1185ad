import Archives
import Foundation

/// One file of an export, not yet read. Any task may read it.
package struct ExportEntry: Sendable {
    enum Source: Sendable {
        case file(path: String)
        case zipped(ZipReader, ZipEntry)
        case broken(ExportProblem)
    }

    /// Where it lies in the export, through archives: `UploadedFiles_0.zip/42.fit`.
    package let path: String
    /// Changes when the file does, and can be had without unpacking it.
    package let fingerprint: String
    /// Bytes as they lie there.
    package let packedBytes: Int
    /// Its part of ``ActivityExport/packedBytes``.
    let share: Double
    let source: Source

    /// Bytes of a file, unpacked, and what was odd on the way.
    package struct Content: Sendable {
        package let bytes: [UInt8]
        package let warnings: [String]
    }

    /// Reads and unpacks it, from gzip too; blocks.
    /// - Throws: ``ExportProblem``; nothing more than `limit` bytes is ever held.
    package func content(limit: Int) throws(ExportProblem) -> Content {
        let limits = UnpackLimits(bytes: limit, ratio: UnpackLimits.file.ratio)
        let bytes = try self.stored(limits)
        guard Gzip.isPacked(bytes) else { return Content(bytes: bytes, warnings: []) }
        do {
            let unpacked = try Gzip.unpacked(bytes, limits: limits)
            return Content(bytes: unpacked.bytes, warnings: unpacked.warnings)
        } catch {
            throw .packed(error)
        }
    }

    private func stored(_ limits: UnpackLimits) throws(ExportProblem) -> [UInt8] {
        do {
            switch self.source {
            case .broken(let problem): throw problem
            case .file(let path):
                let file = try FileBytes(path: path)
                guard file.size <= Int64(limits.bytes) else { throw ZipError.tooLarge("it has \(file.size) bytes") }
                return try file.read(at: 0, count: Int(file.size))
            case .zipped(let reader, let entry):
                var bytes: [UInt8] = []
                bytes.reserveCapacity(min(Int(clamping: entry.size), limits.bytes))
                try reader.forEachPiece(of: entry, limits: limits) { (piece) throws(ZipError) in bytes += piece }
                return bytes
            }
        } catch let error as ZipError {
            throw .archive(error)
        } catch let problem as ExportProblem {
            throw problem
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// The file's format as its name has it, without `.gz`: `fit`.
    package var format: String { Self.format(of: self.path) }

    static func format(of path: String) -> String {
        let name = (path.split(separator: "/").last ?? "").lowercased()
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        guard let dot = plain.lastIndex(of: "."), dot != plain.startIndex else { return "" }
        return String(plain[plain.index(after: dot)...])
    }
}
