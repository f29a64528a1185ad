import Foundation

/// The time as tables keep it. Stores take it as a parameter, so that tests can let it pass.
package enum WallClock {
    /// Milliseconds since 1970.
    package static let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
}
