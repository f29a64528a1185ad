import SeedGraph
import Testing

@Suite struct ZoneViewTests {
    @Test func `a zone shows its ways out and which were taken`() throws {
        let view = try #require(ZoneView(of: "start_a1b2", in: try .chapel(), discovered: ["cave_c3d4"]))

        #expect(view.displayName == "Quiet Chapel")
        #expect(view.tier == 1)
        #expect(view.originalTier == nil)
        #expect(view.exits.map(\.text) == ["behind the altar", "cliff door [Chapel Yard]"])
        #expect(view.exits.map(\.toName) == ["Limgrave - Damp Cave", "Old Keep"])
        #expect(view.exits.map(\.discovered) == [true, false])
    }

    @Test func `a gate in a side zone without a name is labelled by the zone's id`() throws {
        let view = try #require(ZoneView(of: "keep_e5f6", in: try .chapel(), discovered: []))

        #expect(view.exits.map(\.text) == ["throne gate [Keep Y]"])
    }

    @Test(arguments: [
        (#""from":"main_x""#, "t"), (#""from":"OLD_yard2b""#, "t [Old Yard2B]"), ("", "t"), (#""from":null"#, "t"),
        (#""from":"s","from_text":"A - B-C - The - End""#, "t [End]"),
        (#""from":"s","from_text":"Plain""#, "t [Plain]"),
    ])
    func `a label tells where in a merged node the gate stands`(members: String, text: String) throws {
        let more = members.isEmpty ? "" : "," + members
        let graph = try Graph.sample(
            #"{"nodes":{"a":{"type":"start","zones":["main_x"],"exits":[{"text":"t","to":"gone"\#(more)}]}}}"#
        )

        let view = try #require(ZoneView(of: "a", in: graph, discovered: ["gone"]))

        #expect(view.exits == [.init(text: text, to: "gone", toName: "gone", discovered: true)])
    }

    @Test func `an unknown node has no view`() throws {
        #expect(ZoneView(of: "nowhere", in: try .chapel(), discovered: []) == nil)
    }
}
