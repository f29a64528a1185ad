/// The race as its clients see it.
package struct RaceInfo: Equatable, Sendable {
    package var id: String
    package var name: String
    package var status: RaceStatus
    /// ISO-8601 with offset.
    package var startedAt: String?
    /// ISO-8601 with offset.
    package var seedsReleasedAt: String?

    package init(
        id: String,
        name: String,
        status: RaceStatus,
        startedAt: String? = nil,
        seedsReleasedAt: String? = nil
    ) {
        self.id = id
        self.name = name
        self.status = status
        self.startedAt = startedAt
        self.seedsReleasedAt = seedsReleasedAt
    }

    func append(to text: inout JSONText) {
        text.append(raw: "{")
        text.member("id", self.id, first: true)
        text.member("name", self.name)
        text.member("status", self.status.rawValue)
        text.member("started_at", self.startedAt)
        text.member("seeds_released_at", self.seedsReleasedAt)
        text.append(raw: "}")
    }
}

/// An item the mod gives the runner at the start.
package struct SpawnItem: Equatable, Sendable {
    package var id: Int
    package var quantity: Int

    package init(id: Int, quantity: Int = 1) {
        self.id = id
        self.quantity = quantity
    }
}

/// The seed of a race: flags and items for mods, the graph for viewers.
package struct SeedInfo: Equatable, Sendable {
    package var seedID: String?
    package var totalLayers: Int
    package var graph: RawJSON?
    package var totalNodes: Int?
    package var totalPaths: Int?
    package var eventIDs: [Int]
    package var finishEvent: Int?
    package var spawnItems: [SpawnItem]

    package init(
        seedID: String? = nil,
        totalLayers: Int,
        graph: RawJSON? = nil,
        totalNodes: Int? = nil,
        totalPaths: Int? = nil,
        eventIDs: [Int] = [],
        finishEvent: Int? = nil,
        spawnItems: [SpawnItem] = []
    ) {
        self.seedID = seedID
        self.totalLayers = totalLayers
        self.graph = graph
        self.totalNodes = totalNodes
        self.totalPaths = totalPaths
        self.eventIDs = eventIDs
        self.finishEvent = finishEvent
        self.spawnItems = spawnItems
    }

    /// Flags and item ids beyond 32 bits are left out: no game has them, and an old mod would drop the frame.
    func append(to text: inout JSONText) {
        let flags = 0...Wire.maxFlag
        text.append(raw: "{")
        text.member("seed_id", self.seedID, first: true)
        text.member("total_layers", self.totalLayers)
        text.key("graph_json")
        text.append(raw: self.graph?.text ?? "null")
        text.member("total_nodes", self.totalNodes)
        text.member("total_paths", self.totalPaths)
        text.member("event_ids", rawElements: self.eventIDs.filter(flags.contains).map(String.init))
        text.key("finish_event")
        text.append(raw: self.finishEvent.flatMap { flags.contains($0) ? String($0) : nil } ?? "null")
        let items = self.spawnItems.filter { flags.contains($0.id) }
        text.member(
            "spawn_items",
            rawElements: items.map { #"{"id":\#($0.id),"qty":\#(min(max($0.quantity, 0), Wire.maxFlag))}"# }
        )
        text.append(raw: "}")
    }
}
