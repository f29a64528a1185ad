import Foundation
import TrainingMaths

extension DecodedFile {
    /// The whole file as JSON, for programs: units are in the names, times in seconds after the activity's start, absent values
    /// left out.
    ///
    /// `{"activities": [{"sport", "start", "totals": {"distanceMeters", "timerSeconds", ...}, "laps": [...], "samples": [...]}]}`
    package func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try [UInt8](encoder.encode(File(self)))
    }

    private struct File: Encodable {
        let activities: [ActivityJSON]
        let workouts: [String]
        let warnings: [String]

        init(_ file: DecodedFile) {
            self.activities = file.activities.map(ActivityJSON.init)
            self.workouts = file.workouts.map(\.name)
            self.warnings = file.warnings
        }
    }
}

private struct ActivityJSON: Encodable {
    struct Totals: Encodable {
        let distanceMeters, elapsedSeconds, timerSeconds, averageHeartRate, maximumHeartRate: Double?
        let averageCadence, ascentMeters, descentMeters, kilocalories: Double?

        init(_ totals: ActivityTotals) {
            self.distanceMeters = totals.distance?.meters.finite
            self.elapsedSeconds = totals.elapsedSeconds?.finite
            self.timerSeconds = totals.timerSeconds?.finite
            self.averageHeartRate = totals.averageHeartRate?.finite
            self.maximumHeartRate = totals.maximumHeartRate?.finite
            self.averageCadence = totals.averageCadence?.finite
            self.ascentMeters = totals.ascent?.finite
            self.descentMeters = totals.descent?.finite
            self.kilocalories = totals.kilocalories?.finite
        }
    }

    struct LapJSON: Encodable {
        let startSeconds: Double?
        let totals: Totals
        let trigger, intensity: String?
        let workoutStep: Int?

        init(_ lap: Lap) {
            self.startSeconds = lap.startSeconds.finite
            self.totals = Totals(lap.totals)
            self.trigger = lap.trigger?.rawValue
            self.intensity = lap.intensity?.rawValue
            self.workoutStep = lap.workoutStep
        }
    }

    struct SampleJSON: Encodable {
        let seconds, latitude, longitude, altitudeMeters, distanceMeters, metersPerSecond: Double?
        let heartRate, cadence, watts, celsius: Double?

        init(_ sample: Sample) {
            self.seconds = sample.seconds.finite
            self.latitude = sample.latitude?.finite
            self.longitude = sample.longitude?.finite
            self.altitudeMeters = sample.altitude?.finite
            self.distanceMeters = sample.distance?.finite
            self.metersPerSecond = sample.speed?.finite
            self.heartRate = sample.heartRate?.finite
            self.cadence = sample.cadence?.finite
            self.watts = sample.power?.finite
            self.celsius = sample.temperature?.finite
        }
    }

    let sport: String
    let place, name, start, device, workoutID: String?
    let utcOffsetSeconds: Int?
    let totals: Totals
    let laps: [LapJSON]
    let samples: [SampleJSON]
    let pauses: [[Double]]
    let warnings: [String]

    init(_ activity: Activity) {
        self.sport = activity.sport.kind.rawValue
        self.place = activity.sport.place?.rawValue
        self.name = activity.name
        self.start = activity.start.map {
            $0.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
        }
        self.device = activity.device
        self.workoutID = activity.workoutID
        self.utcOffsetSeconds = activity.utcOffsetSeconds
        self.totals = Totals(activity.totals)
        self.laps = activity.laps.map(LapJSON.init)
        self.samples = activity.samples.map(SampleJSON.init)
        self.pauses = activity.pauses.map { [$0.lowerBound, $0.upperBound] }
        self.warnings = activity.warnings
    }
}

extension Double {
    /// Nil for what JSON can't hold.
    fileprivate var finite: Double? { self.isFinite ? self : nil }
}
