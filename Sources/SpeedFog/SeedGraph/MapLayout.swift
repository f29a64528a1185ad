/// Places the nodes and edges of a graph on a map, in points, the first layer on the left.
package struct MapLayout: Equatable, Sendable {
    /// How a node is drawn.
    package enum Shape: String, Sendable {
        /// A disc with a triangle cut out: the start.
        case play
        /// A disc with a square cut out: the end.
        case stop
        case disc
        case ring
        case diamond
        /// A ring around a disc of half its radius.
        case target
    }

    /// A node on the map.
    package struct Placed: Equatable, Sendable {
        package var id: String
        package var x: Double
        package var y: Double
        package var label: String
        /// The label stands above to the right instead of below to the left.
        package var labelAbove: Bool
        package var radius: Double
        package var shape: Shape
        package var layer: Int
    }

    /// A point on the map.
    package struct Point: Equatable, Sendable {
        package var x: Double
        package var y: Double

        package init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// An edge on the map.
    package struct PlacedEdge: Equatable, Sendable {
        package var from: String
        package var to: String
        package var points: [Point]
    }

    package static let padding = 90.0
    package static let layerDistance = 100.0
    package static let nodeDistance = 80.0

    /// In the order of the file; nodes without a known type are not on the map.
    package let nodes: [Placed]
    package let edges: [PlacedEdge]
    package let width: Double
    package let height: Double

    package init(_ graph: Graph) {
        let shown = graph.nodeOrder.compactMap { graph.nodes[$0] }.filter { $0.type != nil }
        let columns = Columns(shown, graph: graph)
        let heights = columns.heights()
        let top = heights.values.min() ?? 0
        let bottom = heights.values.max() ?? 0
        let uppermost = columns.uppermost(heights)
        self.nodes = shown.compactMap { node in
            guard let type = node.type, let y = heights[node.id] else { return nil }
            return Placed(
                id: node.id,
                x: Self.padding + Self.layerDistance * Double(node.layer),
                y: y - top + Self.padding,
                label: Self.label(node.displayName),
                labelAbove: uppermost.contains(node.id),
                radius: type.radius,
                shape: type.shape,
                layer: node.layer
            )
        }
        self.width = (self.nodes.map(\.x).max() ?? 0) + Self.padding
        self.height = bottom - top + 2 * Self.padding
        let places = Dictionary(self.nodes.map { ($0.id, Point(x: $0.x, y: $0.y)) }, uniquingKeysWith: { $1 })
        self.edges = graph.edges.compactMap { edge in
            guard let from = places[edge.from], let to = places[edge.to] else { return nil }
            return PlacedEdge(from: edge.from, to: edge.to, points: Self.line(from: from, to: to))
        }
    }

    /// Level, then a 45° diagonal, then level again; one straight line where there is no room for that.
    package static func line(from start: Point, to end: Point) -> [Point] {
        let dx = end.x - start.x
        let dy = end.y - start.y
        let rise = abs(dy)
        guard rise >= 0.5, rise < dx else { return [start, end] }
        let level = min(dx * 0.35, dx - rise)
        let turns = [Point(x: start.x + level, y: start.y), Point(x: start.x + level + rise, y: end.y)]
        return [start] + turns + (level + rise < dx ? [end] : [])
    }

    private static func label(_ name: String) -> String {
        let part = ZoneView.lastPart(name)
        return part.count > 15 ? "\(part.prefix(14))…" : part
    }
}

extension NodeType {
    fileprivate var radius: Double {
        switch self {
        case .start, .finalBoss, .legacyDungeon: 10
        case .majorBoss: 9
        case .bossArena: 7
        case .miniDungeon: 5
        }
    }

    fileprivate var shape: MapLayout.Shape {
        switch self {
        case .start: .play
        case .finalBoss: .stop
        case .legacyDungeon: .target
        case .majorBoss: .diamond
        case .bossArena: .ring
        case .miniDungeon: .disc
        }
    }
}

/// The nodes of each layer from left to right, and how high they come to lie.
private struct Columns {
    private let columns: [[String]]
    private let graph: Graph

    init(_ nodes: [Node], graph: Graph) {
        let layers = Dictionary(grouping: nodes, by: \.layer)
        self.columns = layers.keys.sorted().compactMap { layers[$0]?.map(\.id) }
        self.graph = graph
    }

    /// Left to right each column follows its parents, then right to left all but the last follow their children.
    func heights() -> [String: Double] {
        var heights: [String: Double] = [:]
        for (index, column) in self.columns.enumerated() {
            Self.place(column, &heights) { node, heights in
                index == 0 ? 0 : Self.mean(self.graph.predecessors(of: node), heights) ?? 0
            }
        }
        for column in self.columns.dropLast().reversed() {
            Self.place(column, &heights) { node, heights in
                Self.mean(self.graph.successors(of: node), heights) ?? heights[node] ?? 0
            }
        }
        return heights
    }

    /// The topmost node of each column that has others below it.
    func uppermost(_ heights: [String: Double]) -> Set<String> {
        Set(
            self.columns.filter { $0.count > 1 }.compactMap {
                $0.min { heights[$0, default: 0] < heights[$1, default: 0] }
            }
        )
    }

    /// Puts the nodes at equal distances in the order of what they wish, the column centred on the mean wish.
    private static func place(
        _ column: [String],
        _ heights: inout [String: Double],
        wish: (String, [String: Double]) -> Double
    ) {
        let wishes = column.map { wish($0, heights) }
        let order = column.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
        let centre = wishes.reduce(0, +) / Double(column.count)
        for (place, index) in order.enumerated() {
            let offset = Double(place) - Double(column.count - 1) / 2
            heights[column[index]] = centre + offset * MapLayout.nodeDistance
        }
    }

    private static func mean(_ nodes: [String], _ heights: [String: Double]) -> Double? {
        let known = nodes.compactMap { heights[$0] }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
}
