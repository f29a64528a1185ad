package import RaceRules
package import SpeedFogProtocol
package import Vocabulary

/// One person in one race, as the race's pages and the API show it.
package struct Participant: Equatable, Sendable {
    package let id: RunID
    package let person: Person
    package let status: RunStatus
    package let currentLayer: Int
    package let igtMs: Int
    package let deathCount: Int
    package let colorIndex: Int

    var isOver: Bool { self.status == .finished || self.status == .abandoned }
}

extension Participant {
    /// A run as its race shows it.
    init(_ run: Run, person: Person) {
        self.init(
            id: run.id,
            person: person,
            status: run.status,
            currentLayer: run.layer,
            igtMs: run.igtMs,
            deathCount: run.deaths,
            colorIndex: run.color
        )
    }
}

/// Someone who comments a race and sees all of it.
package struct Caster: Equatable, Sendable {
    package let id: CasterID
    package let person: Person
}

/// A place kept for a Twitch name that has no account here yet.
package struct Invite: Equatable, Sendable {
    package let id: InviteID
    package let username: String
    package let createdAt: Moment
}

/// What came of adding a name to a race.
package enum Addition: Equatable, Sendable {
    case participant(Participant)
    /// Nobody of that name has an account; the token opens the place for whoever signs in with it.
    case invite(Invite, token: String)
}
