import Foundation
import RoomTesting
import SeedGraph
import SpeedFogProtocol
import Testing

@testable import RaceRules

@Suite struct SeenMapTests {
    private func hidden(_ map: SeenMap) -> Set<String> {
        Set(map.places.filter { $0.value == .hidden }.compactMap { map.shownID[$0.key] })
    }

    @Test func `known places are whole, their neighbours are places without names or ids`() throws {
        var room = try SampleRoom()
        room.play()
        room.flag(SampleSeed.keep, 20_000)

        let map = try #require(room.state.map(seenBy: .first))

        #expect(
            map.places == [
                "start": .discovered, "keep": .discovered, "cave": .hidden, "hall": .hidden, "crypt": .hidden,
            ]
        )
        for name in ["cave", "hall", "crypt", "boss", "Damp", "Long Hall", "Cold", "Throne"] {
            #expect(!map.json.text.contains("\"\(name)"), "\(name) is not known yet")
        }
        #expect(map.json.text.contains(#""display_name":"Old Keep""#))
        #expect(map.edges.count == 4)
        let again = try Graph(json: Array(map.json.text.utf8), source: "seen")
        #expect(Set(again.nodeOrder) == self.hidden(map).union(["start", "keep"]))
        #expect(again.nodes[try #require(map.shownID["crypt"])]?.layer == 2)
    }

    @Test func `hidden places keep their ids as the map grows, and have others for another run`() throws {
        var room = try SampleRoom()
        room.play()
        let before = try #require(room.state.map(seenBy: .first))
        room.flag(SampleSeed.cave, 20_000)
        let after = try #require(room.state.map(seenBy: .first))

        #expect(before.shownID["keep"] == after.shownID["keep"])
        #expect(after.shownID["cave"] == "cave")
        let rivals = try (1...20).map { number in
            var other = try SampleRoom()
            try other.take { try $0.reset(at: .at(1)) }
            try other.take { try $0.join(.sample(1_000 + number), person: .sample(2_000 + number), at: .at(2)) }
            return try #require(other.state.map(seenBy: .sample(1_000 + number))).shownID["keep"]
        }
        #expect(Set(rivals).count > 1)
    }

    @Test func `exits name what lies behind only once it was seen`() throws {
        var room = try SampleRoom()
        room.play()
        let text = try #require(room.state.map(seenBy: .first)).json.text

        #expect(text.contains(#""text":"behind the altar","from":"chapel_x","to":"hidden-"#))
        #expect(text.contains(#""to_name":"???""#))
        room.flag(SampleSeed.cave, 20_000)
        let later = try #require(room.state.map(seenBy: .first)).json.text
        #expect(later.contains(#""to":"cave","to_name":"Damp Cave""#))
        #expect(later.contains(#""text":"cave mouth","from":"start","to":"cave_x","from_name":"Quiet Chapel""#))
    }

    @Test func `the field's map holds what anybody discovered`() throws {
        var room = try SampleRoom(map: .delayed(1_000))
        room.play()
        room.play(.second)
        room.flag(SampleSeed.cave, 20_000)
        room.flag(SampleSeed.keep, 20_000, .second)

        let map = try #require(room.state.map(ofPlacesSeenByField: room.state.discoveredByField))

        #expect(map.places.filter { $0.value == .discovered }.keys.sorted() == ["cave", "keep", "start"])
    }

    @Test func `who knows everything sees every place whole`() throws {
        var room = try SampleRoom(runs: 1)
        room.play()
        for (index, flag) in [
            SampleSeed.cave, SampleSeed.hallFromCave, SampleSeed.keep, SampleSeed.crypt, SampleSeed.bossFromCrypt,
        ].enumerated() { room.flag(flag, 20_000 * (index + 1)) }

        let map = try #require(room.state.map(seenBy: .first))
        let whole = try SampleSeed.seed().graph

        #expect(self.hidden(map).isEmpty)
        let seen = try Graph(json: Array(map.json.text.utf8), source: "seen")
        #expect(seen.nodeOrder == whole.nodeOrder)
        #expect(seen.edges == whole.edges)
        #expect(seen.nodes.mapValues(\.exits) == whole.nodes.mapValues(\.exits))
    }
}
