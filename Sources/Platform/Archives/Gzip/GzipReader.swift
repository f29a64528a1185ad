/// Unpacks gzip as it comes in, a piece at a time; all members of a file one after the other.
///
/// What is odd does not stop it: a broken or cut off file gives what could be read, and a warning.
package struct GzipReader: ~Copyable {
    private enum Place {
        case header, body, trailer, end
    }

    private static let pieceSize = 64 * 1024
    /// Each member has a cost of its own, whatever it holds; an activity needs one.
    private static let mostMembers = 4096

    /// What was odd so far, in words for people.
    package private(set) var warnings: [String] = []
    /// The name that the first member states.
    package private(set) var name: String?

    private let limits: UnpackLimits
    private var inflater: Inflater
    private var place = Place.header
    private var held: [UInt8] = []
    private var members = 0
    private var packed = 0
    private var unpacked = 0
    private var memberSize = 0
    private var checksum = RunningChecksum()

    package init(limits: UnpackLimits = .file) throws(GzipError) {
        guard let inflater = Inflater() else { throw .tooLarge("there is no memory to unpack it") }
        self.inflater = inflater
        self.limits = limits
    }

    /// Takes the next bytes of the file; `body` gets what they unpack to in pieces of at most 64 KiB.
    /// - Throws: ``GzipError`` when it is no gzip at all, or would unpack to more than the limits allow.
    package mutating func take(_ input: [UInt8], _ body: ([UInt8]) -> Void) throws(GzipError) {
        // In small pieces, since what a member leaves over is copied.
        for start in stride(from: 0, to: input.count, by: Self.pieceSize) where self.place != .end {
            try self.takePiece(Array(input[start..<min(start + Self.pieceSize, input.count)]), body)
        }
    }

    private mutating func takePiece(_ input: [UInt8], _ body: ([UInt8]) -> Void) throws(GzipError) {
        self.packed += input.count
        var rest = input
        while !rest.isEmpty, self.place != .end {
            switch self.place {
            case .header: rest = try self.takeHeader(rest)
            case .body: rest = try self.takeBody(rest, body)
            case .trailer: rest = self.takeTrailer(rest)
            case .end: break
            }
        }
    }

    /// Says that the file ends here.
    /// - Throws: ``GzipError/notGzip`` when it was too short to be one.
    package mutating func finish() throws(GzipError) {
        switch self.place {
        case .header where self.members == 0: throw .notGzip
        case .header where !self.held.isEmpty: self.warnings.append("Bytes after the packed file were left out.")
        case .body, .trailer: self.warnings.append("The packed file is cut off; what came before was read.")
        case .header, .end: break
        }
        self.place = .end
    }

    private mutating func takeHeader(_ input: [UInt8]) throws(GzipError) -> [UInt8] {
        self.held += input
        // Tapes and some programs fill up with zeros behind the last member.
        if self.members > 0, self.held.allSatisfy({ $0 == 0 }) {
            self.held = []
            return []
        }
        switch GzipHeader.read(self.held) {
        case .incomplete: return []
        case .done(let header, let end) where self.members < Self.mostMembers:
            if self.members == 0 { self.name = header.name }
            if !header.isChecksumRight { self.warnings.append("The packed file's header is damaged.") }
            let rest = Array(self.held[end...])
            self.held = []
            self.members += 1
            self.memberSize = 0
            self.checksum = RunningChecksum()
            self.inflater.reset()
            self.place = .body
            return rest
        case .done: break
        case .notGzip:
            guard self.members > 0 else { throw .notGzip }
        case .unsupported(let what):
            guard self.members > 0 else { throw .unsupported(what) }
        }
        self.warnings.append("Bytes after the packed file were left out.")
        self.place = .end
        return []
    }

    private mutating func takeBody(_ input: [UInt8], _ body: ([UInt8]) -> Void) throws(GzipError) -> [UInt8] {
        var checksum = self.checksum
        var memberSize = self.memberSize
        let before = self.unpacked - memberSize
        let (limits, packed) = (self.limits, self.packed)
        let outcome = try self.inflater.take(input) { (piece) throws(GzipError) in
            memberSize += piece.count
            if let why = limits.objection(unpacked: before + memberSize, packed: packed) { throw .tooLarge(why) }
            checksum.update(piece)
            body(piece)
        }
        self.checksum = checksum
        self.memberSize = memberSize
        self.unpacked = before + memberSize
        switch outcome {
        case .hungry: return []
        case .ended(let end):
            self.place = .trailer
            return Array(input[end...])
        case .damaged:
            self.warnings.append("The packed file is damaged; what came before was read.")
            self.place = .end
            return []
        }
    }

    private mutating func takeTrailer(_ input: [UInt8]) -> [UInt8] {
        let wanted = 8 - self.held.count
        self.held += input.prefix(wanted)
        guard self.held.count == 8 else { return [] }
        if self.held.littleEndian(at: 0, as: UInt32.self) != self.checksum.value {
            self.warnings.append("The packed file's checksum is wrong; its content may be damaged.")
        } else if self.held.littleEndian(at: 4, as: UInt32.self) != UInt32(truncatingIfNeeded: self.memberSize) {
            self.warnings.append("The packed file states another size than it has.")
        }
        self.held = []
        self.place = .header
        return Array(input.dropFirst(wanted))
    }
}
