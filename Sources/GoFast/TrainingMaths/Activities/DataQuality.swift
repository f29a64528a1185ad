/// A stretch of a recording that should not be believed, and why.
///
/// Flags never change an activity: they keep doubtful data out of records and out of heart-rate figures, and a page can show them.
package struct DataQualityFlag: Sendable, Equatable {
    package enum Reason: String, Sendable, Codable, CaseIterable {
        /// A position that nobody can have reached and come back from.
        case gpsSpike
        /// The distance leapt, or ran backwards, between two samples.
        case distanceJump
        /// Faster, for several samples on end, than anybody moves in this sport.
        case absurdSpeed
        /// Samples without a distance, bridged by a straight line.
        case missingDistance
        /// Nothing was recorded for a while although the timer ran.
        case timeJump
        /// The clock was set back, or to another time altogether.
        case clockChange
        /// Several samples for one moment.
        case duplicateSecond
        /// The sensor lost the pulse.
        case heartRateDropout
        /// The sensor most likely counted steps instead of heart beats.
        case cadenceLock
        /// A lap whose stated distance is far from what its samples say.
        case lapDisagrees
    }

    package var reason: Reason
    /// Seconds after the activity's start.
    package var span: ClosedRange<Double>
    /// Best efforts never overlap this span.
    package var spoilsRecords: Bool
    /// What was found and what is done about it, in words for people.
    package var text: String

    /// Heart-rate averages and zones leave this span out.
    package var spoilsHeartRate: Bool { self.reason == .cadenceLock || self.reason == .heartRateDropout }

    package init(_ reason: Reason, _ span: ClosedRange<Double>, spoilsRecords: Bool, text: String) {
        self.reason = reason
        self.span = span
        self.spoilsRecords = spoilsRecords
        self.text = text
    }
}

/// Where an activity's distance comes from, in the order in which sources are preferred.
package enum DistanceSource: String, Sendable, Codable, CaseIterable {
    /// Counted by the device, sample by sample (satellites, footpod or treadmill).
    case device
    /// Summed from positions.
    case positions
    /// Integrated from speeds.
    case speed
    /// Only the total is known: there are no splits and no best efforts.
    case statedTotal
    case none
}

/// How the moving time was found.
package enum MovingTimeMethod: String, Sendable, Codable {
    /// The wearer, or auto-pause, stopped the timer.
    case timerEvents
    /// Slower than 0.5 m/s for more than 3 s counts as standing.
    case speed
    /// Neither is known: all timer time counts as moving.
    case timer
}
