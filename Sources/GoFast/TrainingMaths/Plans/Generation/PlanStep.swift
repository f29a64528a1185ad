/// The step that all distances of a plan are multiples of, in the units of its reader.
///
/// Plans keep miles, whoever reads them: a step of half a kilometre is 500 / 1609.344 miles, and a number of steps is as exact
/// as a `Double` can be, so that sums and comparisons of whole plans are those of whole numbers.
package enum PlanStep: Sendable, Equatable {
    case quarterMile, halfKilometer

    package init(_ units: UnitSystem) { self = units == .miles ? .quarterMile : .halfKilometer }

    /// Miles of one step.
    package var size: Double { self.miles(1) }

    /// Miles of so many steps.
    package func miles(_ steps: Int) -> Double {
        switch self {
        case .quarterMile: Double(steps) / 4
        case .halfKilometer: Double(steps) * 500 / Distance.metersPerMile
        }
    }

    /// The whole number of steps that `rule` makes of miles; 0 for no number, at most a million.
    package func count(_ miles: Double, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero) -> Int {
        let steps = (miles * self.perMile).rounded(rule)
        return steps.isNaN ? 0 : Int(min(max(steps, -1e6), 1e6))
    }

    /// Miles are a multiple of the step, but for what arithmetic loses.
    package func divides(_ miles: Double) -> Bool {
        miles.isFinite && abs(self.miles(self.count(miles)) - miles) <= Self.tolerance
    }

    /// What sums of miles may lose; no step is near it.
    package static let tolerance = 1e-6

    /// The shortest run, about a mile: 1 mile or 1.5 km.
    var shortestRun: Int { self == .quarterMile ? 4 : 3 }

    /// Steps in a mile.
    private var perMile: Double { self == .quarterMile ? 4 : Distance.metersPerMile / 500 }

    /// Miles in words, with the places that the step needs: "6.25 mi", "39.5 km".
    func text(_ miles: Double) -> String {
        switch self {
        case .quarterMile: Distance(miles: miles).text(in: .miles, places: 2)
        case .halfKilometer: Distance(miles: miles).text(in: .kilometers)
        }
    }

    /// The length of a part of a run; whole metres where the reader counts in kilometres.
    func distance(_ miles: Double) -> Distance {
        let distance = Distance(miles: miles)
        return self == .quarterMile ? distance : Distance(meters: distance.meters.rounded())
    }

    /// A warm-up or another part that may be a little longer or shorter, in metres: to a metre, or to `round` where the reader
    /// thinks in metres.
    func meters(_ meters: Double, round: Double) -> Double {
        self == .quarterMile ? meters.rounded() : (meters / round).rounded() * round
    }
}

extension PlanRequest {
    /// What the plan's distances are multiples of.
    package var step: PlanStep { PlanStep(self.units) }
}
