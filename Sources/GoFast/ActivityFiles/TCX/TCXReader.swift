import TrainingMaths

/// Turns the elements of a TCX file into activities.
struct TCXReader: XMLElementReader {
    private let limits: ActivityFileLimits
    private var activities: [Activity] = []
    private var draft: TrackDraft?
    private var point: XMLPoint?
    private var isInLap = false
    private var oddities: XMLOddities
    private var samples = 0
    private var laps = 0
    private var other: String?
    private var warnings: [String] = []

    init(limits: ActivityFileLimits) {
        self.limits = limits
        self.oddities = XMLOddities(limit: limits.warnings)
    }

    mutating func open(_ name: String, in parent: String, attributes: [String: String]) {
        switch name {
        case "Trackpoint": if self.isInLap { self.point = XMLPoint() }
        case "Track": if self.isInLap { self.draft?.breakHere() }
        case "Lap": if self.draft != nil { self.beginLap(attributes) }
        case "Activity": self.begin(Sport(text: attributes["Sport"] ?? "") ?? Sport(.other))
        case "Transition":
            self.begin(Sport(.transition))
            self.beginLap(attributes)
        // Version 1, of watches before 2007, names the sport by the folder of the run.
        case "Run" where ["Running", "Biking", "Other"].contains(parent):
            self.begin(Sport(text: parent) ?? Sport(.other))
        case "Course": self.other = self.other ?? "a course"
        case "Workout": self.other = self.other ?? "workouts"
        default: break
        }
    }

    mutating func close(_ name: String, in parent: String, text: String) {
        if self.point != nil {
            self.closeInPoint(name, in: parent, text)
        } else if self.draft != nil {
            self.closeInActivity(name, in: parent, text)
        }
    }

    private mutating func closeInPoint(_ name: String, in parent: String, _ text: String) {
        switch (parent, name) {
        case (_, "Trackpoint"): self.endPoint()
        case ("Trackpoint", "Time"): self.point?.setTime(text, &self.oddities)
        case ("Position", "LatitudeDegrees"): self.set(.latitude, name, text)
        case ("Position", "LongitudeDegrees"): self.set(.longitude, name, text)
        case ("Trackpoint", "AltitudeMeters"): self.set(.altitude, name, text)
        case ("Trackpoint", "DistanceMeters"): self.set(.distance, name, text)
        case ("Trackpoint", "HeartRateBpm") where !XMLValues.trimmed(text).isEmpty: self.set(.heartRate, name, text)
        case ("HeartRateBpm", "Value"): self.set(.heartRate, "HeartRateBpm", text)
        case ("Trackpoint", "Cadence"): self.set(.cadence, name, text)
        case (_, "Speed"): self.set(.speed, name, text)
        case (_, "RunCadence"): self.set(.cadence, name, text)
        case (_, "Watts"): self.set(.power, name, text)
        default: break
        }
    }

    private mutating func set(_ field: XMLField, _ name: String, _ text: String) {
        self.point?.set(field, text, element: name, &self.oddities)
    }

    private mutating func endPoint() {
        guard let point = self.point else { return }
        self.point = nil
        guard let time = point.time else {
            self.oddities.note("Points without a time were left out.")
            return
        }
        guard self.samples < self.limits.samples else {
            self.oddities.note("Only the first \(self.limits.samples) points were read.")
            return
        }
        self.samples += 1
        if self.draft?.utcOffset == nil { self.draft?.utcOffset = time.offset }
        let sample = point.settled(&self.oddities)
        self.draft?.samples.append(sample)
    }

    private mutating func begin(_ sport: Sport) {
        self.end()
        self.draft = TrackDraft(sport: sport)
        self.oddities = XMLOddities(limit: self.limits.warnings)
    }

    private mutating func beginLap(_ attributes: [String: String]) {
        guard self.laps < self.limits.laps else {
            self.oddities.note("Only the first \(self.limits.laps) laps were read.")
            return
        }
        self.laps += 1
        self.isInLap = true
        self.draft?.breakHere()
        var lap = TrackDraft.DraftLap(firstSample: self.draft?.samples.count ?? 0)
        if let text = attributes["StartTime"] {
            lap.start = XMLTime(text)?.seconds
            if lap.start == nil { self.oddities.ignore("StartTime") }
        }
        self.draft?.laps.append(lap)
    }

