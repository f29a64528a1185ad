/// How many seeds of a pool are in which state.
package struct PoolStats: Sendable, Equatable {
    package let poolName: String
    package let poolType: PoolType
    package var available = 0
    package var consumed = 0
    package var discarded = 0
    /// Of those that are consumed: seeds that somebody has seen, so that they never come back.
    package var seen = 0
    /// Of those that are available: seeds that nobody can finish.
    package var unfinishable = 0
    /// Why not, in words; each reason once, and only some where there are many.
    package var obstacles: [String] = []
}
