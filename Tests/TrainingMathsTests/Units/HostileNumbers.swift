@testable import TrainingMaths

/// What files, people and bugs hand over as numbers.
enum Hostile {
    static let numbers: [Double] = [
        .nan, .infinity, -.infinity, -1e300, -1, -0.0, 0, .leastNonzeroMagnitude, 1e-9, 1, 60, 1470, 5000, 1e9, 1e18,
        1e300,
        .greatestFiniteMagnitude,
    ]
    static let integers: [Int] = [.min, .min + 1, -1_000_000, -1, 0, 1, 7, 53, 1_000_000, .max - 1, .max]
    static let days = integers.map { CalendarDay(number: $0) }
    static let distances = numbers.map { Distance(meters: $0) }
    static let paces = numbers.map { Pace(secondsPerMile: $0) }

    static var pairs: [(Double, Double)] { numbers.flatMap { first in numbers.map { (first, $0) } } }
}
