import Archives
import Foundation
import NIOCore

@testable import SpeedFogServer

/// A folder of a test's own, removed when the test ends.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(component: "startline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        self.path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    /// Writes a file, with the folders above it.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = URL(fileURLWithPath: self.path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try self.write(name, Array(text.utf8))
    }
}

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
}
