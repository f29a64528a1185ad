import SeedGraph

/// The chances a story is made of. They come from the generator's numbers, so the same seed tells the same story everywhere.
struct Dice: Sendable {
    private var random: SeededRandom

    /// An independent stream for part `index` of what `seed` decides.
    init(seed: UInt64, stream index: Int) {
        var mixer = SplitMix64(state: seed)
        self.random = SeededRandom(
            seed: mixer.next() ^ (UInt64(truncatingIfNeeded: index) &* 0xD1B5_4A32_D192_ED03)
        )
    }

    mutating func below(_ bound: Int) -> Int { self.random.below(bound) }

    /// A number in 0..<1.
    mutating func unit() -> Double {
        Double(self.random.next() >> 11) * 0x1p-53
    }

    mutating func between(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * self.unit()
    }

    mutating func chance(_ probability: Double) -> Bool {
        self.unit() < probability
    }

    /// About normal: mean 0, deviation 1, never beyond 3.5.
    mutating func bell() -> Double {
        var sum = 0.0
        for _ in 0..<4 { sum += self.unit() }
        return (sum - 2) * 1.7320508075688772
    }

    /// About lognormal around 1, right-skewed. Only products, because `exp` differs between C libraries in the last bit.
    mutating func skewed(_ deviation: Double) -> Double {
        let root = max(1 + deviation * self.bell() / 8, 0.1)
        let square = root * root
        return square * square * square * square
    }

    /// How often something happens whose mean is `mean`: halves of a coin thrown until the mean is used up.
    mutating func count(mean: Double) -> Int {
        var left = mean
        var count = 0
        while left > 0, count < 40 {
            if self.chance(min(left, 0.5)) { count += 1 }
            left -= 0.5
        }
        return count
    }
}
