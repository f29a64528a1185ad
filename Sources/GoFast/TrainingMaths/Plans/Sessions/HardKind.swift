/// Kinds of hard session.
enum HardKind: Sendable, Equatable {
    case fartlek, hills, tempo, racePace, overUnders
    /// Repeats of so many metres.
    case intervals(Double)

    /// What a week's hard slot holds, the first choice first: a table by phase, in which sessions take turns.
    static func of(phase: Phase, slot: Int, weekInPhase: Int, only: Bool, frame: PlanFrame) -> [HardKind] {
        let miles = frame.request.race.race.distance.miles
        let repeats: [Double] = miles < 8 ? [400, 800, 1000] : miles < 20 ? [800, 1000, 1200] : [1000, 1200, 1600]
        let next = HardKind.intervals(repeats[(weekInPhase / (only ? 2 : 1)) % 3])
        // With one hard session a week, the two slots take turns.
        let slot = only ? weekInPhase % 2 : slot
        let first: HardKind =
            switch (phase, slot) {
            case (.base, 0): weekInPhase % 2 == 0 ? .fartlek : .hills
            case (.base, _): weekInPhase % 2 == 0 ? .hills : .fartlek
            case (.build, 0): .tempo
            case (.build, _): weekInPhase == 0 ? .hills : next
            case (.peak, 0): .racePace
            case (.peak, _): weekInPhase / (only ? 2 : 1) % 2 == 0 ? .overUnders : next
            case (.taper, _): miles < 8 ? .intervals(400) : .racePace
            }
        let smaller: [HardKind] = [.intervals(600), .intervals(400), .hills, .fartlek]
        return slot == 0 || phase == .taper ? [first, .tempo, .fartlek] : [first] + smaller
    }
}
