/// Shares of a whole in steps of a plan, so that the parts add up to it exactly.
enum MileSplit {
    /// Hands out `total` steps: `least` to each, then one by one to whoever is furthest below their share.
    ///
    /// This is the method of the largest remainder with an upper limit for each part. Parts that reach their `limits` stop;
    /// what nobody can take is left over, so the sum is `total` or what the limits allow.
    static func steps(_ total: Int, weights: [Double], limits: [Int], least: Int) -> [Int] {
        guard !weights.isEmpty, weights.count == limits.count else { return [] }
        let sum = weights.reduce(0, +)
        var parts = limits.map { min(least, $0) }
        var left = total - parts.reduce(0, +)
        while left > 0 {
            var chosen: Int?
            var deficit = -Double.infinity
            for index in parts.indices where parts[index] < limits[index] {
                let missing = Double(total) * weights[index] / sum - Double(parts[index])
                if missing > deficit + 1e-9 {
                    deficit = missing
                    chosen = index
                }
            }
            guard let chosen else { break }
            parts[chosen] += 1
            left -= 1
        }
        return parts
    }
}
