import SpeedFogProtocol

/// Turns the JSON of a graph file into a `Graph`, collecting warnings instead of failing where that is possible.
struct GraphReader {
    private let file: String
    var warnings: [String] = []
    private var unsaid = 0

    init(file: String) {
        self.file = file
    }

    mutating func read(_ bytes: [UInt8], into graph: inout Graph) throws(GraphError) {
        let root = try self.root(bytes)
        graph.version = root["version"]?.string
        graph.seed = root["seed"]?.whole
        graph.totalNodes = self.count(root, "total_nodes")
        graph.totalPaths = self.count(root, "total_paths")
        try self.readNodes(root, into: &graph)
        self.readEdges(root, into: &graph)
        self.readLayers(root, into: &graph)
        self.readFlags(root, into: &graph)
        graph.carePackage = self.carePackage(root)
        graph.startNode = try self.start(root, graph)
        graph.warnings = self.warnings
        if self.unsaid > 0 { graph.warnings.append("… and \(self.unsaid) more") }
    }

    mutating func warn(_ words: String) {
        if self.warnings.count < 100 { self.warnings.append(words) } else { self.unsaid += 1 }
    }

    private func root(_ bytes: [UInt8]) throws(GraphError) -> JSONObject {
        let value: JSON
        do {
            // Half a surrogate pair would be another text for each program that reads the file.
            let rules = JSONRules(maxDepth: Graph.maxDepth, strict: false, repairsSurrogates: false)
            value = try JSON(parsing: bytes, rules: rules)
        } catch {
            switch error {
            case .syntax(let offset): throw GraphError(file: self.file, reason: .notJSON(offset: offset))
            case .halfSurrogate(let offset): throw GraphError(file: self.file, reason: .halfSurrogate(offset: offset))
            case .tooDeep: throw GraphError(file: self.file, reason: .tooDeep)
            }
        }
        guard let root = value.object else { throw GraphError(file: self.file, reason: .notObject) }
        return root
    }

    // MARK: Layers

    private mutating func readLayers(_ root: JSONObject, into graph: inout Graph) {
        let needed = (graph.nodes.values.map(\.layer).max() ?? 0) + 1
        let declared = root["total_layers"]?.whole.flatMap { 1...(Graph.maxLayer + 1) ~= $0 ? $0 : nil }
        graph.declaredTotalLayers = declared ?? 0
        graph.totalLayers = declared ?? needed
        if declared == nil {
            self.warn("total_layers is missing or not a number of layers; using \(needed), one more than the highest")
        } else if declared != needed {
            self.warn("total_layers is \(graph.totalLayers), but the highest layer is \(needed - 1)")
        }
    }

    // MARK: Start

    private mutating func start(_ root: JSONObject, _ graph: Graph) throws(GraphError) -> String {
        let starts = graph.nodeOrder.filter { graph.nodes[$0]?.type == .start }
        if starts.count > 1 { self.warn("there are \(starts.count) start nodes; the first counts") }
        if let first = starts.first { return first }
        if let legacy = root["start_node"]?.string, graph.nodes[legacy] != nil { return legacy }
        let entered = Set(graph.edges.map(\.to))
        let open = graph.nodeOrder.filter { !entered.contains($0) }
        // `min` keeps the first of equals, so the order of the file decides.
        guard let guess = open.min(by: { graph.layer(of: $0) < graph.layer(of: $1) }) else {
            throw GraphError(file: self.file, reason: .noStart)
        }
        self.warn("no node is the start; taking \(guess.shortened), the lowest that nothing leads to")
        return guess
    }

    // MARK: Items

    private mutating func carePackage(_ root: JSONObject) -> [CareItem] {
        var items: [CareItem] = []
        for element in self.array(root, "care_package", most: Graph.maxItems) {
            guard let item = element.object, let type = item["type"]?.whole, let id = item["id"]?.whole else {
                self.warn("care_package has an item without type or id; it is left out")
                continue
            }
            items.append(CareItem(type: type, id: id, name: self.words(item["name"]) ?? ""))
        }
        return items
    }

    // MARK: Members of any type

    private func count(_ root: JSONObject, _ key: String) -> Int? {
        root[key]?.whole.flatMap { 0...Int(Int32.max) ~= $0 ? $0 : nil }
    }

    mutating func object(_ parent: JSONObject, _ key: String) -> JSONObject {
        guard let value = parent[key], !value.isNull else { return JSONObject() }
        if let object = value.object { return object }
        self.warn("\(key) is not an object; it is left out")
        return JSONObject()
    }

    /// - Parameter most: the elements that are read; whoever sends a list on must not send megabytes.
    mutating func array(_ parent: JSONObject, _ key: String, most: Int) -> ArraySlice<JSON> {
        guard let value = parent[key], !value.isNull else { return [] }
        guard let array = value.array else {
            self.warn("\(key) is not a list; it is left out")
            return []
        }
        if array.count > most { self.warn("\(key) has \(array.count) elements; those after \(most) are left out") }
        return array.prefix(most)
    }
}
