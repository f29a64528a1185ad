@testable import TrainingMaths

extension Activity {
    /// A run at an even speed with a sample each second; `change` may alter each sample.
    static func sample(
        seconds: Int,
        speed: Double = 3,
        sport: Sport = Sport(.running, .road),
        change: (inout Sample) -> Void = { _ in }
    ) -> Activity {
        var activity = Activity(sport: sport, start: nil)
        activity.samples = (0...seconds).map { second in
            var sample = Sample(seconds: Double(second))
            sample.distance = Double(second) * speed
            change(&sample)
            return sample
        }
        return activity
    }

    /// The same, with positions along a meridian instead of distances.
    static func northward(seconds: Int, speed: Double = 3, change: (inout Sample) -> Void = { _ in }) -> Activity {
        Activity.sample(seconds: seconds, speed: speed) { sample in
            let degrees = (sample.distance ?? 0) / GreatCircle.earthRadius * 180 / .pi
            sample.distance = nil
            sample.latitude = 48 + degrees
            sample.longitude = 11
            change(&sample)
        }
    }
}

extension RunMetrics {
    func flags(_ reason: DataQualityFlag.Reason) -> [DataQualityFlag] { self.flags.filter { $0.reason == reason } }
}

/// A small generator of the same numbers in each run (SplitMix64, Steele et al. 2014).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
