import SeedGraph
import Testing

/// Texts of a graph go into the database, onto pages and into games.
@Suite struct HostileTextTests {
    @Test(arguments: [
        (#"a\u0000b"#, #"a\u{0}b"#), (#"\u001b[2J"#, #"\u{1b}[2J"#), (#"a\nb"#, #"a\u{a}b"#),
        (#"a\u007f"#, #"a\u{7f}"#),
        (#"a\u0085"#, #"a\u{85}"#),
    ])
    func `a node id with control characters is refused in printable words`(id: String, shown: String) {
        let json = #"{"nodes":{"start":{"type":"start"},"\#(id)":{}}}"#

        #expect(throws: GraphError(file: "sample.json", reason: .badID(shown))) { try Graph.sample(json) }
    }

    @Test func `a node id that is no text is refused`() throws {
        let bytes = Array(#"{"nodes":{"a"#.utf8) + [0xFF] + Array(#"":{"type":"start"}}}"#.utf8)

        #expect(throws: GraphError(file: "bad", reason: .badID("a\u{FFFD}"))) { try Graph(json: bytes, source: "bad") }
    }

    @Test(arguments: [#"\ud800"#, #"\udc00x"#, #"\ud83d\u0041"#, #"\ud83d"#])
    func `half a surrogate pair is refused wherever it stands`(text: String) {
        for json in [
            #"{"nodes":{"a":{"type":"start","display_name":"\#(text)"}}}"#, #"{"nodes":{"\#(text)":{"type":"start"}}}"#,
            #"{"nodes":{"a":{"type":"start"}},"plugins":{"\#(text)":1}}"#,
        ] {
            let error = #expect(throws: GraphError.self) { try Graph.sample(json) }
            #expect(error?.description.contains("half a surrogate pair") == true)
        }
    }

    @Test func `a whole surrogate pair is a character`() throws {
        let graph = try Graph.sample(#"{"nodes":{"\ud83d\ude00":{"type":"start"}}}"#)

        #expect(graph.nodeOrder == ["😀"])
    }

    @Test func `texts for people are one line without control characters, and warned of`() throws {
        let graph = try Graph.sample(
            #"""
            {"total_layers":1,"nodes":{"a":{"type":"start","layer":0,"display_name":"Old\u0000\nKeep","boss_name":"\u001b[1mKing",
             "zones":["z\u0007"],"randomized_boss":"A\tB","exits":[{"text":"left\rdoor","from":"z\u0000","from_text":"a\u0001","to":"x\u0000"}],
             "entrances":[{"text":"\u0008","from":"q\u0000","to":"r\u0000","to_text":"\u0002"}]}},
             "care_package":[{"type":4,"id":1,"name":"Ash\u0000"}]}
            """#
        )
        let node = try #require(graph.nodes["a"])
        let texts =
            [node.displayName, node.bossName ?? "", graph.carePackage[0].name] + node.zones + node.randomizedBosses
            + node.exits.flatMap { [$0.text, $0.from ?? "", $0.fromText ?? "", $0.to] }
            + node.entrances.flatMap { [$0.text, $0.from ?? "", $0.to ?? "", $0.toText ?? ""] }

        #expect(texts.allSatisfy { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } })
        #expect(node.displayName == "Old  Keep")
        #expect(graph.warnings.count == texts.count)
        #expect(graph.warnings.allSatisfy { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } })
    }

    @Test func `texts and lists without end are cut`() throws {
        let long = String(repeating: "é", count: 100_000)
        let exits = Array(repeating: #"{"text":"x","to":"a"}"#, count: 1000).joined(separator: ",")
        let items = Array(repeating: #"{"type":4,"id":1}"#, count: 1000).joined(separator: ",")
        let flags = (0..<6000).map { #""\#($0)":"a""# }.joined(separator: ",")
        let graph = try Graph.sample(
            #"""
            {"total_layers":1,"nodes":{"a":{"type":"start","layer":0,"display_name":"\#(long)","exits":[\#(exits)]}},
             "care_package":[\#(items)],"event_map":{\#(flags)}}
            """#
        )

        #expect(graph.displayName(of: "a") == String(long.prefix(Graph.maxTextLength)))
        #expect(graph.nodes["a"]?.exits.count == Graph.maxParts)
        #expect(graph.carePackage.count == Graph.maxItems)
        #expect(graph.eventIDs.count == Graph.maxFlags)
        #expect(graph.warnings.count == 4)
    }

    @Test func `an id is as long as its scalars, not as what they look like`() throws {
        // One character, as a reader sees it, of 10,000 marks.
        let pile = "a" + String(repeating: "\u{301}", count: 10_000)
        let graph = try Graph.sample(#"{"nodes":{"a":{"type":"start"},"\#(pile)":{}}}"#)

        #expect(graph.nodeOrder == ["a"])
        #expect(graph.warnings.allSatisfy { $0.utf8.count < 300 })
    }
}