    private mutating func closeInActivity(_ name: String, in parent: String, _ text: String) {
        switch (parent, name) {
        case (_, "Activity"), (_, "Run"): self.end()
        case (_, "Transition"): self.end()
        case (_, "Lap"): self.isInLap = false
        case ("Activity", "Id"): self.draft?.statedStart = XMLTime(text)?.seconds
        case ("Activity", "Notes"): self.draft?.name = text.title(self.limits.text)
        case ("Creator", "Name"): self.draft?.device = text.title(self.limits.text)
        default: if self.isInLap { self.closeInLap(name, in: parent, text) }
        }
    }

    private mutating func closeInLap(_ name: String, in parent: String, _ text: String) {
        guard var draft = self.draft.take(), var lap = draft.laps.popLast() else { return }
        switch (parent, name) {
        case (_, "TotalTimeSeconds"): lap.totals.timerSeconds = self.number(name, text)
        case ("Lap", "DistanceMeters"), ("Transition", "DistanceMeters"):
            lap.totals.distance = self.number(name, text, atMost: 100_000_000).map { Distance(meters: $0) }
        case (_, "Calories"): lap.totals.kilocalories = self.number(name, text)
        case ("AverageHeartRateBpm", "Value"): lap.totals.averageHeartRate = self.heartRate(parent, text)
        case ("MaximumHeartRateBpm", "Value"): lap.totals.maximumHeartRate = self.heartRate(parent, text)
        case ("Lap", "Cadence"), (_, "AvgRunCadence"):
            lap.totals.averageCadence = self.number(name, text, atMost: 500).flatMap { $0 > 0 ? $0 : nil }
        case (_, "Intensity"): lap.intensity = Self.intensity(XMLValues.trimmed(text))
        case (_, "TriggerMethod"): lap.trigger = Self.trigger(XMLValues.trimmed(text))
        default: break
        }
        draft.laps.append(lap)
        self.draft = draft
    }

    private mutating func number(_ name: String, _ text: String, atMost limit: Double = 10_000_000) -> Double? {
        if let value = XMLValues.number(text), (0...limit).contains(value) { return value }
        self.oddities.ignore(name)
        return nil
    }

    private mutating func heartRate(_ name: String, _ text: String) -> Double? {
        self.number(name, text, atMost: 300).flatMap { $0 > 0 ? $0 : nil }
    }

    private static func intensity(_ text: String) -> Lap.Intensity? {
        text == "Active" ? .active : text == "Resting" ? .rest : nil
    }

    private static func trigger(_ text: String) -> Lap.Trigger? {
        switch text {
        case "Manual": .manual
        case "Distance": .distance
        case "Time": .time
        case "Location": .position
        case "": nil
        default: .other
        }
    }

    private mutating func end() {
        self.point = nil
        self.isInLap = false
        guard var draft = self.draft.take(), !draft.isEmpty else { return }
        guard self.activities.count < self.limits.activities else {
            self.warnings = ["Only the first \(self.limits.activities) activities were read."]
            return
        }
        draft.totals = ActivityTotals(laps: draft.laps.map(\.totals))
        self.activities.append(draft.activity(limits: self.limits, oddities: self.oddities))
    }

    /// What was read.
    mutating func file(source: XMLSource, ending: XMLEnding) throws(ActivityFileError) -> DecodedFile {
        self.end()
        var warnings = source.warnings + self.warnings
        switch ending {
        case .complete: break
        case .flawed(let reason): warnings.append("The file has a defect: \(reason).")
        case .broken(let reason):
            guard !self.activities.isEmpty else { throw .damaged(.tcx, reason) }
            warnings.append("The file is damaged: \(reason). What came before was read.")
        }
        guard !self.activities.isEmpty else { throw .noActivity(self.other ?? "nothing") }
        return DecodedFile(activities: self.activities, warnings: warnings)
    }
}
