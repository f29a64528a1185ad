import TrainingMaths

/// An activity while its file is read: points with absolute times, in the order of the file.
struct TrackDraft {
    /// A lap as stated; times are seconds since 1970.
    struct DraftLap {
        var start: Double?
        var firstSample: Int
        var totals = ActivityTotals()
        var trigger: Lap.Trigger?
        var intensity: Lap.Intensity?
    }

    var sport: Sport
    var name: String?
    var device: String?
    var utcOffset: Int?
    var totals = ActivityTotals()
    /// `seconds` are those since 1970, or not a number for a point without a time.
    var samples: [Sample] = []
    /// Indices of samples that begin a new stretch of recording.
    private(set) var breaks: [Int] = []
    var laps: [DraftLap] = []
    /// Stated when nothing else tells, e.g. an activity without points.
    var statedStart: Double?

    init(sport: Sport) { self.sport = sport }

    var isEmpty: Bool { self.samples.isEmpty && self.laps.isEmpty }

    /// What comes next belongs to another stretch.
    mutating func breakHere() {
        if !self.samples.isEmpty && self.breaks.last != self.samples.count { self.breaks.append(self.samples.count) }
    }

    /// True when `next` is of the same sport and begins within `seconds` after this one ended.
    func isContinued(by next: TrackDraft, within seconds: Double) -> Bool {
        guard self.sport == next.sport, let end = self.samples.last(where: { !$0.seconds.isNaN }),
            let start = next.samples.first(where: { !$0.seconds.isNaN })
        else { return false }
        return (0...seconds).contains(start.seconds - end.seconds)
    }

    mutating func append(_ next: TrackDraft) {
        let count = self.samples.count
        self.breakHere()
        self.samples += next.samples
        self.breaks += next.breaks.map { $0 + count }
        // What was stated for one part is not true of the whole.
        self.totals = ActivityTotals()
    }

    mutating func moveBreaks(_ move: (Int) -> Int) { self.breaks = self.breaks.map(move) }
}

extension Sample {
    /// Has nothing but its time.
    var isBlank: Bool {
        self.latitude == nil && self.altitude == nil && self.distance == nil && self.speed == nil
            && self.heartRate == nil && self.cadence == nil && self.power == nil && self.temperature == nil
    }
}
