/// The product's own rule of thumb: the 5k pace, and ten seconds a mile more for each further 10 km.
///
/// time = (t5k / 3.1 + ((distance - 3.1) / 6.2) * 10) * distance, in nominal miles (3.1, 6.2, 10, 13.1, 26.2), as the
/// product has had it from its first generation on. Known to be optimistic beyond 10 km: 24:30 gives 3:43 for the marathon where VDOT gives 3:53.
package enum PaceFormula: String, Sendable, CaseIterable {
    case continuous
    /// Whole steps of 6.2 miles only, from an earlier generation: no penalty at all before 9.3 miles.
    case floor

    /// Nominal miles of a 5k; the worked values depend on it.
    package static let fiveKMiles = 3.1

    /// Seconds for a race, from the 5k time.
    package func seconds(fiveKSeconds: Double, for race: RaceDistance) -> Double {
        self.secondsPerMile(fiveKSeconds: fiveKSeconds, nominalMiles: Self.nominalMiles(of: race))
            * Self.nominalMiles(of: race)
    }

    /// Seconds a nominal mile.
    package func secondsPerMile(fiveKSeconds: Double, nominalMiles: Double) -> Double {
        let steps = (nominalMiles - Self.fiveKMiles) / 6.2
        return fiveKSeconds / Self.fiveKMiles + (self == .continuous ? steps : steps.rounded(.down)) * 10
    }

    /// The miles that the rule counts for a race.
    package static func nominalMiles(of race: RaceDistance) -> Double {
        switch race {
        case .fiveK: 3.1
        case .tenK: 6.2
        case .tenMiles: 10
        case .half: 13.1
        case .marathon: 26.2
        case .other(let distance): distance.miles
        }
    }
}
