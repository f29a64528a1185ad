extension ZipReader {
    /// Unpacks one entry, a piece of at most 64 KiB at a time, and checks its size and checksum at the end.
    ///
    /// What `body` was given before an error came is not to be trusted.
    /// - Throws: ``ZipError`` when it is encrypted, packed in an unknown way, damaged, or larger than `limits` allow.
    package func forEachPiece(
        of entry: ZipEntry,
        limits: UnpackLimits = .file,
        _ body: ([UInt8]) throws(ZipError) -> Void
    ) throws(ZipError) {
        if let problem = entry.problem { throw problem }
        // What the directory states is refused before anything is read; what comes out is counted again.
        if let why = limits.objection(unpacked: Int(clamping: entry.size), packed: Int(clamping: entry.compressedSize))
        {
            throw .tooLarge("\(entry.name): \(why)")
        }
        let start = try self.contentStart(of: entry)
        var checksum = RunningChecksum()
        var size: UInt64 = 0
        func give(_ piece: [UInt8]) throws(ZipError) {
            size += UInt64(piece.count)
            guard size <= entry.size else {
                throw .damaged("\(entry.name) unpacks to more than the size it states")
            }
            checksum.update(piece)
            try body(piece)
        }
        if entry.method == 0 {
            guard entry.compressedSize == entry.size else { throw .damaged("\(entry.name) states two sizes") }
            try self.forEachPackedPiece(of: entry, from: start) { (piece) throws(ZipError) in
                try give(piece)
                return true
            }
        } else {
            try self.inflate(entry, from: start, give)
        }
        guard size == entry.size else { throw .damaged("\(entry.name) does not unpack to the size it states") }
        guard checksum.value == entry.crc else { throw .damaged("the checksum of \(entry.name) is wrong") }
    }

    private func inflate(
        _ entry: ZipEntry,
        from start: Int64,
        _ give: ([UInt8]) throws(ZipError) -> Void
    ) throws(ZipError) {
        guard var inflater = Inflater() else { throw .unreadable("there is no memory to unpack it") }
        var outcome = Inflater.Outcome.hungry
        try self.forEachPackedPiece(of: entry, from: start) { (piece) throws(ZipError) in
            outcome = try inflater.take(piece, give)
            return outcome == .hungry
        }
        switch outcome {
        case .ended: return
        case .hungry: throw .damaged("\(entry.name) is cut off")
        case .damaged: throw .damaged("the packed bytes of \(entry.name) are broken")
        }
    }

    /// The bytes of an entry as they lie in the file, until `body` wants no more.
    private func forEachPackedPiece(
        of entry: ZipEntry,
        from start: Int64,
        _ body: ([UInt8]) throws(ZipError) -> Bool
    ) throws(ZipError) {
        guard let packed = Int64(exactly: entry.compressedSize), packed <= self.file.size - start else {
            throw .damaged("\(entry.name) lies past its end")
        }
        var position: Int64 = 0
        while position < packed {
            let count = Int(min(Int64(Self.chunk), packed - position))
            guard try body(self.file.read(at: start + position, count: count)) else { return }
            position += Int64(count)
        }
    }

    /// Where an entry's bytes begin: its own header tells, since the one in the directory has other extra fields.
    func contentStart(of entry: ZipEntry) throws(ZipError) -> Int64 {
        guard let offset = Int64(exactly: entry.headerOffset), offset <= self.file.size - self.tail.prefix else {
            throw .damaged("\(entry.name) lies past its end")
        }
        let start = offset + self.tail.prefix
        let header = try self.file.read(at: start, count: 30)
        guard header.littleEndian(at: 0, as: UInt32.self) == 0x0403_4B50 else {
            throw .damaged("\(entry.name) has no header")
        }
        let nameSize = Int64(header.littleEndian(at: 26, as: UInt16.self))
        let extraSize = Int64(header.littleEndian(at: 28, as: UInt16.self))
        return start + 30 + nameSize + extraSize
    }
}
