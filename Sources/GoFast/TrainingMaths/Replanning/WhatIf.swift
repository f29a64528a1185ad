/// Operations to think about, under a name.
package struct WhatIf: Sendable, Equatable {
    package let name: String
    package let operations: [PlanOperation]

    package init(_ name: String, _ operations: [PlanOperation]) {
        self.name = name
        self.operations = operations
    }

    /// What would become of a plan, in the numbers that are compared side by side.
    package struct Result: Sendable, Equatable {
        package let name: String
        /// Miles of each week, in order.
        package let weeklyMiles: [Double]
        package let totalMiles: Double
        package let longestRunMiles: Double
        package let raceDay: CalendarDay
        /// Warnings of all its operations.
        package let consequences: [PlanDiff.Consequence]
        /// In words, when an operation is refused; the numbers are then those up to it.
        package let refusal: String?
    }
}

extension PlanBook {
    /// The plan as it is and each alternative, side by side; nothing is committed.
    package func comparing(_ alternatives: [WhatIf], today: CalendarDay) -> [WhatIf.Result] {
        [WhatIf("As planned", [])].map { self.result(of: $0, today: today) }
            + alternatives.map { self.result(of: $0, today: today) }
    }

    private func result(of alternative: WhatIf, today: CalendarDay) -> WhatIf.Result {
        var book = self
        var consequences: [PlanDiff.Consequence] = []
        var refusal: String?
        for operation in alternative.operations {
            do throws(ReplanError) {
                consequences += try book.preview(operation, today: today).consequences
                book = try book.applying(operation, today: today)
            } catch {
                refusal = error.description
                break
            }
        }
        let plan = book.current
        let training = plan.days.filter { $0.isRun && $0.workout.type != .race }
        return WhatIf.Result(
            name: alternative.name,
            weeklyMiles: plan.weeks.map(\.targetMiles),
            totalMiles: plan.days.reduce(0) { $0 + $1.workout.miles },
            longestRunMiles: training.map(\.workout.miles).max() ?? 0,
            raceDay: plan.request.race.day,
            consequences: consequences,
            refusal: refusal
        )
    }
}
