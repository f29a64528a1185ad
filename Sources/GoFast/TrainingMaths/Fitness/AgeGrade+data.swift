/// The 2025 road standards (A. Jones, Age-Grade-Tables, CC0).
extension AgeGrade {
    /// Mile, 5k, 10k, ten miles, half and marathon, in metres.
    static let distances = [Distance.metersPerMile, 5000, 10_000, 16_093.44, 21_097.5, 42_195]

    /// The distances that factors are given for.
    static let factorDistances = [5000, 10_000, 21_097.5, 42_195]

    /// Open-class standards in seconds, for ``distances``.
    static func openSeconds(of sex: Athlete.Sex) -> [Double] {
        switch sex {
        case .male: [227, 769, 1584, 2595, 3451, 7235]
        case .female: [253, 834, 1726, 2832, 3772, 7796]
        }
    }

    /// Factors by age, for ``factorDistances``.
    static func factors(of sex: Athlete.Sex) -> [(age: Int, factors: [Double])] {
        switch sex {
        case .male:
            [
                (40, [0.9475, 0.9636, 0.9638, 0.9783]),
                (45, [0.9125, 0.9261, 0.9249, 0.9373]),
                (50, [0.8775, 0.8886, 0.8860, 0.8963]),
                (60, [0.8075, 0.8136, 0.8082, 0.8143]),
                (70, [0.7353, 0.7386, 0.7304, 0.7323]),
            ]
        case .female:
            [
                (40, [0.9499, 0.9623, 0.9601, 0.9680]),
                (45, [0.9078, 0.9278, 0.9234, 0.9386]),
                (50, [0.8592, 0.8822, 0.8753, 0.8998]),
                (60, [0.7621, 0.7828, 0.7718, 0.7965]),
            ]
        }
    }
}
