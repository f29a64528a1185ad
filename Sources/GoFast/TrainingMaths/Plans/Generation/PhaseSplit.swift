/// How many weeks each phase has.
///
/// The taper has 1 week up to 5k, 2 up to the half, 3 beyond (L. Bosquet et al. 2007: two weeks work best; B. Smyth and
/// A. Lawlor 2021: three before a marathon), the week of the race included. Under six weeks there is no base.
package struct PhaseSplit: Sendable, Equatable {
    package let base: Int
    package let build: Int
    package let peak: Int
    package let taper: Int

    /// Weeks under 1 count as 1.
    package init(weeks: Int, race: RaceDistance) {
        let weeks = max(weeks, 1)
        self.taper = min(Self.taperWeeks(for: race), weeks)
        let rest = weeks - self.taper
        self.peak = rest == 0 ? 0 : min(max(weeks / 5, 1), 6, rest)
        let wanted = weeks < 6 ? 0 : max(weeks / 4, 1)
        // More than 16 weeks of build wear people out; long plans have a longer base instead.
        let left = rest - self.peak
        self.base = weeks < 6 ? 0 : min(max(wanted, left - 16), max(left - 1, 0))
        self.build = left - self.base
    }

    /// Weeks of taper that a distance asks for.
    package static func taperWeeks(for race: RaceDistance) -> Int {
        let miles = race.distance.miles
        return miles <= 4 ? 1 : miles < 20 ? 2 : 3
    }

    /// The phase of a week, from 0 on.
    package func phase(ofWeek index: Int) -> Phase {
        if index < self.base { return .base }
        if index < self.base + self.build { return .build }
        return index < self.base + self.build + self.peak ? .peak : .taper
    }

    /// Weeks and the first of them for each phase that has any.
    package func span(of phase: Phase) -> Range<Int> {
        switch phase {
        case .base: 0..<self.base
        case .build: self.base..<(self.base + self.build)
        case .peak: (self.base + self.build)..<(self.base + self.build + self.peak)
        case .taper: (self.base + self.build + self.peak)..<(self.base + self.build + self.peak + self.taper)
        }
    }
}
