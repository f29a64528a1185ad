import Database

/// What a pool's seeds are for; the folder a pool lies in decides.
package enum PoolType: String, Sendable, Hashable, Codable, CaseIterable, SQLConvertible {
    case race
    case solo
}
