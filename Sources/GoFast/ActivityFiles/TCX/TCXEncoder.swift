import Foundation
package import TrainingMaths

/// Writes Garmin's Training Center Database, version 2, valid by its schema.
///
/// Whole numbers are what the schema has for heart rate, cadence (one foot) and power; temperature has no place in it.
package enum TCXEncoder {
    /// One file with `activities`, in their order.
    /// - Throws: ``ActivityExportError/noTimes``.
    package static func encode(_ activities: [Activity]) throws(ActivityExportError) -> [UInt8] {
        var writer = XMLWriter()
        writer.begin(
            "TrainingCenterDatabase",
            [
                "xmlns": "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2",
                "xmlns:ns3": "http://www.garmin.com/xmlschemas/ActivityExtension/v2",
                "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            ]
        )
        writer.begin("Activities")
        for activity in activities {
            guard let start = activity.start, activity.isTimed else { throw .noTimes }
            Self.write(activity, start: start.timeIntervalSince1970, to: &writer)
        }
        return writer.finished()
    }

    private static func write(_ activity: Activity, start: Double, to writer: inout XMLWriter) {
        let sport: [Sport.Kind: String] = [.running: "Running", .cycling: "Biking"]
        writer.begin("Activity", ["Sport": sport[activity.sport.kind] ?? "Other"])
        writer.leaf("Id", XMLTime.text(start))
        var laps = activity.laps.sorted { $0.startSeconds < $1.startSeconds }
        if laps.isEmpty { laps = [Lap(startSeconds: 0, totals: activity.totals)] }
        var first = 0
        for (index, lap) in laps.enumerated() {
            let next = index + 1 < laps.count ? laps[index + 1].startSeconds : .infinity
            var last = first
            while last < activity.samples.count, activity.samples[last].seconds < next { last += 1 }
            // The first lap begins where the activity does, so that reading finds the same start.
            let begin = index == 0 ? 0 : lap.startSeconds
            let end = min(next, max(begin, activity.samples.last?.seconds ?? begin))
            let times = LapTimes(start: start, begin: begin, end: end)
            Self.write(lap, times, first..<last, of: activity, to: &writer)
            first = last
        }
        if let name = activity.name { writer.leaf("Notes", name) }
        if let device = activity.device {
            writer.begin("Creator", ["xsi:type": "Device_t"])
            writer.leaf("Name", device)
            writer.leaf("UnitId", 0)
            writer.leaf("ProductID", 0)
            writer.begin("Version")
            writer.leaf("VersionMajor", 0)
            writer.leaf("VersionMinor", 0)
            writer.end()
            writer.end()
        }
        writer.end()
    }

    private struct LapTimes {
        /// Seconds since 1970 of the activity.
        var start: Double
        /// Seconds after it.
        var begin: Double
        var end: Double
    }

    private static func write(
        _ lap: Lap,
        _ times: LapTimes,
        _ samples: Range<Int>,
        of activity: Activity,
        to writer: inout XMLWriter
    ) {
        let isOnFoot = [.running, .walking, .hiking].contains(activity.sport.kind)
        let paused = activity.pauses.reduce(0) {
            $0 + max(0, min($1.upperBound, times.end) - max($1.lowerBound, times.begin))
        }
        let distances = samples.compactMap { activity.samples[$0].distance }
        writer.begin("Lap", ["StartTime": XMLTime.text(times.start + times.begin)])
        writer.leaf("TotalTimeSeconds", lap.totals.timerSeconds ?? max(0, times.end - times.begin - paused))
        writer.leaf("DistanceMeters", lap.totals.distance?.meters ?? (distances.last ?? 0) - (distances.first ?? 0))
        writer.wholeLeaf("Calories", lap.totals.kilocalories ?? 0)
        Self.writeHeartRate("AverageHeartRateBpm", lap.totals.averageHeartRate, to: &writer)
        Self.writeHeartRate("MaximumHeartRateBpm", lap.totals.maximumHeartRate, to: &writer)
        writer.leaf("Intensity", [.rest, .recovery].contains(lap.intensity) ? "Resting" : "Active")
        if !isOnFoot { writer.wholeLeaf("Cadence", lap.totals.averageCadence) }
        writer.leaf("TriggerMethod", Self.trigger(lap.trigger))
        for stretch in activity.stretches(of: samples) {
            writer.begin("Track")
            for index in stretch {
                Self.write(activity.samples[index], start: times.start, isOnFoot: isOnFoot, to: &writer)
            }
            writer.end()
        }
        if isOnFoot, let cadence = lap.totals.averageCadence {
            writer.begin("Extensions")
            writer.begin("ns3:LX")
            writer.wholeLeaf("ns3:AvgRunCadence", cadence / 2)
            writer.end()
            writer.end()
        }
        writer.end()
    }

    private static func trigger(_ trigger: Lap.Trigger?) -> String {
        switch trigger {
        case .distance: "Distance"
        case .time: "Time"
        case .position: "Location"
        case .manual, .sessionEnd, .other, nil: "Manual"
        }
    }

    private static func writeHeartRate(_ name: String, _ value: Double?, to writer: inout XMLWriter) {
        guard let value else { return }
        writer.begin(name)
        writer.wholeLeaf("Value", value)
        writer.end()
    }

    private static func write(_ sample: Sample, start: Double, isOnFoot: Bool, to writer: inout XMLWriter) {
        writer.begin("Trackpoint")
        writer.leaf("Time", XMLTime.text(start + sample.seconds))
        if let latitude = sample.latitude, let longitude = sample.longitude {
            writer.begin("Position")
            writer.leaf("LatitudeDegrees", latitude)
            writer.leaf("LongitudeDegrees", longitude)
            writer.end()
        }
        writer.leaf("AltitudeMeters", sample.altitude)
        writer.leaf("DistanceMeters", sample.distance)
        Self.writeHeartRate("HeartRateBpm", sample.heartRate, to: &writer)
        if !isOnFoot { writer.wholeLeaf("Cadence", sample.cadence) }
        if sample.speed != nil || sample.power != nil || isOnFoot && sample.cadence != nil {
            writer.begin("Extensions")
            writer.begin("ns3:TPX")
            writer.leaf("ns3:Speed", sample.speed)
            if isOnFoot { writer.wholeLeaf("ns3:RunCadence", sample.cadence.map { $0 / 2 }) }
            writer.wholeLeaf("ns3:Watts", sample.power)
            writer.end()
            writer.end()
        }
        writer.end()
    }
}
