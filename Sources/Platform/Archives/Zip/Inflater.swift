import CZlib

/// A raw deflate stream that is unpacked as it comes in, a piece at a time.
struct Inflater: ~Copyable {
    enum Outcome: Equatable {
        /// All input is used and the stream goes on.
        case hungry
        /// The stream ended; input from this index on belongs to what follows it.
        case ended(at: Int)
        /// These bytes are no deflate stream.
        case damaged
    }

    private static let pieceSize = 64 * 1024

    /// zlib keeps a pointer to the stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Nil when there is no memory.
    init?() {
        self.stream = .allocate(capacity: 1)
        self.stream.initialize(to: z_stream())
        // Negative window bits: no zlib header.
        guard inflateInit2_(self.stream, -15, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            self.stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(self.stream)
        self.stream.deallocate()
    }

    /// Forgets the stream, so that another may begin.
    mutating func reset() {
        inflateReset(self.stream)
    }

    /// Unpacks `input` from `start` on; `body` gets pieces of at most 64 KiB.
    mutating func take<Failure: Error>(
        _ input: [UInt8],
        from start: Int = 0,
        _ body: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) -> Outcome {
        var position = start
        while true {
            let (piece, used, status) = self.step(input, position)
            position += used
            if !piece.isEmpty { try body(piece) }
            switch status {
            case Z_STREAM_END: return .ended(at: position)
            case Z_OK, Z_BUF_ERROR:
                // A piece that is not full says that zlib has nothing more to give for this input.
                if piece.count < Self.pieceSize {
                    return position == input.count ? .hungry : .damaged
                }
            default: return .damaged
            }
        }
    }

    private mutating func step(_ input: [UInt8], _ position: Int) -> (piece: [UInt8], used: Int, status: Int32) {
        let stream = self.stream
        var status = Z_OK
        var used = 0
        let piece = input.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { target, filled in
                let count = min(source.count - position, Int(Int32.max))
                // zlib's pointer is not const, yet it never writes to its input.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress?.advanced(by: position))
                stream.pointee.avail_in = uInt(count)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = uInt(Self.pieceSize)
                status = inflate(stream, Z_NO_FLUSH)
                used = count - Int(stream.pointee.avail_in)
                filled = Self.pieceSize - Int(stream.pointee.avail_out)
            }
        }
        return (piece, used, status)
    }
}

/// A CRC-32 that grows with the bytes it is given.
package struct RunningChecksum: Sendable {
    package private(set) var value: UInt32 = 0

    package init() {}

    package mutating func update(_ bytes: [UInt8]) {
        // Empty arrays have no address, and to zlib none means: begin again.
        guard !bytes.isEmpty else { return }
        self.value = UInt32(truncatingIfNeeded: crc32_z(uLong(self.value), bytes, bytes.count))
    }
}
