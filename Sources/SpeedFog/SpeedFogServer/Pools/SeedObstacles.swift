import SeedGraph

/// What keeps everybody from finishing a seed, as words for the database and for people.
struct SeedObstacles: Equatable, Sendable {
    /// The database takes no more.
    private static let most = 500

    /// One reason each; empty when the seed can be finished.
    let reasons: [String]

    init(of graph: Graph) {
        self.reasons = graph.obstacles.map(\.description)
    }

    /// The graph of a seed that is known already: one that can't be read any more is an obstacle too.
    init(json: String, source: String) {
        do {
            self.reasons = try Graph(json: json.utf8, source: source).obstacles.map(\.description)
        } catch {
            self.reasons = ["\(error)"]
        }
    }

    /// Empty when the seed can be finished.
    var text: String { String(self.reasons.joined(separator: "; ").unicodeScalars.prefix(Self.most)) }

    var warnings: [String] { self.reasons.map { "nobody can finish this seed: \($0)" } }
}
