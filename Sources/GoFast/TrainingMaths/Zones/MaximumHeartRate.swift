/// Estimates of the maximal heart rate by age, in beats a minute; one person in three is off by 7 to 12 beats or more.
package enum MaximumHeartRate: String, Sendable, CaseIterable {
    /// 208 - 0.7 age (H. Tanaka, K. Monahan, D. Seals 2001), the default.
    case tanaka
    /// 207 - 0.7 age (R. Gellish et al. 2007).
    case gellish
    /// 211 - 0.64 age (B. Nes et al. 2013).
    case nes
    /// 220 - age (S. Fox, J. Naughton, W. Haskell 1971): the best known, too low for older people.
    case fox

    /// Ages are clamped to 5 to 110.
    package func estimate(age: Int) -> Double {
        let age = Double(min(max(age, 5), 110))
        return switch self {
        case .tanaka: 208 - 0.7 * age
        case .gellish: 207 - 0.7 * age
        case .nes: 211 - 0.64 * age
        case .fox: 220 - age
        }
    }
}
