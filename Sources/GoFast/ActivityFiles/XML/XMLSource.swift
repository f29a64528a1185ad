/// The bytes of an XML file, made safe and plain for the parser: UTF-8 without a mark, a declaration or a document type.
///
/// Encodings are settled here, not in the parser, so that a file decodes the same whatever the parser was built with.
struct XMLSource {
    /// A start tag of an activity file has a few hundred bytes. Checking attributes for duplicates costs the parser
    /// the square of their number, so a tag beyond this ends the reading.
    static let tagBytes = 65_536

    let bytes: [UInt8]
    /// The part of ``bytes`` that is to be parsed.
    let range: Range<Int>
    let warnings: [String]

    /// - Throws: ``ActivityFileError/damaged(_:_:)`` for a document type: it could declare entities that grow without
    ///   bound or name other files, and no activity file needs one.
    init(_ file: [UInt8], format: ActivityFileFormat) throws(ActivityFileError) {
        var warnings: [String] = []
        var bytes = Self.withoutUTF16(file)
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        start = bytes.skippingBlanks(from: start)
        var encoding = "utf-8"
        if bytes.hasText("<?xml", at: start), let end = bytes.end(of: "?>", from: start, within: 1024) {
            encoding = Self.encoding(declared: bytes[start..<end]) ?? encoding
            start = end
        }
        let content = Self.content(of: bytes, from: start)
        if content.isBeyondASCII || content.hasControls {
            bytes = Self.repaired(bytes[start...], encoding: encoding, content, warnings: &warnings)
            start = 0
        }
        bytes.blankEmptyInstructions(from: start)
        guard !Self.declaresType(bytes, from: start) else {
            throw .damaged(format, "it declares a document type (DOCTYPE), which is refused for safety")
        }
        var end = bytes.count
        if let long = Self.longTag(in: bytes, from: start) {
            warnings.append("An element has more attributes than can be read: what comes after it is left out.")
            end = long
        }
        self.bytes = bytes
        self.range = start..<max(start, end)
        self.warnings = warnings
    }

    private static func withoutUTF16(_ file: [UInt8]) -> [UInt8] {
        let isLittle = file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0x3C, 0x00])
        guard isLittle || file.starts(with: [0xFE, 0xFF]) || file.starts(with: [0x00, 0x3C]) else { return file }
        let skipped = file[0] == 0xFF || file[0] == 0xFE ? 2 : 0
        var units: [UInt16] = []
        units.reserveCapacity(file.count / 2)
        for index in stride(from: skipped, to: file.count - 1, by: 2) {
            let (first, second) = (UInt16(file[index]), UInt16(file[index + 1]))
            units.append(isLittle ? first | second << 8 : second | first << 8)
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    private static func encoding(declared declaration: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: declaration, as: UTF8.self).lowercased()
        guard let quoted = text.split(separator: "encoding", maxSplits: 1).dropFirst().first,
            let name = quoted.drop(while: { $0 != "\"" && $0 != "'" }).dropFirst()
                .split(whereSeparator: { $0 == "\"" || $0 == "'" }).first
        else { return nil }
        return String(name)
    }

    private struct Content {
        var isBeyondASCII: Bool
        /// Control characters that XML forbids and that would end the reading.
        var hasControls: Bool
    }

    private static func content(of bytes: [UInt8], from start: Int) -> Content {
        bytes.withUnsafeBufferPointer { buffer in
            var all: UInt8 = 0
            var controls = 0
            for byte in buffer[min(start, buffer.count)...] {
                all |= byte
                if byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D { controls &+= 1 }
            }
            return Content(isBeyondASCII: all >= 0x80, hasControls: controls > 0)
        }
    }

    private static func repaired(
        _ bytes: ArraySlice<UInt8>,
        encoding: String,
        _ content: Content,
        warnings: inout [String]
    ) -> [UInt8] {
        var result: [UInt8]
        if !content.isBeyondASCII {
            result = Array(bytes)
        } else if ["iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252"].contains(encoding) {
            result = Self.utf8(ofLatin1: bytes)
        } else if String(validating: bytes, as: UTF8.self) != nil {
            result = Array(bytes)
        } else if ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding) {
            warnings.append("Some letters are not UTF-8 as declared and were replaced.")
            result = Array(String(decoding: bytes, as: UTF8.self).utf8)
        } else {
            warnings.append("The encoding \(encoding.cut(40)) is not known: letters may be wrong, numbers are not.")
            result = Self.utf8(ofLatin1: bytes)
        }
        if content.hasControls {
            warnings.append("Control characters were replaced by spaces.")
            for index in result.indices where result[index] < 0x20 && ![0x09, 0x0A, 0x0D].contains(result[index]) {
                result[index] = 0x20
            }
        }
        return result
    }

    /// Windows-1252 puts letters where ISO 8859-1 has unused controls, so one table reads both.
    private static func utf8(ofLatin1 bytes: ArraySlice<UInt8>) -> [UInt8] {
        let upper: [UInt32] = [
            0x20AC, 0x20, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x20,
            0x017D, 0x20, 0x20, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
            0x0153, 0x20, 0x017E, 0x0178,
        ]
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            guard byte >= 0x80 else {
                result.append(byte)
                continue
            }
            let code = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt32(byte)
            if let scalar = Unicode.Scalar(code) { result.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
        }
        return result
    }

    /// Looks for a document type where it may stand: before the first element.
    private static func declaresType(_ bytes: [UInt8], from start: Int) -> Bool {
        var index = start
        while true {
            index = bytes.skippingBlanks(from: index)
            if bytes.hasText("<!--", at: index), let end = bytes.end(of: "-->", from: index + 4) {
                index = end
            } else if bytes.hasText("<?", at: index), let end = bytes.end(of: "?>", from: index) {
                index = end
            } else {
                return bytes.hasText("<!", at: index) && !bytes.hasText("<!--", at: index)
            }
        }
    }

    /// Where the first tag longer than ``tagBytes`` begins.
    private static func longTag(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while let open = bytes.index(of: UInt8(ascii: "<"), from: index) {
            if bytes.hasText("<!--", at: open) {
                guard let end = bytes.end(of: "-->", from: open + 4) else { return nil }
                index = end
            } else if bytes.hasText("<![CDATA[", at: open) {
                guard let end = bytes.end(of: "]]>", from: open) else { return nil }
                index = end
            } else {
                guard let end = Self.endOfTag(bytes, from: open + 1) else {
                    return bytes.count - open > Self.tagBytes ? open : nil
                }
                guard end - open <= Self.tagBytes else { return open }
                index = end
            }
        }
        return nil
    }

    /// After the `>` that is not inside a quoted value.
    private static func endOfTag(_ bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var quote: UInt8 = 0
            for index in start..<min(buffer.count, start + Self.tagBytes + 1) {
                let byte = buffer[index]
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == UInt8(ascii: ">") {
                    return index + 1
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                }
            }
            return nil
        }
    }
}
