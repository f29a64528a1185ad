/// The bytes of one file, read without copying: the only place of the decoder that touches raw memory.
///
/// Bounds: every read names its offset and its width, and `covers` holds for it or the process stops; nothing outside
/// of the buffer is ever read. Callers never come that far: the scanner hands out a message only after it has checked
/// that the whole message lies in the file, and a definition places its fields inside of its message by construction
/// (offsets are running sums of the field sizes, the message's size is their total).
/// The buffer is valid only inside of ``withBytes(of:_:)``, which nothing of this type outlives.
struct FITBytes {
    private let base: UnsafeRawBufferPointer

    var count: Int { self.base.count }

    /// Lends the memory of `array` to `body`.
    static func withBytes<Result>(of array: [UInt8], _ body: (FITBytes) -> Result) -> Result {
        array.withUnsafeBytes { body(FITBytes(base: $0)) }
    }

    @inline(__always)
    private func covers(_ offset: Int, _ width: Int) -> Bool {
        // `count - width` cannot overflow: both are far below Int.max and not negative.
        offset >= 0 && offset <= self.base.count - width
    }

    @inline(__always)
    func load<Number: FixedWidthInteger & BitwiseCopyable>(
        _: Number.Type,
        at offset: Int,
        bigEndian: Bool = false
    ) -> Number {
        precondition(self.covers(offset, MemoryLayout<Number>.size))
        let number = self.base.loadUnaligned(fromByteOffset: offset, as: Number.self)
        return bigEndian ? Number(bigEndian: number) : Number(littleEndian: number)
    }

    @inline(__always)
    subscript(offset: Int) -> UInt8 { self.load(UInt8.self, at: offset) }

    /// A copy of `size` bytes.
    func array(at offset: Int, size: Int) -> [UInt8] {
        precondition(size >= 0 && self.covers(offset, size))
        return Array(self.base[offset..<offset + size])
    }

    /// One value of any type but text, as a number; nil when it is the type's invalid value, not finite or absurd.
    @inline(__always)
    func number(_ type: FITBaseType, at offset: Int, bigEndian: Bool) -> Double? {
        switch type {
        case .uint8, .enumeration, .byte:
            let value = self.load(UInt8.self, at: offset)
            return value == .max ? nil : Double(value)
        case .uint16:
            let value = self.load(UInt16.self, at: offset, bigEndian: bigEndian)
            return value == .max ? nil : Double(value)
        case .uint32:
            let value = self.load(UInt32.self, at: offset, bigEndian: bigEndian)
            return value == .max ? nil : Double(value)
        case .sint8:
            let value = self.load(Int8.self, at: offset)
            return value == .max ? nil : Double(value)
        case .sint16:
            let value = self.load(Int16.self, at: offset, bigEndian: bigEndian)
            return value == .max ? nil : Double(value)
        case .sint32:
            let value = self.load(Int32.self, at: offset, bigEndian: bigEndian)
            return value == .max ? nil : Double(value)
        default: return self.rareNumber(type, at: offset, bigEndian: bigEndian)
        }
    }

    private func rareNumber(_ type: FITBaseType, at offset: Int, bigEndian: Bool) -> Double? {
        switch type {
        case .float32:
            let value = Float(bitPattern: self.load(UInt32.self, at: offset, bigEndian: bigEndian))
            return Self.plausible(Double(value))
        case .float64:
            let value = Double(bitPattern: self.load(UInt64.self, at: offset, bigEndian: bigEndian))
            return Self.plausible(value)
        case .sint64, .uint64, .uint64z, .uint8z, .uint16z, .uint32z:
            return self.integer(type, at: offset, bigEndian: bigEndian).flatMap { Self.plausible(Double($0)) }
        default: return nil
        }
    }

    /// Nothing that a watch states comes near 2^50; below it every sum and every conversion to `Int` is safe.
    private static func plausible(_ value: Double) -> Double? {
        abs(value) <= 0x1p50 ? value : nil
    }

    /// One value of a whole-number type; nil when it is the type's invalid value, or beyond `Int`.
    func integer(_ type: FITBaseType, at offset: Int, bigEndian: Bool) -> Int? {
        switch type {
        case .uint8z:
            let value = self.load(UInt8.self, at: offset)
            return value == 0 ? nil : Int(value)
        case .uint16z:
            let value = self.load(UInt16.self, at: offset, bigEndian: bigEndian)
            return value == 0 ? nil : Int(value)
        case .uint32z:
            let value = self.load(UInt32.self, at: offset, bigEndian: bigEndian)
            return value == 0 ? nil : Int(value)
        case .sint64:
            let value = self.load(Int64.self, at: offset, bigEndian: bigEndian)
            return value == .max ? nil : Int(exactly: value)
        case .uint64:
            let value = self.load(UInt64.self, at: offset, bigEndian: bigEndian)
            return value == .max ? nil : Int(exactly: value)
        case .uint64z:
            let value = self.load(UInt64.self, at: offset, bigEndian: bigEndian)
            return value == 0 ? nil : Int(exactly: value)
        case .string, .float32, .float64: return nil
        default:
            // Up to 32 bits a Double is exact.
            return self.number(type, at: offset, bigEndian: bigEndian).map { Int($0) }
        }
    }
}
