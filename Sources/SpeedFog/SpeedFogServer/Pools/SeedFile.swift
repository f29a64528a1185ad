import Archives
import SeedGraph

/// A seed as its archive holds it.
package struct SeedFile: Sendable, Equatable {
    static let maximumGraph = 16 * 1024 * 1024
    static let maximumEntries: UInt64 = 200_000

    /// Twelve hexadecimal digits as a rule; it names the archive.
    package let number: String
    package let path: String
    package let graphJSON: String
    package let totalLayers: Int
    let obstacles: SeedObstacles
    /// What is odd about it, but does not keep it from being played.
    package let warnings: [String]

    /// Reads an archive; blocks.
    package init(path: String, number: String) throws {
        guard PoolFile.isName(number), number.utf8.count <= 50 else { throw ZipError.unsafeName("seed_\(number).zip") }
        let reader = try ZipReader(path: path)
        guard reader.tail.entryCount <= Self.maximumEntries else {
            throw ZipError.tooLarge("it has \(reader.tail.entryCount) entries")
        }
        var found: [ZipEntry] = []
        try reader.forEachEntry { (entry) throws(ZipError) in
            guard entry.isSafe else { throw .unsafeName(entry.name) }
            let parts = entry.name.split(separator: "/", omittingEmptySubsequences: false)
            if parts.last == "graph.json", parts.count <= 2 { found.append(entry) }
        }
        guard let entry = found.first(where: { $0.name == "graph.json" }) ?? found.first else {
            throw ZipError.damaged("it holds no graph.json at the top or one folder deep")
        }
        guard entry.name == "graph.json" || found.count == 1 else {
            throw ZipError.damaged("it holds \(found.count) graph.json files")
        }
        let bytes = try reader.contents(of: entry, limit: Self.maximumGraph)
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw ZipError.damaged("graph.json is not UTF-8 text")
        }
        let graph = try Graph(json: bytes, source: entry.name)
        let obstacles = SeedObstacles(of: graph)
        var warnings = graph.warnings + obstacles.warnings
        if graph.totalLayers == 0 { warnings.append("total_layers is missing or 0") }
        self.number = number
        self.path = path
        self.graphJSON = text
        self.totalLayers = max(0, graph.totalLayers)
        self.obstacles = obstacles
        self.warnings = warnings
    }
}
