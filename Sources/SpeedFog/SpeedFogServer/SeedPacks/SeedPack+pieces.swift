package import NIOCore
import NIOPosix

extension SeedPack {
    static let chunk: Int64 = 64 * 1024

    /// Opens an archive on a thread that may block.
    package static func open(path: String, configuration: [UInt8]) async throws -> SeedPack {
        try await NIOThreadPool.singleton.runIfActive { try SeedPack(path: path, configuration: configuration) }
    }

    /// Hands over the bytes of a range in order, one piece in memory at a time.
    package func forEachPiece(
        in range: Range<Int64>,
        _ body: (ByteBuffer) async throws -> Void
    ) async throws {
        var start: Int64 = 0
        for segment in self.segments {
            let end = start + segment.length
            defer { start = end }
            var position = max(start, range.lowerBound)
            let stop = min(end, range.upperBound)
            while position < stop {
                let count = min(Self.chunk, stop - position)
                let piece = try await self.piece(of: segment, at: position - start, count: Int(count))
                try await body(piece)
                position += count
            }
        }
    }

    private func piece(of segment: Segment, at offset: Int64, count: Int) async throws -> ByteBuffer {
        switch segment {
        case .bytes(let bytes):
            return ByteBuffer(bytes: bytes[Int(offset)..<Int(offset) + count])
        case .file(let range):
            let file = self.file
            return try await NIOThreadPool.singleton.runIfActive {
                ByteBuffer(bytes: try file.read(at: range.lowerBound + offset, count: count))
            }
        }
    }
}
