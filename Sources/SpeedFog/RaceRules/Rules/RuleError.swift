/// Why a room does not do what it was asked.
package enum RuleError: Error, Equatable, Sendable {
    case notInSetup
    case notRunning
    /// Nothing was begun that could be reset.
    case nothingToReset
    case noSeed
    case sameSeed
    case notReleased
    case alreadyReleased
    case nobodyRuns
    case noSuchRun(RunID)
    case runIsOver
    case alreadyRuns
    case isCaster
    case alreadyHasRole
    case hasNoRole
    /// There is no hold with this number that still waits.
    case noSuchHold(Int)
}
