import Foundation

/// What commands print for other programs.
enum Output {
    static func jsonBytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try [UInt8](encoder.encode(value)) + [0x0A]
    }

    static func json(_ value: some Encodable) throws { Self.write(try Self.jsonBytes(value)) }

    /// As they are, with nothing added.
    static func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }
}
