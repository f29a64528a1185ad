package import SpeedFogProtocol

/// The graph of a seed: places, the gates between them, and the event flags that tell where a runner is.
///
/// Exporters from "3.0" to "4.4" differ in which keys they write, so each key is looked at alone and whatever is
/// missing or odd is left out with a warning. Only a file that cannot be a graph at all is refused.
package struct Graph: Sendable {
    package static let maxBytes = 8 << 20
    package static let maxNodes = 5000
    package static let maxDepth = 64
    package static let maxLayer = 1000
    package static let maxIDLength = 200
    package static let maxEdges = 20_000
    /// Flags of gates: five pages of the game.
    package static let maxFlags = 5000
    package static let maxItems = 500
    /// Zones, exits and entrances of one node each.
    package static let maxParts = 500
    package static let maxTextLength = 300

    /// The name given with the file, for messages.
    package let name: String
    /// The file as it was read, for viewers that may see everything.
    package let rawJSON: String
    package internal(set) var version: String?
    package internal(set) var seed: Int?
    /// The highest layer + 1 where the file does not say.
    package internal(set) var totalLayers = 0
    /// What the file says; 0 when it does not.
    package internal(set) var declaredTotalLayers = 0
    package internal(set) var totalNodes: Int?
    package internal(set) var totalPaths: Int?
    package internal(set) var nodes: [String: Node] = [:]
    /// Ids in the order of the file.
    package internal(set) var nodeOrder: [String] = []
    package internal(set) var edges: [Edge] = []
    package internal(set) var eventMap: [Int: String] = [:]
    package internal(set) var finishEvent: Int?
    package internal(set) var startNode: String?
    /// The flags a mod watches: those of the event map in order, then the finish.
    package internal(set) var eventIDs: [Int] = []
    package internal(set) var carePackage: [CareItem] = []
    package internal(set) var deathFlags: [String: [Int]] = [:]
    package internal(set) var itemsSpawnedFlag: Int?
    /// What was left out or guessed, in words; bounded.
    package internal(set) var warnings: [String] = []

    private var successorsByNode: [String: [String]] = [:]
    private var predecessorsByNode: [String: [String]] = [:]
    private var nodesByZone: [String: [String]] = [:]

    /// Reads a graph file.
    package init(json: some Collection<UInt8>, source name: String) throws(GraphError) {
        guard json.count <= Self.maxBytes else { throw GraphError(file: name, reason: .tooLarge(bytes: json.count)) }
        var bytes = Array(json)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        self.name = name
        self.rawJSON = String(decoding: bytes, as: UTF8.self)
        var reader = GraphReader(file: name)
        try reader.read(bytes, into: &self)
        self.index()
    }

    /// Ashes of War the mod gives out itself; the game cannot do it at the start of a run.
    package var spawnItems: [SpawnItem] {
        self.carePackage.filter { $0.type == 4 && 1...Wire.maxFlag ~= $0.id }.map { SpawnItem(id: $0.id) }
    }

    /// The layer of a node; 0 when it is unknown.
    package func layer(of node: String) -> Int { self.nodes[node]?.layer ?? 0 }

    /// The tier of a node, when the file gives one.
    package func tier(of node: String) -> Int? { self.nodes[node]?.tier }

    /// The name to show for a node; the id itself when there is none.
    package func displayName(of node: String) -> String { self.nodes[node]?.displayName ?? node }

    /// The node a raised event flag means.
    package func node(forFlag flag: Int) -> String? { self.eventMap[flag] }

    /// The nodes an edge of this one leads to.
    package func successors(of node: String) -> [String] { self.successorsByNode[node] ?? [] }

    /// The nodes an edge leads here from.
    package func predecessors(of node: String) -> [String] { self.predecessorsByNode[node] ?? [] }

    /// The nodes next to this one in either direction.
    package func neighbours(of node: String) -> [String] { self.predecessors(of: node) + self.successors(of: node) }

    /// The nodes that a zone is part of, in the order of the file.
    package func nodes(containingZone zone: String) -> [String] { self.nodesByZone[zone] ?? [] }

    private mutating func index() {
        for edge in self.edges {
            self.successorsByNode[edge.from, default: []].append(edge.to)
            self.predecessorsByNode[edge.to, default: []].append(edge.from)
        }
        for id in self.nodeOrder {
            for zone in self.nodes[id]?.zones ?? [] where self.nodesByZone[zone]?.last != id {
                self.nodesByZone[zone, default: []].append(id)
            }
        }
    }
}
