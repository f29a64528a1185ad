import Foundation
import SeedGraph
import SpeedFogProtocol
import Testing

/// Damages real graphs at random, always the same way, and uses whatever still loads.
@Suite struct MutationTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var value = (self.state ^ (self.state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static let odd: [JSON] = [
        .null, .bool(true), .integer(0), .integer(-1), .integer(.max), .integer(.min), .real(2), .real(0.5),
        .real(1e300),
        .string(""), .string("start"), .string("chapel_start_4f96"), .string(String(repeating: "x", count: 300)),
        .array([]),
        .array([.null, .array([.integer(1)])]), .object(JSONObject()),
        .object(JSONObject([.init(key: "to", value: .null)])),
    ]

    /// Deletes, replaces or renames one value somewhere below.
    private static func damage(_ value: JSON, _ dice: inout Dice) -> JSON {
        switch value {
        case .object(var object) where !object.members.isEmpty:
            let place = object.members.indices.randomElement(using: &dice) ?? 0
            switch Int.random(in: 0..<12, using: &dice) {
            case 0: object.members.remove(at: place)
            case 1: object.members[place].value = Self.odd.randomElement(using: &dice) ?? .null
            case 2:
                object.members[place].key = ["", "5", "layer", "chapel_start_4f96"].randomElement(using: &dice) ?? ""
            default: object.members[place].value = Self.damage(object.members[place].value, &dice)
            }
            return .object(object)
        case .array(var array) where !array.isEmpty:
            let place = array.indices.randomElement(using: &dice) ?? 0
            switch Int.random(in: 0..<6, using: &dice) {
            case 0: array.remove(at: place)
            case 1: array[place] = Self.odd.randomElement(using: &dice) ?? .null
            default: array[place] = Self.damage(array[place], &dice)
            }
            return .array(array)
        default: return Self.odd.randomElement(using: &dice) ?? .null
        }
    }

    /// Loads damaged text and walks through all that is made from a graph; true when it still was one.
    private static func survives(_ bytes: [UInt8]) throws -> Bool {
        let graph: Graph
        do {
            graph = try Graph(json: bytes, source: "damaged.json")
        } catch {
            #expect(error.description.hasPrefix("damaged.json: "))
            return false
        }
        let start = try #require(graph.startNode)
        #expect(graph.nodes[start] != nil)
        #expect(graph.totalLayers >= 1)
        #expect(graph.nodes.values.allSatisfy { 0...Graph.maxLayer ~= $0.layer })
        let layout = MapLayout(graph)
        #expect(layout.nodes.allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.y <= layout.height })
        for id in graph.nodeOrder.prefix(9) { _ = ZoneView(of: id, in: graph, discovered: []) }
        return true
    }

    @Test(arguments: SampleGraph.allCases, 0..<4 as Range<UInt64>)
    func `a graph with damaged keys and values loads or is refused in words`(sample: SampleGraph, part: UInt64) throws {
        var dice = Dice(state: part)
        let whole = try JSON(parsing: Array(try sample.json))
        var loaded = 0
        for _ in 0..<250 {
            var damaged = whole
            for _ in 0..<Int.random(in: 1...20, using: &dice) { damaged = Self.damage(damaged, &dice) }
            if try Self.survives(Array(damaged.encoded().utf8)) { loaded += 1 }
        }

        #expect(loaded > 50)
    }

    @Test(arguments: SampleGraph.allCases)
    func `a graph with damaged bytes loads or is refused in words`(sample: SampleGraph) throws {
        var dice = Dice(state: 3)
        let whole = Array(try sample.json)
        for _ in 0..<500 {
            var damaged = whole
            for _ in 0..<Int.random(in: 1...3, using: &dice) {
                let place = Int.random(in: damaged.indices, using: &dice)
                damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            }
            if Int.random(in: 0..<20, using: &dice) == 0 {
                damaged.removeLast(Int.random(in: 1..<damaged.count, using: &dice))
            }
            _ = try Self.survives(damaged)
        }
    }
}
