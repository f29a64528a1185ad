/// Why no seed can be made from a pool's settings; the text names the key to change.
package enum GeneratorError: Error, Equatable, CustomStringConvertible {
    /// One value makes no sense whatever the others are.
    case outOfRange(key: String, value: String, allowed: String)
    /// The values contradict each other or ask for more than the game has.
    case impossible(key: String, reason: String)

    package var key: String {
        switch self {
        case .outOfRange(let key, _, _), .impossible(let key, _): key
        }
    }

    package var description: String {
        switch self {
        case .outOfRange(let key, let value, let allowed): "\(key) is \(value), but must be \(allowed)"
        case .impossible(let key, let reason): "\(key): \(reason)"
        }
    }
}
