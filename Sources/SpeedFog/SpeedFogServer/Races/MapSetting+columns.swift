import Database
import RaceRules

/// A map setting in the columns `map_setting` and `map_delay_ms`, and as the API names it.
extension MapSetting {
    /// A map is shown at least and at most this late, in milliseconds: 10 s to 6 hours.
    static let delays: ClosedRange<Int64> = 10_000...21_600_000

    var name: String {
        switch self {
        case .live: "live"
        case .delayed: "delayed"
        case .afterFinish: "after_finish"
        }
    }

    var delay: Int64? { if case .delayed(let delay) = self { delay } else { nil } }

    /// Nil for a name that is none, or a delay that is none or out of bounds.
    init?(name: String, delay: Int64?) {
        switch name {
        case "live": self = .live
        case "after_finish": self = .afterFinish
        case "delayed":
            guard let delay, Self.delays.contains(delay) else { return nil }
            self = .delayed(delay)
        default: return nil
        }
    }

    init(_ row: Row) throws {
        // The columns hold nothing else: they are checked by the table.
        self = Self(name: try row.get("map_setting"), delay: try row.get("map_delay_ms")) ?? .live
    }
}
