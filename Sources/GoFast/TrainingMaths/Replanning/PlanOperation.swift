/// What can be done to a plan while it is being run; each is stored, explained, and can be undone.
///
/// Days are named by their id, lengths are miles (metres for races), times are seconds.
package enum PlanOperation: Sendable, Equatable, Codable {
    // MARK: Days

    /// Puts a session on another day; the rest that was there takes its place.
    case move(day: String, to: CalendarDay)
    /// Exchanges the dates of two sessions.
    case swap(day: String, with: String)
    /// Chosen not to be run, unlike missed.
    case skip(day: String, why: String)
    /// Another length or another kind of session; what is nil stays.
    case edit(day: String, miles: Double?, type: WorkoutType?)
    /// Sessions that were not run. `moveKey` allows one key session to take another day of the same week.
    case missed(days: [String], moveKey: Bool)
    /// A run that no session asked for. `id` is that of the activity, so that telling it twice changes nothing.
    case extraRun(id: String, on: CalendarDay, miles: Double, easyTomorrow: Bool)
    /// Heat and hills on a day: its paces change, its effort does not.
    case conditions(day: String, TrainingConditions)

    // MARK: Spans of days

    /// No running: travel, work, a wedding.
    case blackout(from: CalendarDay, to: CalendarDay, why: String)
    /// No running between the last run and the first one again; graded by its length.
    case gap(lastRun: CalendarDay, resume: CalendarDay)
    /// `until` is the last day with symptoms, as far as one can tell.
    case illness(Illness, from: CalendarDay, until: CalendarDay)
    /// `until` is the last day before running is tried again.
    case injury(Injury, from: CalendarDay, until: CalendarDay)
    /// An answer to ``RealignOffer``.
    case realign(Realignment)
    /// "No Tuesdays from now."
    case noRuns(on: Weekday, from: CalendarDay)

    // MARK: The goal; the future is planned again

    /// Nil is "just finish".
    case goalTime(seconds: Double?)
    case raceDay(CalendarDay)
    case raceDistance(meters: Double)
    /// What is nil stays.
    case baseline(fiveKSeconds: Double?, weeklyMiles: Double?, longestRunMiles: Double?)
    case addRace(name: String?, meters: Double, on: CalendarDay, goalSeconds: Double?)
    case cancelRace(on: CalendarDay)

    /// A race on the way, from the value that requests use.
    package static func adding(_ race: GoalRace) -> PlanOperation {
        .addRace(name: race.name, meters: race.race.distance.meters, on: race.day, goalSeconds: race.goalSeconds)
    }
}

/// How ill, by the neck rule of common practice (Eichner 1993, Physician and Sportsmedicine 21:125-135).
package enum Illness: String, Sendable, Codable, CaseIterable {
    /// A running nose, a sore throat: easy runs may go on.
    case aboveNeck
    /// Fever, chest, stomach: no running until well for two days.
    case feverOrChest
}

/// What hurts, and how much.
package struct Injury: Sendable, Equatable, Codable {
    /// The pain-monitoring bands (after Thomeé 1997 and Silbernagel 2007): 0 to 2 safe, up to 5 acceptable with care, above it stop.
    package enum Light: String, Sendable, Codable, CaseIterable { case green, amber, red }

    package var bodyPart: String
    /// 0 to 10, the worst of during, after and the next morning.
    package var pain: Int
    /// Any limp is a stop.
    package var limping: Bool

    package init(_ bodyPart: String, pain: Int, limping: Bool = false) {
        self.bodyPart = bodyPart
        self.pain = pain
        self.limping = limping
    }

    package var light: Light {
        if self.limping || self.pain > 5 { return .red }
        return self.pain > 2 ? .amber : .green
    }
}

/// What to do after a week that went wrong.
package enum Realignment: String, Sendable, Codable, CaseIterable { case goOn, repeatWeek, reenterLower }

/// Weather and ground of a run.
package struct TrainingConditions: Sendable, Equatable, Codable {
    /// Degrees Celsius in the shade; nil leaves heat out.
    package var celsius: Double?
    /// Relative humidity in percent.
    package var humidity: Double?
    /// Metres up and down over the whole run.
    package var ascent: Double
    package var descent: Double

    package init(celsius: Double? = nil, humidity: Double? = nil, ascent: Double = 0, descent: Double = 0) {
        self.celsius = celsius
        self.humidity = humidity
        self.ascent = ascent
        self.descent = descent
    }
}
