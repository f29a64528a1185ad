import Foundation

/// What commands print for other programs.
enum Output {
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Self.write(try [UInt8](encoder.encode(value)) + [0x0A])
    }

    /// As they are, with nothing added.
    static func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }
}
