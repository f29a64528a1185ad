import TrainingMaths

/// Turns the elements of a GPX file into activities.
struct GPXReader: XMLElementReader {
    /// Devices begin a new track when they lose the satellites or their power; after three hours it is another outing.
    private static let longestBreak = 10_800.0

    private let limits: ActivityFileLimits
    private var tracks: [Activity] = []
    private var routes: [Activity] = []
    private var draft: TrackDraft?
    /// The track before, which the next one may continue.
    private var pending: (draft: TrackDraft, oddities: XMLOddities, isRoute: Bool)?
    private var point: XMLPoint?
    private var oddities: XMLOddities
    private var samples = 0
    private var creator: String?
    private var fileName: String?
    private var type: String?
    private var waypoints = 0
    private var warnings: [String] = []

    init(limits: ActivityFileLimits) {
        self.limits = limits
        self.oddities = XMLOddities(limit: limits.warnings)
    }

    mutating func open(_ name: String, in parent: String, attributes: [String: String]) {
        switch name {
        case "trkpt", "rtept":
            guard self.draft != nil else { return }
            var point = XMLPoint()
            point.set(.latitude, attributes["lat"] ?? "", element: "lat", &self.oddities)
            point.set(.longitude, attributes["lon"] ?? "", element: "lon", &self.oddities)
            self.point = point
        case "trkseg": self.draft?.breakHere()
        case "trk", "rte": if self.point == nil { self.begin() }
        case "wpt": self.waypoints += 1
        case "gpx" where parent.isEmpty:
            self.creator = attributes["creator"].flatMap { $0.title(self.limits.text) }
        default: break
        }
    }

    mutating func close(_ name: String, in parent: String, text: String) {
        if self.point != nil {
            self.closeInPoint(name, text)
        } else if self.draft != nil {
            self.closeInTrack(name, in: parent, text)
        } else if name == "name", parent == "metadata" || parent == "gpx" {
            self.fileName = text.title(self.limits.text)
        }
    }

    private mutating func closeInPoint(_ name: String, _ text: String) {
        switch name {
        case "trkpt", "rtept": self.endPoint()
        case "time": self.point?.setTime(text, &self.oddities)
        case "ele": self.set(.altitude, name, text)
        case "speed": self.set(.speed, name, text)
        case "hr", "heartrate": self.set(.heartRate, name, text)
        case "cad", "cadence": self.set(.cadence, name, text)
        case "atemp", "temp": self.set(.temperature, name, text)
        case "power", "PowerInWatts": self.set(.power, name, text)
        case "distance": self.set(.distance, name, text)
        default: break
        }
    }

    private mutating func set(_ field: XMLField, _ name: String, _ text: String) {
        self.point?.set(field, text, element: name, &self.oddities)
    }

    private mutating func endPoint() {
        guard let point = self.point.take() else { return }
        guard self.samples < self.limits.samples else {
            self.oddities.note("Only the first \(self.limits.samples) points were read.")
            return
        }
        let sample = point.settled(&self.oddities)
        guard !(sample.isBlank && point.time == nil) else { return }
        self.samples += 1
        if self.draft?.utcOffset == nil { self.draft?.utcOffset = point.time?.offset }
        self.draft?.samples.append(sample)
    }

    private mutating func begin() {
        self.end(isRoute: false)
        self.draft = TrackDraft(sport: Sport(.other))
        self.type = nil
        self.oddities = XMLOddities(limit: self.limits.warnings)
    }

    private mutating func closeInTrack(_ name: String, in parent: String, _ text: String) {
        switch (parent, name) {
        case (_, "trk"): self.end(isRoute: false)
        case (_, "rte"): self.end(isRoute: true)
        case ("trk", "name"), ("rte", "name"): self.draft?.name = text.title(self.limits.text)
        case ("trk", "type"), ("rte", "type"): self.type = text.title(self.limits.text)
        case ("TrackStatsExtension", _): self.closeInStatistics(name, text)
        default: break
        }
    }

    /// Garmin's `TrackStatsExtension` v1: the device's own totals.
    private mutating func closeInStatistics(_ name: String, _ text: String) {
        guard var draft = self.draft.take() else { return }
        defer { self.draft = draft }
        let value = XMLValues.number(text).flatMap { (0...100_000_000).contains($0) ? $0 : nil }
        switch name {
        case "Distance": draft.totals.distance = value.map { Distance(meters: $0) }
        case "TimerTime": draft.totals.timerSeconds = value
        case "TotalElapsedTime": draft.totals.elapsedSeconds = value
        case "Ascent": draft.totals.ascent = value
        case "Descent": draft.totals.descent = value
        case "Calories": draft.totals.kilocalories = value
        case "AverageHeartRate": draft.totals.averageHeartRate = value
        case "MaximumHeartRate": draft.totals.maximumHeartRate = value
        case "AverageCadence": draft.totals.averageCadence = value
        default: return
        }
        if value == nil { self.oddities.ignore(name) }
    }

    private mutating func end(isRoute: Bool) {
        self.point = nil
        guard var draft = self.draft.take(), !draft.isEmpty else { return }
        draft.name = draft.name ?? self.fileName
        draft.device = self.creator
        draft.sport = self.sport(of: draft)
        if !isRoute, self.pending?.draft.isContinued(by: draft, within: Self.longestBreak) == true {
            self.pending?.draft.append(draft)
            self.pending?.oddities.add(self.oddities)
        } else {
            self.flush()
            self.pending = (draft, self.oddities, isRoute)
        }
    }

    private mutating func flush() {
        guard let pending = self.pending.take() else { return }
        guard self.tracks.count + self.routes.count < self.limits.activities else {
            self.warnings = ["Only the first \(self.limits.activities) tracks were read."]
            return
        }
        let activity = pending.draft.activity(limits: self.limits, oddities: pending.oddities)
        if pending.isRoute { self.routes.append(activity) } else { self.tracks.append(activity) }
    }

    /// The stated type; without one, a name such as "Morning Run" tells a run, as runs are what people name so.
    private func sport(of draft: TrackDraft) -> Sport {
        if let type = self.type, let sport = Sport(text: type) { return sport }
        if self.type == nil, let name = draft.name, !name.allSatisfy(\.isNumber), let sport = Sport(text: name) {
            return sport
        }
        return Sport(.other)
    }

    /// What was read; routes only when there is no track, since a track usually follows its route.
    mutating func file(source: XMLSource, ending: XMLEnding) throws(ActivityFileError) -> DecodedFile {
        self.end(isRoute: false)
        self.flush()
        let activities = self.tracks.isEmpty ? self.routes : self.tracks
        var warnings = source.warnings + self.warnings
        switch ending {
        case .complete: break
        case .flawed(let reason): warnings.append("The file has a defect: \(reason).")
        case .broken(let reason):
            guard !activities.isEmpty else { throw .damaged(.gpx, reason) }
            warnings.append("The file is damaged: \(reason). What came before was read.")
        }
        guard !activities.isEmpty else { throw .noActivity(self.waypoints > 0 ? "waypoints" : "nothing") }
        return DecodedFile(activities: activities, warnings: warnings)
    }
}
