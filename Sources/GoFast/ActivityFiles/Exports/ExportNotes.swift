package import Foundation
package import TrainingMaths

/// What an export's lists say about one activity.
package struct ActivityNote: Sendable, Equatable {
    package var name: String?
    package var text: String?
    package var sport: Sport?
    package var start: Date?

    /// Gives the activity the name that a person sees with the service, and a sport where the file tells none.
    package func apply(to activity: inout Activity, limits: ActivityFileLimits = .standard) {
        if let name = self.name?.title(limits.text) { activity.name = name }
        guard let sport = self.sport else { return }
        if activity.sport.kind == .other || (activity.sport.kind == sport.kind && activity.sport.place == nil) {
            activity.sport = sport
        }
    }
}

/// All lists of an export: Strava's `activities.csv`, Garmin's `summarizedActivities.json`.
package struct ExportNotes: Sendable {
    /// By the end of the file's path.
    private(set) var byFile: [String: ActivityNote] = [:]
    /// By the second in which the activity began.
    private(set) var byStart: [Int: ActivityNote] = [:]
    private(set) var kind = ActivityExport.Kind.files
    /// What could not be used, in words for people.
    package private(set) var warnings: [String] = []

    /// Lists of five thousand activities have a third of this; the JSON decoder may take twenty times as much for a while.
    private static let largest = 16 * 1_048_576
    /// Garmin puts a thousand activities into one.
    static let mostLists = 50
    /// Of activities that have one: six runs a day for twenty years.
    static let mostNotes = 50_000

    init(of items: ExportItems) {
        var lists = 0
        for item in items.items {
            let name = item.name.lowercased()
            let last = name.split(separator: "/").last ?? ""
            if last == "activities.csv" || last.hasSuffix("summarizedactivities.json") {
                lists += 1
                guard lists <= Self.mostLists else { continue }
                do {
                    try self.add(item, of: items, isStrava: last == "activities.csv")
                } catch {
                    self.warn(item, "was not used, so names may be missing: \(error)")
                }
            } else if name.contains("di-connect-uploaded-files/"), self.kind == .files {
                self.kind = .garmin
            }
        }
        if lists > Self.mostLists {
            self.warnings.append(
                "It has \(lists) lists of activities; the first \(Self.mostLists) were read, so names may be missing."
            )
        }
    }

    private mutating func warn(_ item: ExportItems.Item, _ words: String) {
        self.warnings.append("\(item.name.cut(200)) \(words.cut(ActivityFileLimits.standard.text))")
    }

    init(byFile: [String: ActivityNote] = [:], byStart: [Int: ActivityNote] = [:]) {
        self.byFile = byFile
        self.byStart = byStart
    }

    /// The note of the activity that lies at `path` and began at `start`.
    package func note(for path: String, start: Date?) -> ActivityNote? {
        let parts = path.lowercased().split(separator: "/")
        if let note = self.byFile[parts.suffix(2).joined(separator: "/")] { return note }
        guard !self.byStart.isEmpty, let start else { return nil }
        guard let second = Int(exactly: start.timeIntervalSince1970.rounded()) else { return nil }
        // The service may have cut or rounded the fraction of a second.
        return [second, second - 1, second + 1].lazy.compactMap { self.byStart[$0] }.first
    }

    private mutating func add(_ item: ExportItems.Item, of items: ExportItems, isStrava: Bool) throws {
        self.kind = isStrava ? .strava : .garmin
        let bytes = try Self.bytes(item, of: items)
        let room = Self.mostNotes - self.byFile.count - self.byStart.count
        let isCut: Bool
        if isStrava {
            let list = StravaList(csv: bytes, limit: room)
            self.byFile.merge(list.notes) { _, new in new }
            isCut = list.isCut
        } else {
            let list = try GarminList(json: bytes, limit: room)
            self.byStart.merge(list.notes) { _, new in new }
            isCut = list.isCut
        }
        if isCut { self.warn(item, "has more activities than are kept, so names may be missing.") }
    }

    private static func bytes(_ item: ExportItems.Item, of items: ExportItems) throws(ExportProblem) -> [UInt8] {
        try items.entry(item).content(limit: self.largest).bytes
    }
}
