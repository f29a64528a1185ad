package import RaceRules
package import SpeedFogProtocol

/// Which races of the public list are asked for.
package struct RaceQuery: Equatable, Sendable {
    /// Empty means all.
    package var statuses: Set<RaceStatus>
    package var offset: Int
    /// Nil asks for everything, up to `mostWithoutLimit`.
    package var limit: Int?

    /// The most races one answer holds, so that a server with years of results stays quick.
    package static let mostWithoutLimit = 1000

    package init(statuses: Set<RaceStatus> = [], offset: Int = 0, limit: Int? = nil) {
        self.statuses = statuses
        self.offset = offset
        self.limit = limit
    }

    /// Results are read newest first; everything else by what is live, then by what comes next.
    var isResults: Bool { self.statuses == [.finished] }
}

/// A race as lists show it.
package struct RaceListing: Equatable, Sendable {
    /// One of the people shown on a race's card.
    package struct Preview: Equatable, Sendable {
        package let person: Person
        /// 1 for the winner; nil for whoever has not finished.
        package let placement: Int?
    }

    static let mostPreviews = 5

    package let race: Race
    package let participantCount: Int
    /// At most five; of a finished race the finishers first.
    package let previews: [Preview]
    package let casters: [Caster]
}

/// Some of the public races.
package struct RacePage: Equatable, Sendable {
    package let listings: [RaceListing]
    /// All races that match; counted only for queries with a limit.
    package let total: Int?
    package let hasMore: Bool?
}
