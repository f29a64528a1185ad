import Foundation

/// What commands print for other programs.
enum Output {
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Self.write(try [UInt8](encoder.encode(value)) + [0x0A])
    }

    /// As they are, with nothing added.
    static func write(_ bytes: [UInt8]) { Terminal.write(bytes) }

    /// Writes a file: whole or not at all where it is a plain one, into it where it is a device or a pipe; links are followed.
    /// - Throws: `BadInput` when it can't be written.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        let type = try? FileManager.default.attributesOfItem(atPath: target.path)[.type] as? FileAttributeType
        do {
            switch type {
            case nil, .typeRegular: try Data(bytes).write(to: target, options: .atomic)
            case .typeDirectory: throw CocoaError(.fileWriteInvalidFileName)
            default:
                // A new file in a device's place would take the device away.
                let handle = try FileHandle(forWritingTo: target)
                try handle.write(contentsOf: Data(bytes))
                try handle.close()
            }
        } catch {
            throw BadInput(
                "\(path) can't be written: is its folder there, is it no folder itself, and may you write there?"
            )
        }
    }
}
