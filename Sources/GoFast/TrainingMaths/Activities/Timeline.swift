/// The samples of an activity in order of time, one for each moment; what was odd about them is flagged.
struct Timeline {
    /// The largest time that is believed, in seconds from the start: three centuries.
    static let latest = 1e10

    private(set) var samples: [Sample]
    private(set) var flags = FlagLedger()

    init(_ raw: [Sample]) {
        self.samples = raw
        guard !Self.isClean(raw) else { return }
        self.dropImpossibleTimes()
        self.sort()
        self.mergeDuplicates()
    }

    /// Recordings are clean as a rule; then nothing is copied.
    private static func isClean(_ samples: [Sample]) -> Bool {
        var last = -Self.latest
        for sample in samples {
            guard sample.seconds > last, sample.seconds <= Self.latest else { return false }
            last = sample.seconds
        }
        return true
    }

    private mutating func dropImpossibleTimes() {
        var last = 0.0
        var kept: [Sample] = []
        kept.reserveCapacity(self.samples.count)
        for sample in self.samples {
            if abs(sample.seconds) <= Self.latest {
                last = sample.seconds
                kept.append(sample)
            } else {
                self.flags.note(.clockChange, from: last, to: last)
            }
        }
        self.samples = kept
    }

    private mutating func sort() {
        var latest = -Self.latest
        var isSorted = true
        for sample in self.samples {
            if sample.seconds < latest {
                isSorted = false
                self.flags.note(.clockChange, from: sample.seconds, to: latest)
            }
            latest = max(latest, sample.seconds)
        }
        guard !isSorted else { return }
        // The index keeps the order of the file among samples of one moment.
        self.samples = self.samples.enumerated()
            .sorted { ($0.element.seconds, $0.offset) < ($1.element.seconds, $1.offset) }
            .map(\.element)
    }

    private mutating func mergeDuplicates() {
        var merged: [Sample] = []
        merged.reserveCapacity(self.samples.count)
        for sample in self.samples {
            if let last = merged.last, last.seconds == sample.seconds {
                var newest = sample
                newest.fill(from: last)
                merged[merged.count - 1] = newest
                self.flags.note(.duplicateSecond, from: last.seconds, to: last.seconds, spoilsRecords: false)
            } else {
                merged.append(sample)
            }
        }
        self.samples = merged
    }
}

extension Sample {
    /// The position, unless it is missing, off the globe, or the 0°, 0° of a receiver without a fix.
    var position: (latitude: Double, longitude: Double)? {
        guard let latitude = self.latitude, let longitude = self.longitude, (-90...90).contains(latitude),
            (-180...180).contains(longitude), latitude != 0 || longitude != 0
        else { return nil }
        return (latitude, longitude)
    }

    /// The heart rate, unless it is missing or not that of a living person who moves.
    var pulse: Double? { self.heartRate.flatMap { (30...230).contains($0) ? $0 : nil } }

    /// The altitude, unless it is missing or not on the surface of the earth.
    var height: Double? { self.altitude.flatMap { (-500...9000).contains($0) ? $0 : nil } }
}
