package import struct Foundation.Date

/// One recorded activity: what a device stated, and its samples.
///
/// Totals are those of the device and are never overwritten by computed ones; what is computed lives in the analysis.
package struct Activity: Sendable, Equatable {
    package var sport: Sport
    package var name: String?
    /// Nil when the device had no date (time since power-up only): then it has to be asked for.
    package var start: Date?
    /// Seconds that local time was ahead of UTC where the activity began; nil when the file does not tell.
    package var utcOffsetSeconds: Int?
    package var device: String?
    package var totals = ActivityTotals()
    package var laps: [Lap] = []
    /// In order of time, one for each moment.
    package var samples: [Sample] = []
    /// False for a route: its points have an order but no times, and `seconds` only numbers them; there is no pace in it.
    package var isTimed = true
    /// Spans in which the timer stood still, in seconds after the start, in order, apart from each other.
    package var pauses: [ClosedRange<Double>] = []
    /// The provider's id of the planned workout that was followed on the watch.
    package var workoutID: String?
    /// What was odd in the file, in words for people.
    package var warnings: [String] = []

    package init(sport: Sport, start: Date?) {
        self.sport = sport
        self.start = start
    }
}

/// What somebody did, as far as training maths tells kinds apart.
package struct Sport: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case running, walking, hiking, cycling, swimming, strength, transition, other
    }

    package enum Place: String, Sendable, Codable, CaseIterable {
        case road, trail, track, treadmill, virtual
    }

    package var kind: Kind
    /// Nil when it is not stated.
    package var place: Place?

    package init(_ kind: Kind, _ place: Place? = nil) {
        self.kind = kind
        self.place = place
    }
}

/// Totals as stated by a device; what it did not state is nil.
package struct ActivityTotals: Sendable, Equatable {
    package var distance: Distance?
    /// Seconds from start to end, pauses included.
    package var elapsedSeconds: Double?
    /// Seconds in which the timer ran.
    package var timerSeconds: Double?
    /// Beats a minute.
    package var averageHeartRate: Double?
    package var maximumHeartRate: Double?
    /// Steps a minute, both feet.
    package var averageCadence: Double?
    /// Metres.
    package var ascent: Double?
    package var descent: Double?
    package var kilocalories: Double?

    package init() {}
}

/// A part of an activity that the device or its wearer marked.
package struct Lap: Sendable, Equatable {
    package enum Trigger: String, Sendable, Codable { case manual, time, distance, position, sessionEnd, other }

    package enum Intensity: String, Sendable, Codable { case active, rest, warmUp, coolDown, recovery, interval }

    /// Seconds after the activity's start.
    package var startSeconds: Double
    package var totals: ActivityTotals
    package var trigger: Trigger?
    package var intensity: Intensity?
    /// Index of the step of the workout that was followed on the watch.
    package var workoutStep: Int?

    package init(startSeconds: Double, totals: ActivityTotals) {
        self.startSeconds = startSeconds
        self.totals = totals
    }
}

/// What a device knew at one moment; what it did not know is nil.
package struct Sample: Sendable, Equatable {
    /// Seconds after the activity's start, pauses included.
    package var seconds: Double
    /// Degrees, WGS 84.
    package var latitude: Double?
    package var longitude: Double?
    /// Metres above the sea.
    package var altitude: Double?
    /// Metres from the start on, as the device counted.
    package var distance: Double?
    /// Metres a second.
    package var speed: Double?
    /// Beats a minute.
    package var heartRate: Double?
    /// Steps a minute, both feet (revolutions a minute when cycling).
    package var cadence: Double?
    /// Watts.
    package var power: Double?
    /// Degrees Celsius.
    package var temperature: Double?

    package init(seconds: Double) { self.seconds = seconds }
}
