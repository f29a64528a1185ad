package import Foundation
import Vocabulary

/// Names a place in a race that is kept for someone who has not signed in yet.
package struct InviteID: Identifier {
    package let rawValue: UUID

    package init(rawValue: UUID) { self.rawValue = rawValue }
}

/// Names the part of a caster that someone has in one race.
package struct CasterID: Identifier {
    package let rawValue: UUID

    package init(rawValue: UUID) { self.rawValue = rawValue }
}
