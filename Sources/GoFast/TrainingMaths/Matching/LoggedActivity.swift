package import struct Foundation.Date

/// What matching needs to know of a recorded activity; light enough to hold twenty years of them.
package struct LoggedActivity: Sendable, Equatable {
    /// Unique among all activities of the athlete.
    package var id: String
    /// Where the record came from, e.g. `garmin`, `strava`, `upload`.
    package var source: String
    package var name: String?
    package var sport: Sport
    package var start: Date?
    package var utcOffsetSeconds: Int?
    package var distance: Distance?
    /// Seconds the timer ran, or from start to end when only those are known.
    package var seconds: Double?
    /// Seconds from start to end.
    package var elapsedSeconds: Double?
    /// The provider's id of the planned workout that was followed on the watch.
    package var workoutID: String?

    package init(id: String, source: String, sport: Sport, start: Date?, distance: Distance? = nil) {
        self.id = id
        self.source = source
        self.sport = sport
        self.start = start
        self.distance = distance
    }

    /// Takes what the device stated; a distance or a time it did not state is that of the last sample.
    package init(_ activity: Activity, id: String, source: String) {
        self.init(id: id, source: source, sport: activity.sport, start: activity.start)
        self.name = activity.name
        self.utcOffsetSeconds = activity.utcOffsetSeconds
        self.distance =
            activity.totals.distance
            ?? activity.samples.last(where: { $0.distance != nil })?.distance.map { Distance(meters: $0) }
        let lastSeconds = activity.isTimed ? activity.samples.last?.seconds : nil
        self.elapsedSeconds = activity.totals.elapsedSeconds ?? lastSeconds
        self.seconds = activity.totals.timerSeconds ?? self.elapsedSeconds
        self.workoutID = activity.workoutID
    }

    /// Miles, when they are a number a person can run.
    var miles: Double? {
        guard let miles = self.distance?.miles, miles.isFinite, miles > 0, miles < 10_000 else { return nil }
        return miles
    }
}

/// A moment as the clock on the wall showed it.
package struct LocalMoment: Sendable, Equatable {
    package let day: CalendarDay
    /// 0 to 86,399.
    package let secondOfDay: Int

    package init(day: CalendarDay, secondOfDay: Int) {
        self.day = day
        self.secondOfDay = secondOfDay
    }

    /// Nil when the date lies outside the years 1 to 9999; an offset beyond 18 hours is no offset of this planet and counts as 0.
    package init?(_ date: Date, utcOffsetSeconds offset: Int) {
        let sound = (-64_800...64_800).contains(offset) ? offset : 0
        let seconds = date.timeIntervalSince1970 + Double(sound)
        guard seconds > -62_135_596_800, seconds < 253_402_300_800 else { return nil }
        let number = (seconds / 86_400).rounded(.down)
        self.day = CalendarDay(number: Int(number))
        self.secondOfDay = min(86_399, max(0, Int(seconds - number * 86_400)))
    }

    /// `05:07`.
    var clock: String {
        let (hours, minutes) = (self.secondOfDay / 3600, self.secondOfDay / 60 % 60)
        return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
    }
}
