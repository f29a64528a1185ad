/// One entry in the history of a plan.
package struct PlanChange: Sendable, Equatable, Codable {
    /// Whoever wanted it.
    package enum Author: Sendable, Equatable, Codable {
        case athlete
        /// A rule of this library, e.g. the one for missed days.
        case rules
        case coach(name: String)
    }

    /// From 1 on, in the order made.
    package let id: Int
    package let operation: PlanOperation
    package let author: Author
    /// The day it was made.
    package let day: CalendarDay
    /// In words.
    package let reason: String
    package let diff: PlanDiff
    /// Nil while it counts.
    package internal(set) var undone: Undone?

    /// An undo keeps what is over.
    package struct Undone: Sendable, Equatable, Codable {
        package let day: CalendarDay
        /// Days that keep the change because they were over when it was undone.
        package let kept: PlanPatch
    }

    package var isActive: Bool { self.undone == nil }

    /// What it does to the plan today.
    var patch: PlanPatch { self.undone?.kept ?? self.diff.patch }
}
