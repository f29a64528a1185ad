/// A run nobody ran, with everything that watches write down.
package struct SampleRun: Sendable {
    /// What a watch knew at one moment.
    package struct Point: Sendable {
        /// Seconds after the start.
        package var seconds: Int
        /// Metres from the start on.
        package var meters: Double
        package var heartRate: Int
        package var cadence: Int
        package var latitude: Double
        package var longitude: Double
        package var altitude: Double
    }

    /// Seconds since 1970.
    package var start: Int
    package var points: [Point]
    package var name: String

    package var seconds: Int { self.points.last?.seconds ?? 0 }
    package var meters: Double { self.points.last?.meters ?? 0 }
    package var averageHeartRate: Int {
        self.points.isEmpty ? 0 : self.points.reduce(0) { $0 + $1.heartRate } / self.points.count
    }

    /// A run of twenty minutes to an hour and a half; its pulse follows its pace, and it goes in circles.
    package init(start: Int, secondsPerPoint: Int = 5, random: inout SeededRandom) {
        let step = max(1, secondsPerPoint)
        let length = Int.random(in: 1200...5400, using: &random)
        let speed = Double.random(in: 2.3...4.0, using: &random)
        let loop = Double.random(in: 800...3000, using: &random)
        let home = (47 + Double.random(in: -2...2, using: &random), 8 + Double.random(in: -2...2, using: &random))
        self.start = start
        self.name =
            ["Morning Run", "Lunch Run", "Evening Run", "Long, slow run", "Läufchen \"am See\""]
            .randomElement(using: &random) ?? "Run"
        self.points = []
        var meters = 0.0
        for seconds in stride(from: 0, through: length, by: step) {
            let pace = speed * Double.random(in: 0.93...1.07, using: &random)
            if seconds > 0 { meters += pace * Double(step) }
            let angle = meters / loop * 2 * Double.pi
            let warmth = min(1, Double(seconds) / 300)
            self.points.append(
                Point(
                    seconds: seconds,
                    meters: meters,
                    heartRate: Int(95 + warmth * (20 + pace * 10)),
                    cadence: Int(76 + pace * 2),
                    latitude: home.0 + loop / (2 * Double.pi) / 111_195 * Self.sine(angle),
                    longitude: home.1 + loop / (2 * Double.pi) / 75_000 * (1 - Self.sine(angle + Double.pi / 2)),
                    altitude: 430 + 12 * Self.sine(angle * 2)
                )
            )
        }
    }

    /// Good enough for scenery, and the same on every system (Bhaskara I, 7th century).
    private static func sine(_ angle: Double) -> Double {
        let turns = angle / (2 * Double.pi)
        let position = (turns - turns.rounded(.down)) * 2
        let half = position < 1 ? position : position - 1
        let product = half * (1 - half)
        let value = 16 * product / (5 - 4 * product)
        return position < 1 ? value : -value
    }
}
