import RaceRules

/// What a member sees of a room, and how it reads it. Members with the same view get the same bytes.
struct View: Hashable, Sendable {
    /// How frames are made up.
    enum Wire: Hashable, Sendable {
        /// Whole rows and boards, as the first platform sends them.
        case whole
        /// States with a stamp, and updates of what changed since.
        case updates
    }

    /// In which words. Graphs have their words from their seeds, which come in one language so far.
    enum Language: Hashable, Sendable {
        case english
    }

    var projection: Projection
    var wire = Wire.whole
    var language = Language.english

    /// A mod's: its own run, in the words of the first platform.
    static func mod(of run: RunID) -> View { View(projection: .own(run, isManager: false)) }
}

extension Projection {
    /// Names the projection to pages that come back with it.
    var name: String {
        switch self {
        case .full: "full"
        case .managing: "managing"
        case .masked: "masked"
        case .own(let run, isManager: false): "own-\(run)"
        case .own(let run, isManager: true): "own-\(run)-managing"
        case .delayed(let delay): "delayed-\(delay)"
        }
    }

    /// The run whose own map this shows; nil for all others.
    var ownRun: RunID? { if case .own(let run, _) = self { run } else { nil } }
    var isDelayed: Bool { if case .delayed = self { true } else { false } }
}
