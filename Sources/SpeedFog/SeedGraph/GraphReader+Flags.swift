import SpeedFogProtocol

/// Which event flags of the game mean what.
extension GraphReader {
    /// Mods set this flag when they have given out the items of a seed that names no other. It lies among the numbers that
    /// gates of such seeds had (1040292800 to 1040292999).
    private static let itemsGuard = 1_040_292_900

    mutating func readFlags(_ root: JSONObject, into graph: inout Graph) {
        graph.finishEvent = self.flag(root, "finish_event")
        graph.itemsSpawnedFlag = self.flag(root, "items_spawned_flag")
        for member in self.object(root, "death_flags").members where graph.nodes[member.key] != nil {
            let flags = (member.value.array ?? []).prefix(3).compactMap(\.whole).filter { 1...Wire.maxFlag ~= $0 }
            if !flags.isEmpty { graph.deathFlags[member.key] = flags }
        }
        self.readEventMap(root, into: &graph)
        graph.eventIDs = graph.eventMap.keys.sorted()
        if let finish = graph.finishEvent, !graph.eventIDs.isEmpty, graph.eventMap[finish] == nil {
            graph.eventIDs.append(finish)
        }
    }

    private mutating func readEventMap(_ root: JSONObject, into graph: inout Graph) {
        let taken = self.takenFlags(root, graph)
        let members = self.object(root, "event_map").members
        if members.count > Graph.maxFlags {
            self.warn("event_map has \(members.count) flags; those after \(Graph.maxFlags) are left out")
        }
        for member in members.prefix(Graph.maxFlags) {
            guard let flag = Int(member.key), 0...Wire.maxFlag ~= flag else {
                self.warn("event_map has the key \(member.key.shortened), which is not a flag; it is left out")
                continue
            }
            if let meaning = taken[flag] {
                self.warn("event_map has the flag \(flag), which the game raises \(meaning); it is left out")
                continue
            }
            guard let node = member.value.string, graph.nodes[node] != nil else {
                self.warn("event_map leads from \(flag) to a node that does not exist; it is left out")
                continue
            }
            graph.eventMap[flag] = node
        }
    }

    /// Flags that are raised for something else, so that a gate behind one would be crossed by nobody's walking through it.
    private func takenFlags(_ root: JSONObject, _ graph: Graph) -> [Int: String] {
        var taken: [Int: String] = [:]
        for flag in graph.deathFlags.values.joined() { taken[flag] = "for deaths" }
        let boss = root["finish_boss_defeat_flag"]?.whole ?? 0
        if boss > 0 { taken[boss] = "when the last boss falls" }
        taken[graph.itemsSpawnedFlag ?? Self.itemsGuard] = "when the items were given out"
        return taken
    }

    private mutating func flag(_ root: JSONObject, _ key: String) -> Int? {
        guard let value = root[key], !value.isNull else { return nil }
        guard let flag = value.whole, 1...Wire.maxFlag ~= flag else {
            self.warn("\(key) is not a flag; it is left out")
            return nil
        }
        return flag
    }
}
