package import Foundation
import Vocabulary

/// Names a room: the race or the solo session that is run in it.
package struct RoomID: Identifier {
    package let rawValue: UUID

    package init(rawValue: UUID) { self.rawValue = rawValue }
}

/// Names a race.
package struct RaceID: Identifier {
    package let rawValue: UUID

    package init(rawValue: UUID) { self.rawValue = rawValue }

    /// The room in which the race is run.
    package var room: RoomID { RoomID(rawValue: self.rawValue) }
}

/// Names one player's run on one seed.
package struct RunID: Identifier {
    package let rawValue: UUID

    package init(rawValue: UUID) { self.rawValue = rawValue }
}

/// Names a seed that the server knows.
package struct SeedID: Identifier {
    package let rawValue: UUID

    package init(rawValue: UUID) { self.rawValue = rawValue }
}
