import Foundation
import TrainingMaths

/// Garmin's `…_summarizedActivities.json`: what its web pages show for each activity.
///
/// The uploaded files carry other numbers than the activities, so the two meet by the second in which they began.
struct GarminList {
    /// By the start in seconds since 1970.
    private(set) var notes: [Int: ActivityNote] = [:]

    /// More pages or activities than were asked for are left.
    private(set) var isCut = false

    /// - Throws: `DecodingError` when it is not that kind of JSON.
    init(json bytes: [UInt8], limit: Int, textLimit: Int = ActivityFileLimits.standard.text) throws {
        let decoder = JSONDecoder()
        if let key = CodingUserInfoKey.mostItems { decoder.userInfo[key] = limit }
        let pages = try decoder.decode(Start<Page>.self, from: Data(bytes))
        self.isCut = pages.isCut
        for page in pages.items {
            guard let summaries = page.summarizedActivitiesExport else { continue }
            self.isCut = self.isCut || summaries.isCut
            for summary in summaries.items {
                guard let start = summary.startTimeGmt ?? summary.beginTimestamp, start.isFinite,
                    let second = Int(exactly: (start / 1000).rounded(.down))
                else { continue }
                guard self.notes.count < limit else {
                    self.isCut = true
                    return
                }
                self.notes[second] = ActivityNote(
                    name: summary.name?.title(textLimit),
                    text: summary.description?.title(textLimit),
                    sport: summary.activityType.flatMap(Self.sport),
                    start: Date(timeIntervalSince1970: start / 1000)
                )
            }
        }
    }

    /// The first items of an array, as many as the decoder's `userInfo` allows: an array of nothing but `{}` is cheap to
    /// send and dear to keep.
    private struct Start<Item: Decodable>: Decodable {
        let items: [Item]
        let isCut: Bool

        init(from decoder: any Decoder) throws {
            let limit = CodingUserInfoKey.mostItems.flatMap { decoder.userInfo[$0] as? Int } ?? 0
            var array = try decoder.unkeyedContainer()
            var items: [Item] = []
            while !array.isAtEnd, items.count < limit { items.append(try array.decode(Item.self)) }
            self.items = items
            self.isCut = !array.isAtEnd
        }
    }

    private struct Page: Decodable {
        let summarizedActivitiesExport: Start<Summary>?
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

extension CodingUserInfoKey {
    fileprivate static let mostItems = CodingUserInfoKey(rawValue: "mostItems")
}
