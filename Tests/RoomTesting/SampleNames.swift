package import RaceRules
package import Vocabulary

extension Identifier {
    /// Ids that a reader of a failure can tell apart.
    package static func sample(_ number: Int) -> Self {
        let digits = String(number)
        let text = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        return Self(text) ?? Self()
    }
}

extension Person {
    /// A person whose login tells the number.
    package static func sample(_ number: Int) -> Person {
        Person(id: .sample(number), username: "runner\(number)", displayName: nil)
    }
}

extension Reading {
    /// Seconds after the room was made, by both clocks.
    package static func at(_ seconds: Double) -> Reading {
        Reading(moment: Moment(rawValue: 1_000_000 + Int64(seconds * 1_000)), uptime: Int64(seconds * 1_000))
    }
}

extension RunID {
    /// Runs 11, 12 and 13, as sample rooms have them.
    package static let first = RunID.sample(11)
    /// As `first`.
    package static let second = RunID.sample(12)
    /// As `first`.
    package static let third = RunID.sample(13)
}

extension UserID {
    /// Who answers for sample rooms.
    package static let organizer = UserID.sample(1)
    /// Has this role in sample rooms.
    package static let caster = UserID.sample(2)
    /// Has this role in sample rooms.
    package static let monitor = UserID.sample(3)
    /// Has no part in any room.
    package static let stranger = UserID.sample(55)
}

extension ConnectionID {
    /// A connection of this number.
    package static func sample(_ number: UInt64) -> ConnectionID { ConnectionID(rawValue: number) }
}
