import struct Foundation.Date

/// Finds records of the same run that came from different sources, and makes one of them.
package enum Duplicates {
    /// Seconds that the starts of two records of one run may lie apart.
    package static let startTolerance = 120.0
    /// The share that their distances (or, without distance, their times) may differ by.
    package static let lengthTolerance = 0.02

    /// Groups of ids that are one run each, by start; records that are alone are left out. The order of the list does not matter.
    ///
    /// Two records are one run when they come from different sources, are the same kind of sport, start within 120 s of each other and
    /// differ by at most 2 % in distance. Each member is held against the group's first record: no chain of near misses joins two runs.
    /// A second record of the same source counts only when start and distance are the same: the same file, twice.
    package static func groups(among activities: [LoggedActivity]) -> [[String]] {
        let sorted =
            activities.filter { $0.start?.timeIntervalSince1970.isFinite == true }
            .sorted { ($0.start ?? .distantPast, $0.id, $0.source) < ($1.start ?? .distantPast, $1.id, $1.source) }
        var grouped = Set<Int>()
        var groups: [[String]] = []
        for first in sorted.indices where !grouped.contains(first) {
            var members = [first]
            var next = first + 1
            while next < sorted.count, Self.gap(sorted[first], sorted[next]) <= Self.startTolerance {
                let isNew = !grouped.contains(next) && members.allSatisfy { Self.areSame(sorted[$0], sorted[next]) }
                if isNew { members.append(next) }
                next += 1
            }
            guard members.count > 1 else { continue }
            grouped.formUnion(members)
            groups.append(members.map { sorted[$0].id })
        }
        return groups
    }

    /// Whether two records are of the same run.
    package static func areSame(_ left: LoggedActivity, _ right: LoggedActivity) -> Bool {
        guard left.id != right.id, left.sport.kind == right.sport.kind, Self.gap(left, right) <= Self.startTolerance
        else {
            return false
        }
        if let (one, other) = left.miles.flatMap({ one in right.miles.map { (one, $0) } }) {
            if left.source == right.source { return one == other && left.start == right.start }
            return Self.isWithin(one, other)
        }
        guard left.source != right.source, let one = left.seconds, let other = right.seconds else { return false }
        return one > 0 && other > 0 && Self.isWithin(one, other)
    }

    private static func gap(_ left: LoggedActivity, _ right: LoggedActivity) -> Double {
        guard let one = left.start, let other = right.start else { return .infinity }
        // To the millisecond: dates are binary fractions.
        return (abs(one.timeIntervalSince1970 - other.timeIntervalSince1970) * 1000).rounded() / 1000
    }

    private static func isWithin(_ one: Double, _ other: Double) -> Bool {
        abs(one - other) <= (Self.lengthTolerance + 1e-9) * max(one, other)
    }
}

/// One record of a run with where it came from.
package struct SourcedActivity: Sendable, Equatable {
    package var id: String
    package var source: String
    package var activity: Activity

    package init(_ activity: Activity, id: String, source: String) {
        self.id = id
        self.source = source
        self.activity = activity
    }
}

/// Several records of one run as one, with where each field came from.
package struct MergedActivity: Sendable, Equatable {
    package var activity: Activity
    /// The record whose stream was taken.
    package var base: String
    /// All records, the base first.
    package var records: [String]
    /// The record that gave a field the base did not have, by the field's name.
    package var provenance: [String: String]

    /// The record with the richest stream, completed by the others; nil of an empty list.
    ///
    /// Rich is how many values the samples hold in all, then how many laps there are, then the smaller id. Streams of two clocks are not
    /// mixed sample by sample: only whole fields that the base lacks are taken.
    package init?(_ records: [SourcedActivity]) {
        let ranked = records.map { (record: $0, values: Self.richness($0.activity)) }
            .sorted {
                ($1.values, $1.record.activity.laps.count, $0.record.id)
                    < ($0.values, $0.record.activity.laps.count, $1.record.id)
            }
            .map(\.record)
        guard let base = ranked.first else { return nil }
        self.activity = base.activity
        self.base = base.id
        self.records = ranked.map(\.id)
        self.provenance = [:]
        for other in ranked.dropFirst() { self.complete(from: other) }
    }

    private mutating func complete(from other: SourcedActivity) {
        self.fill(\.name, "name", other)
        self.fill(\.start, "start", other)
        self.fill(\.utcOffsetSeconds, "utcOffset", other)
        self.fill(\.device, "device", other)
        self.fill(\.workoutID, "workoutID", other)
        self.fill(\.sport.place, "place", other)
        self.fill(\.totals.distance, "distance", other)
        self.fill(\.totals.elapsedSeconds, "elapsedSeconds", other)
        self.fill(\.totals.timerSeconds, "timerSeconds", other)
        self.fill(\.totals.averageHeartRate, "averageHeartRate", other)
        self.fill(\.totals.maximumHeartRate, "maximumHeartRate", other)
        self.fill(\.totals.averageCadence, "averageCadence", other)
        self.fill(\.totals.ascent, "ascent", other)
        self.fill(\.totals.descent, "descent", other)
        self.fill(\.totals.kilocalories, "kilocalories", other)
        guard self.activity.laps.isEmpty, !other.activity.laps.isEmpty else { return }
        // Laps count from their own record's start.
        let shift = Self.shift(from: other.activity, to: self.activity)
        self.activity.laps = other.activity.laps.map {
            var lap = $0
            lap.startSeconds = max(0, lap.startSeconds + shift)
            return lap
        }
        self.provenance["laps"] = other.id
    }

    private mutating func fill<Value>(
        _ path: WritableKeyPath<Activity, Value?>,
        _ name: String,
        _ other: SourcedActivity
    ) {
        guard self.activity[keyPath: path] == nil, let value = other.activity[keyPath: path] else { return }
        self.activity[keyPath: path] = value
        self.provenance[name] = other.id
    }

    private static func shift(from other: Activity, to base: Activity) -> Double {
        guard let one = other.start, let two = base.start else { return 0 }
        return one.timeIntervalSince1970 - two.timeIntervalSince1970
    }

    private static func richness(_ activity: Activity) -> Int {
        activity.samples.reduce(0) { sum, sample in
            let values = [
                sample.latitude, sample.longitude, sample.altitude, sample.distance, sample.speed, sample.heartRate,
                sample.cadence,
                sample.power, sample.temperature,
            ]
            return sum + values.count { $0 != nil }
        }
    }
}
