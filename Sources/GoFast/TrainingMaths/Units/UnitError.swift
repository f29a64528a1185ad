/// Text that is no time, pace or distance: which text, what is wrong with it, and what would be right.
package struct UnitError: Error, Equatable, Sendable {
    /// What was asked for.
    package enum Quantity: String, Sendable { case time, pace, distance, race }

    package enum Problem: Sendable, Equatable {
        case empty
        /// Not in any form that is understood.
        case unreadable
        /// A number alone could mean several things.
        case missingUnit
        /// `24:75`.
        case secondsOver59
        /// `1:75:00`.
        case minutesOver59
        case notPositive
        case tooSmall
        case tooLarge
    }

    package let input: String
    package let quantity: Quantity
    package let problem: Problem

    package init(_ problem: Problem, _ quantity: Quantity, input: String) {
        self.problem = problem
        self.quantity = quantity
        self.input = input
    }

    /// Text of the same kind that is understood.
    package var example: String {
        switch self.quantity {
        case .time: "24:30 or 1:45:00"
        case .pace: "7:54/mi or 4:55/km"
        case .distance: "10k, 6.2 mi or 400 m"
        case .race: "5k, 10k, 10 mi, half, marathon or 15k"
        }
    }
}

extension UnitError: CustomStringConvertible {
    /// One sentence for people.
    package var description: String {
        let shown = self.input.count > 40 ? String(self.input.prefix(40)) + "…" : self.input
        let start =
            switch self.problem {
            case .empty: "No \(self.quantity.rawValue) is given"
            case .unreadable: "“\(shown)” is not a \(self.quantity.rawValue)"
            case .missingUnit: "“\(shown)” has no unit"
            case .secondsOver59: "“\(shown)” has more than 59 seconds"
            case .minutesOver59: "“\(shown)” has more than 59 minutes after the hours"
            case .notPositive: "“\(shown)” is not more than zero"
            case .tooSmall: "“\(shown)” is too small for a \(self.quantity.rawValue)"
            case .tooLarge: "“\(shown)” is too large for a \(self.quantity.rawValue)"
            }
        return "\(start): write it like \(self.example)"
    }
}
