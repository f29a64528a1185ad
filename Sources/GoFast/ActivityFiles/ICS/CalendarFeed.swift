package import TrainingMaths

package import struct Foundation.Date

/// A plan as a calendar that people subscribe to (RFC 5545; REFRESH-INTERVAL from RFC 7986).
///
/// The caller keeps what has to survive from one version of a plan to the next: `calendarID`, `sequences`, `removed`.
package struct CalendarFeed: Sendable {
    package var plan: Plan
    /// When this version was made: DTSTAMP and LAST-MODIFIED of every event.
    package var stamp: Date
    /// Part of every UID: must stay the same while the plan changes. The plan's id unless told otherwise.
    package var calendarID: String
    /// How often each session was changed since it was first published, by the id of its day; 0 when missing.
    package var sequences: [String: Int] = [:]
    /// Sessions that were published and are no longer in the plan: calendars delete them.
    package var removed: [PlannedDay] = []
    package var units: UnitSystem
    /// Hours before the midnight that begins race day; nil for no alarm. 12 is noon of the day before.
    package var raceAlarmHours: Int?
    /// Hours after which a calendar should ask again.
    package var refreshHours = 6

    package init(plan: Plan, stamp: Date, calendarID: String? = nil) {
        self.plan = plan
        self.stamp = stamp
        self.calendarID = calendarID ?? plan.id
        self.units = plan.request.units
    }

    /// The file, with CRLF and folded lines: one event for each session that is not rest, one for each race.
    package func encode() -> [UInt8] {
        var lines = CalendarLines()
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//Startline//GoFast//EN")
        lines.add("CALSCALE", "GREGORIAN")
        lines.add("METHOD", "PUBLISH")
        let goal = self.plan.request.race
        lines.addText("X-WR-CALNAME", "Training: \(self.title(of: goal))")
        lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT\(max(1, self.refreshHours))H")
        lines.add("X-PUBLISHED-TTL", "PT\(max(1, self.refreshHours))H")
        let races = self.plan.request.secondaryRaces + [goal]
        for day in self.plan.days where day.workout.type != .rest && !self.isRace(day, among: races) {
            self.write(day, isRemoved: false, to: &lines)
        }
        for race in races { self.write(race, to: &lines) }
        // A day of rest has no event, so a session that became one goes.
        let kept = Set(
            self.plan.days.filter { $0.workout.type != .rest && !self.isRace($0, among: races) }.map(\.id)
                + races.map { "race-\($0.day)" }
        )
        for day in self.removed where !kept.contains(day.id) { self.write(day, isRemoved: true, to: &lines) }
        lines.add("END", "VCALENDAR")
        return lines.bytes
    }

    /// The race has an event of its own; its day in the plan would only repeat it.
    private func isRace(_ day: PlannedDay, among races: [GoalRace]) -> Bool {
        day.workout.type == .race && races.contains { $0.day == day.date }
    }

    private func write(_ day: PlannedDay, isRemoved: Bool, to lines: inout CalendarLines) {
        let workout = day.workout
        let length = workout.miles > 0 ? "\(Distance(miles: workout.miles).text(in: self.units)): " : ""
        self.begin("\(day.id).\(self.calendarID)", day.date, &lines)
        lines.add("SEQUENCE", "\(max(0, self.sequences[day.id] ?? (isRemoved ? 1 : 0)))")
        lines.add("STATUS", isRemoved ? "CANCELLED" : "CONFIRMED")
        lines.addText("SUMMARY", length + workout.label)
        if !isRemoved { lines.addText("DESCRIPTION", self.description(of: workout)) }
        lines.addList("CATEGORIES", ["Training", day.phase.rawValue.capitalized, Self.words(workout.type)])
        lines.add("END", "VEVENT")
    }

    private func write(_ race: GoalRace, to lines: inout CalendarLines) {
        let day = self.plan.days.first { $0.date == race.day && $0.workout.type == .race }
        let id = "race-\(race.day)"
        self.begin("\(id).\(self.calendarID)", race.day, &lines)
        lines.add("SEQUENCE", "\(max(0, self.sequences[day?.id ?? id] ?? 0))")
        lines.add("STATUS", "CONFIRMED")
        lines.addText("SUMMARY", "Race: \(self.title(of: race))")
        let goal = race.goalSeconds.flatMap { $0.isFinite && $0 > 0 ? "Goal: \(ClockTime.text($0))" : nil }
        let words = [goal, day.map { self.description(of: $0.workout) }].compactMap(\.self)
        if !words.isEmpty { lines.addText("DESCRIPTION", words.joined(separator: "\n")) }
        lines.addList("CATEGORIES", ["Training", "Race"])
        if let hours = self.raceAlarmHours {
            lines.add("BEGIN", "VALARM")
            lines.add("ACTION", "DISPLAY")
            lines.addText("DESCRIPTION", "Race: \(self.title(of: race))")
            lines.add("TRIGGER", "-PT\(min(max(0, hours), 8760))H")
            lines.add("END", "VALARM")
        }
        lines.add("END", "VEVENT")
    }

    private func begin(_ uid: String, _ day: CalendarDay, _ lines: inout CalendarLines) {
        let stamp = XMLTime.calendarText(self.stamp.timeIntervalSince1970)
        lines.add("BEGIN", "VEVENT")
        lines.addText("UID", "\(uid)@gofast")
        lines.add("DTSTAMP", stamp)
        lines.add("LAST-MODIFIED", stamp)
        lines.add("DTSTART;VALUE=DATE", Self.date(day))
        // The end of a day is not in it: the next day.
        lines.add("DTEND;VALUE=DATE", Self.date(day + 1))
        // A session does not make somebody busy all day.
        lines.add("TRANSP", "TRANSPARENT")
    }

    private static func date(_ day: CalendarDay) -> String { day.description.filter { $0 != "-" } }

    private static func words(_ type: WorkoutType) -> String {
        type.rawValue.split(separator: "_").joined(separator: " ").capitalized
    }

    private func title(of race: GoalRace) -> String {
        let distance: String =
            switch race.race {
            case .fiveK: "5 km"
            case .tenK: "10 km"
            case .tenMiles: "10 miles"
            case .half: "half marathon"
            case .marathon: "marathon"
            case .other(let distance): distance.text(in: self.units)
            }
        return race.name.map { "\($0) (\(distance))" } ?? distance
    }

    private func description(of workout: Workout) -> String {
        var lines = [workout.description]
        for segment in workout.segments {
            let steps = segment.steps.map { "\(segment.repeats > 1 ? "  " : "")- \(self.text(of: $0))" }
            lines += (segment.repeats > 1 ? ["\(segment.repeats) times:"] : []) + steps
        }
        if let range = workout.paceRange { lines.append("Pace: \(self.text(of: range))") }
        if let range = workout.heartRateRange {
            lines.append("Heart rate: \(range.lowerBound)-\(range.upperBound) beats a minute")
        } else if let zone = workout.heartRateZone {
            lines.append("Heart rate: zone \(zone)")
        }
        lines.append("Why: \(workout.reason)")
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func text(of step: WorkoutStep) -> String {
        let length: String? =
            switch step.length {
            // What is measured on a track is spoken of in metres.
            case .distance(let distance) where distance.meters < 1600 && distance.meters >= 0:
                "\(Int(distance.meters.rounded())) m"
            case .distance(let distance): distance.text(in: self.units)
            case .time(let seconds): ClockTime.text(seconds)
            case .open: nil
            }
        return [step.title, length, step.paceRange.map { "at \(self.text(of: $0))" }]
            .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func text(of range: ClosedRange<Pace>) -> String {
        "\(range.lowerBound.text(in: self.units))-\(range.upperBound.described(in: self.units))"
    }
}
