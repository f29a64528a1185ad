/// What is done with the messages of a FIT file as they are found.
protocol FITVisitor {
    /// A file begins: the first one, or the next one of a chain.
    mutating func fileBegan()
    mutating func visit(_ message: FITMessageView)
    /// The file that began last is over, also when it broke off.
    mutating func fileEnded()
    /// Something odd, in words for people.
    mutating func warn(_ text: String)
}

/// Walks through a FIT file, or several that follow each other, and shows each message to a visitor.
///
/// Never goes beyond the bytes at hand, whatever sizes the file states; keeps nothing but the sixteen definitions in force
/// and the descriptions of developer fields.
struct FITScanner {
    private enum End { case complete, truncated, damaged(at: Int) }

    private let bytes: FITBytes
    private var definitions = [FITDefinition?](repeating: nil, count: 16)
    private var descriptions: [Int: FITFieldDescription] = [:]
    private var timestamp: UInt32?

    init(_ bytes: FITBytes) { self.bytes = bytes }

    /// Shows every message; `maximumFiles` bounds a chain.
    mutating func run<Visitor: FITVisitor>(_ visitor: inout Visitor, maximumFiles: Int) {
        var start = 0
        var files = 0
        while let header = FITHeader(self.bytes, at: start) {
            guard files < maximumFiles else {
                visitor.warn("The file is a chain of more than \(maximumFiles) files; the rest was left out.")
                return
            }
            files += 1
            self.definitions = Array(repeating: nil, count: 16)
            self.descriptions = [:]
            self.timestamp = nil
            visitor.fileBegan()
            if !header.hasValidChecksum {
                visitor.warn("The checksum of the file's header is wrong; it was read anyway.")
            }
            switch self.messages(from: header.dataStart, to: header.dataEnd, &visitor) {
            case .complete where header.isTruncated, .truncated:
                visitor.warn("The file breaks off in the middle; everything before the break was read.")
            case .complete: self.verify(header, &visitor)
            case .damaged(let offset):
                visitor.warn("The file is damaged at byte \(offset); everything before that was read.")
            }
            visitor.fileEnded()
            start = header.dataEnd + 2
        }
        if files > 0, start < self.bytes.count {
            visitor.warn("\(self.bytes.count - start) bytes after the end of the file were left out.")
        }
    }

    private func verify<Visitor: FITVisitor>(_ header: FITHeader, _ visitor: inout Visitor) {
        if header.dataEnd + 2 > self.bytes.count {
            visitor.warn("The file has no checksum; it may have broken off.")
        } else if FITChecksum.of(self.bytes, header.start..<header.dataEnd + 2) != 0 {
            visitor.warn("The checksum of the file is wrong; it was read anyway.")
        }
    }

    private mutating func messages<Visitor: FITVisitor>(
        from start: Int,
        to end: Int,
        _ visitor: inout Visitor
    ) -> End {
        var offset = start
        while offset < end {
            let head = self.bytes[offset]
            let isCompressed = head & 0x80 != 0
            if !isCompressed, head & 0x40 != 0 {
                guard let next = self.define(head, at: offset + 1, end: end) else { return .truncated }
                offset = next
                continue
            }
            guard let definition = self.definitions[Int(isCompressed ? head >> 5 & 3 : head & 15)] else {
                return .damaged(at: offset)
            }
            offset += 1
            guard definition.size <= end - offset else { return .truncated }
            if isCompressed, let previous = self.timestamp {
                self.timestamp = FITTime.expanded(previous, offset: head & 31)
            }
            if let position = definition.timestampOffset {
                let time = self.bytes.load(UInt32.self, at: offset + position, bigEndian: definition.bigEndian)
                if time != .max { self.timestamp = time }
            }
            let message = FITMessageView(
                definition: definition,
                bytes: self.bytes,
                start: offset,
                timestamp: self.timestamp
            )
            if definition.number == FITMessageNumber.fieldDescription { self.describe(message) }
            visitor.visit(message)
            offset += definition.size
        }
        return .complete
    }

