import ActivityFiles
import Foundation

/// Files named on the command line.
enum ActivityInput {
    /// The bytes of a file.
    /// - Throws: `BadInput` when it is not there, is no file, can't be read, or is larger than any recording.
    static func bytes(_ path: String) throws -> [UInt8] {
        guard !path.isEmpty else { throw BadInput("The name of a file is empty.") }
        let attributes: [FileAttributeKey: Any]
        do {
            let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            attributes = try FileManager.default.attributesOfItem(atPath: target)
        } catch {
            throw BadInput("There is no file \(path), or it can't be read.")
        }
        let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
        guard !isFolder else { throw BadInput("\(path) is a folder. `startline gofast import` takes whole folders.") }
        let type = attributes[.type] as? FileAttributeType
        guard type == .typeRegular || type == .typeSymbolicLink else {
            throw BadInput("\(path) is a pipe or a device; only files are read.")
        }
        let limit = ActivityFileLimits.standard.bytes
        guard let size = attributes[.size] as? Int, size <= limit else {
            throw BadInput("\(path) is larger than \(limit / 1_048_576) MiB: too large for a recording or a plan.")
        }
        guard let data = FileManager.default.contents(atPath: path) else { throw BadInput("\(path) can't be read.") }
        return [UInt8](data)
    }

    /// What a file of activities holds.
    static func decoded(_ bytes: [UInt8], _ path: String) throws -> DecodedFile {
        guard !bytes.starts(with: Array("PK".utf8) + [3, 4]) else {
            throw BadInput("\(path) is a zip. `startline gofast import` takes whole exports; or unpack it first.")
        }
        do {
            return try ActivityFile.decode(bytes, name: path)
        } catch {
            throw BadInput("\(path): \(error)")
        }
    }
}
