import Foundation
import TrainingMaths

/// Garmin's `…_summarizedActivities.json`: what its web pages show for each activity.
///
/// The uploaded files carry other numbers than the activities, so the two meet by the second in which they began.
struct GarminList {
    /// By the start in seconds since 1970.
    private(set) var notes: [Int: ActivityNote] = [:]

    /// - Throws: `DecodingError` when it is not that kind of JSON.
    init(json bytes: [UInt8]) throws {
        for page in try JSONDecoder().decode([Page].self, from: Data(bytes)) {
            for summary in page.summarizedActivitiesExport ?? [] {
                guard let start = summary.startTimeGmt ?? summary.beginTimestamp, start.isFinite,
                    let second = Int(exactly: (start / 1000).rounded(.down))
                else { continue }
                self.notes[second] = ActivityNote(
                    name: summary.name.map { String($0.prefix(1000)) },
                    text: summary.description.map { String($0.prefix(1000)) },
                    sport: summary.activityType.flatMap(Self.sport),
                    start: Date(timeIntervalSince1970: start / 1000)
                )
            }
        }
    }

    private struct Page: Decodable {
        let summarizedActivitiesExport: [Summary]?
    }

    private struct Summary: Decodable {
        let name: String?
        let description: String?
        let activityType: String?
        /// Milliseconds since 1970.
        let startTimeGmt: Double?
        let beginTimestamp: Double?
    }

    private static func sport(_ type: String) -> Sport? {
        switch type.lowercased() {
        case "running", "street_running", "ultra_run", "obstacle_run": Sport(.running)
        case "trail_running": Sport(.running, .trail)
        case "track_running": Sport(.running, .track)
        case "treadmill_running", "indoor_running", "indoor_track_running": Sport(.running, .treadmill)
        case "virtual_run", "virtual_running": Sport(.running, .virtual)
        case "walking", "casual_walking", "speed_walking": Sport(.walking)
        case "hiking": Sport(.hiking)
        case "cycling", "road_biking", "mountain_biking", "gravel_cycling", "indoor_cycling": Sport(.cycling)
        case "virtual_ride": Sport(.cycling, .virtual)
        case "lap_swimming", "open_water_swimming", "swimming": Sport(.swimming)
        case "strength_training": Sport(.strength)
        default: nil
        }
    }
}
