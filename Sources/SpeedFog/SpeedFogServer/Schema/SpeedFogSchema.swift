package import Database
import Live

/// The tables of the SpeedFog product, numbered 200 to 299. They refer to `users`, so the migrations of Accounts run first.
package enum SpeedFogSchema {
    /// Every migration of the product, oldest first.
    package static let migrations: [Migration] =
        [
            Self.seeds,
            Self.races,
            Self.participants,
            Self.runEvents,
            Self.invites,
            Self.casters,
            Self.seedsSeen,
        ] + LiveSchema.migrations + [Self.runEventsMoved, Self.raceRooms]
}
