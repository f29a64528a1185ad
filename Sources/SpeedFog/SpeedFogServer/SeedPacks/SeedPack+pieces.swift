import Archives
package import NIOCore
import NIOPosix

extension SeedPack {
    /// Opens an archive on a thread that may block.
    package static func open(path: String, configuration: [UInt8]) async throws -> SeedPack {
        try await NIOThreadPool.singleton.runIfActive { try SeedPack(path: path, configuration: configuration) }
    }

    /// The bytes of a range in order, one piece in memory at a time.
    package func pieces(in range: Range<Int64>) -> Pieces {
        Pieces(pack: self, position: range.lowerBound, end: min(range.upperBound, self.length))
    }

    /// Walks over the segments.
    package struct Pieces: Sendable {
        private static let size: Int64 = 64 * 1024

        private let pack: SeedPack
        private var position: Int64
        private let end: Int64
        private var segment = 0
        private var segmentStart: Int64 = 0

        init(pack: SeedPack, position: Int64, end: Int64) {
            self.pack = pack
            self.position = position
            self.end = end
        }

        /// The next piece; nil at the end of the range.
        package mutating func next() async throws -> ByteBuffer? {
            guard self.position < self.end else { return nil }
            while self.position >= self.segmentStart + self.pack.segments[self.segment].length {
                self.segmentStart += self.pack.segments[self.segment].length
                self.segment += 1
            }
            let segment = self.pack.segments[self.segment]
            let offset = self.position - self.segmentStart
            let count = Int(min(Self.size, self.end - self.position, segment.length - offset))
            self.position += Int64(count)
            switch segment {
            case .bytes(let bytes):
                return ByteBuffer(bytes: bytes[Int(offset)..<Int(offset) + count])
            case .file(let range):
                let file = self.pack.file
                return try await NIOThreadPool.singleton.runIfActive {
                    ByteBuffer(bytes: try file.read(at: range.lowerBound + offset, count: count))
                }
            }
        }
    }
}
