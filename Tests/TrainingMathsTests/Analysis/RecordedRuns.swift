import struct Foundation.Date

@testable import TrainingMaths

/// Runs for tests: even stretches one after the other, with a sample each second.
struct RecordedRun {
    struct Stretch {
        var seconds: Double
        var speed: Double
        var heartRate: Double?
        /// Metres of climb for each metre.
        var grade = 0.0
    }

    var stretches: [Stretch] = []

    func then(_ seconds: Double, at speed: Double, heartRate: Double? = nil, grade: Double = 0) -> RecordedRun {
        RecordedRun(
            stretches: self.stretches + [Stretch(seconds: seconds, speed: speed, heartRate: heartRate, grade: grade)]
        )
    }

    /// A stretch by its length.
    func then(meters: Double, at speed: Double, heartRate: Double? = nil) -> RecordedRun {
        self.then(meters / speed, at: speed, heartRate: heartRate)
    }

    func times(_ count: Int, _ more: (RecordedRun) -> RecordedRun) -> RecordedRun {
        (0..<count).reduce(self) { run, _ in more(run) }
    }

    /// `noise` is a part of the speed by which samples differ from it, repeatable.
    func activity(noise: Double = 0.05, laps: Bool = false, hasAltitude: Bool = false) -> Activity {
        var activity = Activity(sport: Sport(.running), start: Date(timeIntervalSince1970: 1_800_000_000))
        var random = SplitMix(state: 7)
        var (meters, altitude, start) = (0.0, 100.0, 0.0)
        var samples = [Self.sample(0, 0, nil, hasAltitude ? altitude : nil)]
        for stretch in self.stretches {
            var lap = ActivityTotals()
            let before = meters
            var second = start
            while second + 1 <= start + stretch.seconds + 1e-6 {
                let speed = stretch.speed * (1 + noise * Double.random(in: -1...1, using: &random))
                meters += speed
                altitude += speed * stretch.grade
                second += 1
                samples.append(Self.sample(second, meters, stretch.heartRate, hasAltitude ? altitude : nil))
            }
            lap.distance = Distance(meters: meters - before)
            lap.elapsedSeconds = second - start
            lap.timerSeconds = second - start
            lap.averageHeartRate = stretch.heartRate
            activity.laps.append(Lap(startSeconds: start, totals: lap))
            start = second
        }
        activity.samples = samples
        activity.totals.distance = Distance(meters: meters)
        activity.totals.elapsedSeconds = start
        activity.totals.timerSeconds = start
        if !laps { activity.laps = [] }
        return activity
    }

    private static func sample(_ seconds: Double, _ meters: Double, _ heartRate: Double?, _ altitude: Double?) -> Sample
    {
        var sample = Sample(seconds: seconds)
        sample.distance = meters
        sample.heartRate = heartRate
        sample.altitude = altitude
        return sample
    }
}

extension Workout {
    /// 6 x 800 m at 7:40 to 7:50 a mile with 400 m of jogging, a mile and a half before and after.
    static let eightHundreds = Workout(
        type: .intervals,
        miles: 7.5,
        label: "6 x 800 m",
        description: "",
        reason: "",
        paceRange: Pace(secondsPerMile: 460)...Pace(secondsPerMile: 470),
        heartRateZone: 4,
        segments: [
            Segment([WorkoutStep(.warmUp, .distance(Distance(miles: 1.5)), title: "Warm-up")]),
            Segment(
                repeats: 6,
                [
                    WorkoutStep(
                        .interval,
                        .distance(Distance(meters: 800)),
                        paceRange: Pace(secondsPerMile: 460)...Pace(secondsPerMile: 470),
                        title: "Interval"
                    ),
                    WorkoutStep(.recovery, .distance(Distance(meters: 400)), title: "Jog"),
                ]
            ),
            Segment([WorkoutStep(.coolDown, .distance(Distance(miles: 1.5)), title: "Cool-down")]),
        ]
    )

    /// 3 x 6 min at 8:20 to 8:40 with 2 min of jogging, 15 min before and 10 after.
    static let tempo = Workout(
        type: .tempo,
        miles: 5.5,
        label: "3 x 6 min",
        description: "",
        reason: "",
        paceRange: Pace(secondsPerMile: 500)...Pace(secondsPerMile: 520),
        segments: [
            Segment([WorkoutStep(.warmUp, .time(900), title: "Warm-up")]),
            Segment(
                repeats: 3,
                [
                    WorkoutStep(
                        .active,
                        .time(360),
                        paceRange: Pace(secondsPerMile: 500)...Pace(secondsPerMile: 520),
                        title: "Tempo"
                    ),
                    WorkoutStep(.recovery, .time(120), title: "Jog"),
                ]
            ),
            Segment([WorkoutStep(.coolDown, .time(600), title: "Cool-down")]),
        ]
    )

    /// An even run at 8:24 a mile.
    static func even(_ type: WorkoutType = .easy, miles: Double = 6, zone: Int? = nil) -> Workout {
        Workout(
            type: type,
            miles: miles,
            label: "Run",
            description: "",
            reason: "",
            paceRange: Pace(secondsPerMile: 504)...Pace(secondsPerMile: 504),
            heartRateZone: zone
        )
    }
}

/// Speeds of the tests in metres a second.
enum Speed {
    static let easy = 2.7
    static let jog = 2.4
    /// 7:45 a mile.
    static let interval = Pace(secondsPerMile: 465).metersPerSecond
    /// 8:30 a mile.
    static let tempo = Pace(secondsPerMile: 510).metersPerSecond
}
