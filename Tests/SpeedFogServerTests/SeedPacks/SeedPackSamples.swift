import Archives
import FileTesting
import NIOCore

@testable import SpeedFogServer

extension SeedPack {
    /// The bytes of a range, all in memory.
    func bytes(_ range: Range<Int64>? = nil) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        var pieces = self.pieces(in: range ?? 0..<self.length)
        while let piece = try await pieces.next() { bytes += Array(buffer: piece) }
        return bytes
    }
}

extension ZipWriter {
    /// An archive as a generated seed has it, small.
    static func seed(top: String = "speedfog_0123456789ab/", graph: String = SampleGraph.json) -> ZipWriter {
        var zip = ZipWriter()
        zip.add("\(top)graph.json", Array(graph.utf8))
        zip.add("\(top)mods/regulation.bin", (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
        return zip
    }
}

/// The least graph that is one.
enum SampleGraph {
    static let json = """
        {"version":"4.2","total_layers":2,"nodes":{"a":{"type":"start","layer":0},"b":{"type":"final_boss","layer":1}},
        "edges":[{"from":"a","to":"b"}],"event_map":{"1040292800":"b"},"finish_event":1040292801}
        """

    /// Nobody can finish it.
    static let withoutFlags = """
        {"version":"3.0","total_layers":2,"nodes":{"a":{"type":"start","layer":0},"b":{"type":"final_boss","layer":1}},
        "edges":[{"from":"a","to":"b"}]}
        """
}
