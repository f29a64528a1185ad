/// Puts a FIT file together: header, definitions, messages, checksum; little endian throughout.
struct FITWriter {
    /// One field of a definition.
    struct Field {
        let number: UInt8
        let type: FITBaseType
        /// Bytes; for text with its closing NUL.
        let size: Int

        init(_ number: UInt8, _ type: FITBaseType, size: Int? = nil) {
            self.number = number
            self.type = type
            self.size = size ?? type.size
        }
    }

    enum Value {
        case number(UInt32)
        case text(String)
        /// The type's invalid value.
        case none
    }

    /// Version of the protocol (2.0) and of the profile (21.95) that files claim.
    private static let protocolVersion: UInt8 = 0x20
    private static let profileVersion: UInt16 = 2195

    private var messages: [UInt8] = []
    private var fields: [[Field]] = Array(repeating: [], count: 16)

    init() {}

    /// Says what messages of the local type `local` (0 to 15) look like from here on.
    mutating func define(_ local: Int, message: UInt16, _ fields: [Field]) {
        self.fields[local] = fields
        self.messages += [0x40 | UInt8(local), 0, 0, UInt8(message & 0xFF), UInt8(message >> 8), UInt8(fields.count)]
        for field in fields { self.messages += [field.number, UInt8(field.size), field.type.code] }
    }

    /// Adds a message with a value for each field of its definition.
    mutating func add(_ local: Int, _ values: [Value]) {
        self.messages.append(UInt8(local))
        for (field, value) in zip(self.fields[local], values) {
            switch value {
            case .number(let number): self.append(number, size: field.size)
            case .none: self.append(.max, size: field.size)
            case .text(let text):
                let bytes = Self.printable(text).cut(field.size - 1).utf8
                self.messages += bytes
                self.messages += Array(repeating: 0, count: field.size - bytes.count)
            }
        }
    }

    private mutating func append(_ number: UInt32, size: Int) {
        for byte in 0..<size { self.messages.append(UInt8(number >> UInt32(8 * byte) & 0xFF)) }
    }

    /// A NUL would end the text early, and a watch shows one line.
    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    /// The whole file.
    func bytes() -> [UInt8] {
        var file: [UInt8] = [14, Self.protocolVersion]
        func append(_ sum: UInt16) { file += [UInt8(sum & 0xFF), UInt8(sum >> 8)] }
        append(Self.profileVersion)
        let size = UInt32(self.messages.count)
        for byte in 0..<4 { file.append(UInt8(size >> UInt32(8 * byte) & 0xFF)) }
        file += ".FIT".utf8
        append(FITChecksum.of(file))
        file += self.messages
        append(FITChecksum.of(file))
        return file
    }
}
