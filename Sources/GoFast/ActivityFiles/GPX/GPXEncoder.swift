import Foundation
package import TrainingMaths

/// Writes GPX 1.1 with Garmin's TrackPointExtension v2 and PowerExtension v1.
///
/// A point of GPX is a position: samples without one, laps and totals have no place in it.
package enum GPXEncoder {
    /// One file with a track for each of `activities`; one that has no date is written without times.
    package static func encode(_ activities: [Activity]) -> [UInt8] {
        var writer = XMLWriter()
        writer.begin(
            "gpx",
            [
                "version": "1.1",
                "creator": activities.lazy.compactMap(\.device).first ?? "GoFast",
                "xmlns": "http://www.topografix.com/GPX/1/1",
                "xmlns:gpxtpx": "http://www.garmin.com/xmlschemas/TrackPointExtension/v2",
                "xmlns:gpxpx": "http://www.garmin.com/xmlschemas/PowerExtension/v1",
            ]
        )
        if let start = activities.lazy.compactMap(\.start).first {
            writer.begin("metadata")
            writer.leaf("time", XMLTime.text(start.timeIntervalSince1970))
            writer.end()
        }
        for activity in activities { Self.write(activity, to: &writer) }
        return writer.finished()
    }

    private static func write(_ activity: Activity, to writer: inout XMLWriter) {
        let isOnFoot = [.running, .walking, .hiking].contains(activity.sport.kind)
        let start = activity.isTimed ? activity.start?.timeIntervalSince1970 : nil
        writer.begin("trk")
        if let name = activity.name { writer.leaf("name", name) }
        writer.leaf("type", Self.type(of: activity.sport))
        for stretch in activity.stretches(of: activity.samples.indices) {
            let located = stretch.filter {
                activity.samples[$0].latitude?.isFinite == true && activity.samples[$0].longitude?.isFinite == true
            }
            guard !located.isEmpty else { continue }
            writer.begin("trkseg")
            for index in located { Self.write(activity.samples[index], start: start, isOnFoot: isOnFoot, to: &writer) }
            writer.end()
        }
        writer.end()
    }

    private static func type(of sport: Sport) -> String {
        let kind = sport.kind == .strength ? "strength_training" : sport.kind.rawValue
        // Only these pairs are words that readers know.
        switch (sport.kind, sport.place) {
        case (.running, let place?) where place != .road: return "\(place.rawValue)_running"
        case (.cycling, .virtual): return "virtual_cycling"
        default: return kind
        }
    }

    private static func write(_ sample: Sample, start: Double?, isOnFoot: Bool, to writer: inout XMLWriter) {
        guard let latitude = sample.latitude, let longitude = sample.longitude else { return }
        writer.begin("trkpt", ["lat": XMLWriter.decimal(latitude), "lon": XMLWriter.decimal(longitude)])
        writer.leaf("ele", sample.altitude)
        if let start { writer.leaf("time", XMLTime.text(start + sample.seconds)) }
        let hasMore = [sample.speed, sample.heartRate, sample.cadence, sample.temperature].contains { $0 != nil }
        if hasMore || sample.power != nil {
            writer.begin("extensions")
            if hasMore {
                writer.begin("gpxtpx:TrackPointExtension")
                writer.leaf("gpxtpx:atemp", sample.temperature)
                writer.wholeLeaf("gpxtpx:hr", sample.heartRate)
                writer.wholeLeaf("gpxtpx:cad", sample.cadence.map { isOnFoot ? $0 / 2 : $0 })
                writer.leaf("gpxtpx:speed", sample.speed)
                writer.end()
            }
            writer.wholeLeaf("gpxpx:PowerInWatts", sample.power)
            writer.end()
        }
        writer.end()
    }
}
