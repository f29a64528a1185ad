import Foundation
import SeedGraph

/// Names for places that a viewer must not recognise yet.
///
/// The numbers come from an order that nobody outside can work out, since the id of the seed is never sent; they stay the
/// same for one viewer as long as the seed stays.
struct HiddenNames {
    private let names: [String: String]

    /// - Parameter key: the seed, and whoever the names are for.
    init(of graph: Graph, key: [UUID]) {
        var noise = Noise(key)
        let numbers = Array(graph.nodeOrder.indices).shuffled(using: &noise)
        var prefix = "hidden-"
        while graph.nodeOrder.contains(where: { $0.hasPrefix(prefix) }) { prefix += "-" }
        self.names = Dictionary(
            zip(graph.nodeOrder, numbers).map { ($0, "\(prefix)\($1)") },
            uniquingKeysWith: { first, _ in first }
        )
    }

    subscript(node: String) -> String { self.names[node] ?? "hidden" }
}

/// SplitMix64 (Steele, Lea, Flood 2014), begun from ids: the same numbers in every process.
private struct Noise: RandomNumberGenerator {
    private var state: UInt64

    init(_ key: [UUID]) {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for id in key {
            withUnsafeBytes(of: id.uuid) { bytes in
                for byte in bytes { state = Self.mix(state ^ UInt64(byte)) }
            }
        }
        self.state = state
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(self.state)
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
