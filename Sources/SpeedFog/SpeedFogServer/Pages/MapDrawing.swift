import RaceRules
import SeedGraph

/// The map as lines and signs to draw (`map/_svg`), with only what its viewer may see.
struct MapDrawing: Sendable {
    struct Node: Sendable {
        let id: String
        let type: String
        let typeLabel: String
        let shape: String
        let layer: Int
        let x: String
        let y: String
        /// False for a node of which only the place is known.
        let known: Bool
        let faint: Bool
        let name: String
        let labelText: String
        let labelAbove: Bool
        let hasTier: Bool
        let tier: String
        let hasBoss: Bool
        let boss: String
        let spoken: String
    }

    struct Edge: Sendable {
        let from: String
        let to: String
        let points: String
        let faint: Bool
    }

    let audience: String
    let totalLayers: Int
    let width: String
    let height: String
    let label: String
    let edges: [Edge]
    let nodes: [Node]

    /// Nil when the viewer sees no map.
    init?(_ sight: MapSight) {
        switch sight {
        case .none: return nil
        case .whole(let graph):
            self.init(graph, isWhole: true) { placed in
                graph.nodes[placed.id].map { Node(placed, $0) }
            } edge: {
                ($0.from, $0.to, false)
            }
        case .part(let seen, let graph):
            self.init(graph, isWhole: false) { placed in
                switch seen.places[placed.id] {
                case .discovered: graph.nodes[placed.id].map { Node(placed, $0) }
                case .hidden: seen.shownID[placed.id].map { Node(stub: placed, id: $0) }
                case nil: nil
                }
            } edge: { edge in
                let isFaint = seen.places[edge.from] != .discovered || seen.places[edge.to] != .discovered
                guard let from = seen.shownID[edge.from], let to = seen.shownID[edge.to],
                    seen.edges.contains(SeedGraph.Edge(from: from, to: to))
                else { return nil }
                return (from, to, isFaint)
            }
        }
    }

    private init(
        _ graph: Graph,
        isWhole: Bool,
        node: (MapLayout.Placed) -> Node?,
        edge: (MapLayout.PlacedEdge) -> (from: String, to: String, faint: Bool)?
    ) {
        let layout = MapLayout(graph)
        self.audience = isWhole ? "full" : "run"
        self.totalLayers = graph.totalLayers
        self.width = Self.text(layout.width)
        self.height = Self.text(layout.height)
        self.edges = layout.edges.compactMap { placed in
            guard let shown = edge(placed) else { return nil }
            let points = placed.points.map { "\(Self.text($0.x)),\(Self.text($0.y))" }.joined(separator: " ")
            return Edge(from: shown.from, to: shown.to, points: points, faint: shown.faint)
        }
        self.nodes = layout.nodes.compactMap(node)
        let gates = TimeText.counted(self.nodes.count, "place", "places")
        self.label = "Map with \(gates), from the start on the left to the last boss on the right"
    }

    /// At most one decimal, without `String(format:)`, which would pull in all of ICU.
    static func text(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let size = abs(tenths)
        return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
    }
}

extension MapDrawing.Node {
    fileprivate init(_ placed: MapLayout.Placed, _ node: SeedGraph.Node) {
        let type = node.type?.rawValue ?? "unknown"
        let typeLabel = node.type?.label ?? "Place"
        let tier = node.tier.map { "\($0)" }
        let bosses = node.randomizedBosses.isEmpty ? node.bossName.map { [$0] } ?? [] : node.randomizedBosses
        self.init(
            id: placed.id,
            type: type,
            typeLabel: typeLabel,
            shape: type,
            layer: placed.layer,
            x: MapDrawing.text(placed.x),
            y: MapDrawing.text(placed.y),
            known: true,
            faint: false,
            name: node.displayName,
            labelText: placed.label,
            labelAbove: placed.labelAbove,
            hasTier: tier != nil,
            tier: tier ?? "",
            hasBoss: !bosses.isEmpty,
            boss: bosses.joined(separator: ", "),
            spoken: "\(node.displayName), \(typeLabel), layer \(placed.layer + 1)" + (tier.map { ", tier \($0)" } ?? "")
        )
    }

    fileprivate init(stub placed: MapLayout.Placed, id: String) {
        self.init(
            id: id,
            type: "",
            typeLabel: "",
            shape: "unknown",
            layer: placed.layer,
            x: MapDrawing.text(placed.x),
            y: MapDrawing.text(placed.y),
            known: false,
            faint: true,
            name: "",
            labelText: "",
            labelAbove: false,
            hasTier: false,
            tier: "",
            hasBoss: false,
            boss: "",
            spoken: "Not discovered yet, layer \(placed.layer + 1)"
        )
    }
}

extension NodeType {
    /// The kind of place in words, as the legend has it.
    var label: String {
        switch self {
        case .start: "Start"
        case .miniDungeon: "Small dungeon"
        case .bossArena: "Boss arena"
        case .majorBoss: "Major boss"
        case .legacyDungeon: "Legacy dungeon"
        case .finalBoss: "Last boss"
        }
    }
}
