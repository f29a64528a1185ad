import SeedGraph
import Testing

/// Which event flags can stand for a gate.
@Suite struct GateFlagTests {
    private func graph(_ flags: [Int], _ members: String = "") throws -> Graph {
        let map = flags.map { #""\#($0)":"b""# }.joined(separator: ",")
        return try .sample(
            #"""
            {"total_layers":2,"nodes":{"a":{"type":"start","layer":0},"b":{"type":"final_boss","layer":1}},
             "edges":[{"from":"a","to":"b"}],"event_map":{\#(map)}\#(members)}
            """#
        )
    }

    @Test func `the flag that guards the items of a seed without one of its own is no gate`() throws {
        let graph = try self.graph([1_040_292_800, 1_040_292_900], #","finish_event":1040292801"#)

        #expect(graph.eventIDs == [1_040_292_800, 1_040_292_801])
        #expect(graph.node(forFlag: 1_040_292_900) == nil)
        #expect(graph.warnings.count == 1 && graph.warnings[0].contains("1040292900"))
    }

    @Test func `a seed that names another flag for its items may use that number`() throws {
        let items = #","items_spawned_flag":1050290000,"finish_event":1040292901"#
        let graph = try self.graph([1_040_292_900, 1_050_290_000], items)

        #expect(graph.eventIDs == [1_040_292_900, 1_040_292_901])
        #expect(graph.warnings.count == 1 && graph.warnings[0].contains("1050290000"))
    }

    @Test func `a hundredth gate of a newer seed is a gate`() throws {
        let base = 1_050_294_000
        let flags = Array(base...base + 120)
        let graph = try self.graph(flags, #","items_spawned_flag":1050290000,"finish_event":\#(base + 121)"#)

        #expect(graph.eventIDs == flags + [base + 121])
        #expect(graph.warnings == [])
    }

    @Test func `flags of deaths and of the last boss are no gates`() throws {
        let graph = try self.graph(
            [5, 6, 7],
            #","finish_event":9,"death_flags":{"b":[6,10,11]},"finish_boss_defeat_flag":7"#
        )

        #expect(graph.eventIDs == [5, 9])
        #expect(graph.deathFlags == ["b": [6, 10, 11]])
        #expect(graph.warnings.count == 2)
    }
}
