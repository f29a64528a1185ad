/// The speed beyond which a recording is not believed.
enum SpeedLimit {
    /// Metres a second; the fastest that a person ran is 12.4 (100 m, Berlin 2009, split 60-80 m).
    static func metersPerSecond(of sport: Sport) -> Double {
        switch sport.kind {
        case .running, .walking, .hiking, .swimming, .strength: 12.5
        case .cycling: 35
        case .transition, .other: 60
        }
    }

    /// Above it a distance is not only no record but no distance: 360 km/h.
    static let impossible = 100.0
}
