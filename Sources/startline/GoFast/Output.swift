import Foundation

/// What commands print for other programs.
enum Output {
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        FileHandle.standardOutput.write(try encoder.encode(value) + Data("\n".utf8))
    }

    /// As it is, with nothing added: formats such as ICS state how their lines end.
    static func text(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
