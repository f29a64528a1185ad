import Foundation

/// The geometric curve of long runs: miles rise by one factor from block to block up to a peak and fall by another after it.
///
/// A plan is cut into blocks of a cycle's weeks. Each block has a pool of miles that its long runs share by weight.
/// The rule is the product's own "cup". One thing differs from an earlier generation: with two blocks it had the base and
/// the taper and lost the peak between them; here they are the base and the peak, and the taper of the plan cuts the last
/// weeks itself.
package struct LongRunCup: Sendable, Equatable {
    package let totalWeeks: Int
    /// Weeks in a block.
    package let cycleLength: Int
    /// Miles of long runs in each block, to a tenth.
    package let pools: [Double]
    /// The block with the largest pool.
    package let peakBlock: Int

    /// The curve for `totalWeeks` weeks.
    ///
    /// A peak under the base becomes 115 % of the base; a taper is at most the peak, and 85 % of it when it is nil.
    /// `peakBlock` puts the peak elsewhere than at 65 % of the blocks, from the second to the last; it says nothing about fewer than three.
    /// Weeks are clamped to 1 to 520, the cycle to 1 to 12; what is no positive number counts as 0.
    package init(
        totalWeeks: Int,
        cycleLength: Int = 4,
        base: Double,
        peak: Double,
        taper: Double? = nil,
        peakBlock: Int? = nil
    ) {
        let weeks = min(max(totalWeeks, 1), 520)
        let cycle = min(max(cycleLength, 1), 12)
        func sane(_ value: Double) -> Double { value.isFinite ? min(max(value, 0), 10_000) : 0 }
        let base = sane(base)
        let peak = sane(peak) >= base ? sane(peak) : base * 1.15
        let taper = min(sane(taper ?? peak * 0.85), peak)
        let count = (weeks + cycle - 1) / cycle
        self.totalWeeks = weeks
        self.cycleLength = cycle
        switch count {
        case 1:
            self.peakBlock = 0
            self.pools = [Self.tenth(peak)]
        case 2:
            self.peakBlock = 1
            self.pools = [Self.tenth(base), Self.tenth(peak)]
        default:
            let usual = min(Int((Double(count - 1) * 0.65 + 0.5).rounded(.down)), count - 2)
            let top = min(max(peakBlock ?? usual, 1), count - 1)
            // Nothing grows from a base of 0 by a factor; a tenth of a mile is as little.
            let up = pow(peak / max(base, 0.1), 1 / Double(top))
            let down = peak > 0 ? pow(taper / peak, 1 / Double(max(count - 1 - top, 1))) : 0
            self.peakBlock = top
            self.pools = (0..<count).map { block in
                block <= top
                    ? Self.tenth(block == top ? peak : max(base, 0.1) * pow(up, Double(block)))
                    : Self.tenth(peak * pow(down, Double(block - top)))
            }
        }
    }

    /// The long run of each week, to a tenth of a mile: the block's pool, shared by `weights` for the places in a cycle.
    ///
    /// Weights that are missing, or no positive numbers, are all equal.
    package func longRuns(weights: [Double] = []) -> [Double] {
        let isUsable = weights.count == self.cycleLength && weights.allSatisfy { $0.isFinite && $0 > 0 }
        let weights = isUsable ? weights : Array(repeating: 1, count: self.cycleLength)
        let sum = weights.reduce(0, +)
        return (0..<self.totalWeeks).map { week in
            Self.tenth(self.pools[week / self.cycleLength] * weights[week % self.cycleLength] / sum)
        }
    }

    /// The longest a long run may be for the volume of the highest week: 28 % of it, at least 8 miles; 22 when it is nil.
    package static func cap(peakWeeklyMiles: Double?) -> Double {
        guard let miles = peakWeeklyMiles, miles.isFinite else { return 22 }
        return max(8, 0.28 * miles)
    }

    private static func tenth(_ value: Double) -> Double { (value * 10 + 0.5).rounded(.down) / 10 }
}