    /// Reads a definition; nil when the file ends inside of it.
    private mutating func define(_ head: UInt8, at start: Int, end: Int) -> Int? {
        guard end - start >= 5 else { return nil }
        let bigEndian = self.bytes[start + 1] == 1
        let number = self.bytes.load(UInt16.self, at: start + 2, bigEndian: bigEndian)
        let count = Int(self.bytes[start + 4])
        var offset = start + 5
        guard end - offset >= count * 3 else { return nil }
        var fields: [FITDefinition.Field] = []
        fields.reserveCapacity(count)
        var size = 0
        for _ in 0..<count {
            let fieldSize = Int(self.bytes[offset + 1])
            let type = FITBaseType(code: self.bytes[offset + 2])
            fields.append(
                FITDefinition.Field(
                    number: self.bytes[offset],
                    developer: nil,
                    offset: size,
                    size: fieldSize,
                    type: fieldSize % type.size == 0 ? type : .byte
                )
            )
            size += fieldSize
            offset += 3
        }
        if head & 0x20 != 0 {
            guard end - offset >= 1 else { return nil }
            let developerCount = Int(self.bytes[offset])
            offset += 1
            guard end - offset >= developerCount * 3 else { return nil }
            for _ in 0..<developerCount {
                let field = self.developerField(at: offset, position: size)
                fields.append(field)
                size += field.size
                offset += 3
            }
        }
        self.definitions[Int(head & 15)] = FITDefinition(
            number: number,
            bigEndian: bigEndian,
            fields: fields,
            size: size
        )
        return offset
    }

    private func developerField(at offset: Int, position: Int) -> FITDefinition.Field {
        let number = self.bytes[offset]
        let size = Int(self.bytes[offset + 1])
        let index = self.bytes[offset + 2]
        // A field that nobody described is skipped by its size.
        let description =
            self.descriptions[Int(index) << 8 | Int(number)]
            ?? FITFieldDescription(developerIndex: index, number: number, type: .byte)
        return FITDefinition.Field(
            number: number,
            developer: description,
            offset: position,
            size: size,
            type: size % description.type.size == 0 ? description.type : .byte
        )
    }

    /// Keeps a description; the message that names its application (`developer_data_id`) is not needed for it.
    private mutating func describe(_ message: FITMessageView) {
        guard let index = message.integer(0), let number = message.integer(1), let code = message.integer(2),
            (0...255).contains(index), (0...255).contains(number), (0...255).contains(code)
        else { return }
        self.descriptions[index << 8 | number] = FITFieldDescription(
            developerIndex: UInt8(index),
            number: UInt8(number),
            type: FITBaseType(code: UInt8(code)),
            name: message.text(3),
            units: message.text(8),
            scale: message.number(6),
            offset: message.number(7),
            nativeMessage: message.integer(14),
            nativeField: message.integer(15)
        )
    }
}

/// The 12 or 14 bytes before the messages of a file.
struct FITHeader {
    let start: Int
    let dataStart: Int
    /// Of the bytes at hand: never beyond them.
    let dataEnd: Int
    /// The header promises more than there is.
    let isTruncated: Bool
    /// True also when the header has none.
    let hasValidChecksum: Bool

    /// Nil when no header begins at `start`.
    init?(_ bytes: FITBytes, at start: Int) {
        guard start <= bytes.count - 12 else { return nil }
        let size = Int(bytes[start])
        guard size >= 12, size <= bytes.count - start,
            bytes.load(UInt32.self, at: start + 8, bigEndian: true) == 0x2E46_4954
        else { return nil }
        let dataSize = Int(bytes.load(UInt32.self, at: start + 4))
        let rest = bytes.count - start - size
        self.start = start
        self.dataStart = start + size
        if dataSize == 0, rest > 2 {
            // A recording that was never closed: the device writes the size at its end.
            let isWhole = FITChecksum.of(bytes, start..<bytes.count) == 0
            self.dataEnd = isWhole ? bytes.count - 2 : bytes.count
            self.isTruncated = !isWhole
        } else {
            self.dataEnd = self.dataStart + min(dataSize, rest)
            self.isTruncated = dataSize > rest
        }
        let stated = size >= 14 ? bytes.load(UInt16.self, at: start + 12) : 0
        self.hasValidChecksum = stated == 0 || stated == FITChecksum.of(bytes, start..<start + 12)
    }
}
