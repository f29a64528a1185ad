import CZlib

/// Raw deflate streams and checksums as zip archives use them.
package enum Deflate {
    package static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.isEmpty ? 0 : UInt32(truncatingIfNeeded: crc32_z(0, bytes, bytes.count))
    }

    /// The other checksum of zlib (RFC 1950); beside ``checksum(_:)`` it makes chance hits hopeless.
    package static func adler(_ bytes: [UInt8]) -> UInt32 {
        guard !bytes.isEmpty else { return 1 }
        return UInt32(truncatingIfNeeded: adler32_z(1, bytes, bytes.count))
    }

    static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let version = zlibVersion()
        let size = Int32(MemoryLayout<z_stream>.size)
        // Negative window bits: no zlib header, as zip wants it. With these constants only memory can run out.
        guard deflateInit2_(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, version, size) == Z_OK else {
            return []
        }
        defer { deflateEnd(&stream) }
        var input = bytes
        let capacity = Int(deflateBound(&stream, uLong(bytes.count)))
        return input.withUnsafeMutableBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: capacity) { target, filled in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(capacity)
                _ = deflate(&stream, Z_FINISH)
                filled = capacity - Int(stream.avail_out)
            }
        }
    }

    /// Unpacks into exactly `size` bytes; a stream that would give more is damaged.
    static func unpacked(_ bytes: [UInt8], size: Int, name: String) throws(ZipError) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, -15, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .unreadable("there is no memory to unpack it")
        }
        defer { inflateEnd(&stream) }
        var input = bytes
        var outcome = Z_OK
        let capacity = size + 1
        let result = input.withUnsafeMutableBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: capacity) { target, filled in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(capacity)
                outcome = inflate(&stream, Z_FINISH)
                filled = capacity - Int(stream.avail_out)
            }
        }
        guard outcome == Z_STREAM_END, result.count == size else {
            throw .damaged("\(name) does not unpack to the size it states")
        }
        return result
    }
}
