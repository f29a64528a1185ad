package import struct Foundation.Date

/// Finds the planned sessions that recorded activities were.
///
/// Scores follow an earlier generation of the product (title 1000, far distance -500, same day 100, close distance 20, nothing 5), with
/// two repairs: what counts as close on a short run (``DistanceFit``), and no tie-break by the clock within the score. The same plan and
/// activities give the same answer in whatever order they come.
package struct Matcher: Sendable {
    /// Before this second of the local day (03:00) a run may belong to the evening before.
    package static let nightEnds = 3 * 3600

    let sessions: [PlannedDay]
    let byID: [String: PlannedDay]
    let deviceWorkouts: [String: String]
    let units: UnitSystem
    private let byDay: [Int: [PlannedDay]]
    private let athleteOffset: @Sendable (Date) -> Int

    /// A matcher over the sessions of a plan; days of rest are left out.
    ///
    /// `deviceWorkouts` gives the session for a workout id that a provider returned when the workout was sent to the watch.
    /// `utcOffsetSeconds` is the athlete's own clock at a moment; it serves activities that do not tell theirs.
    package init(
        sessions: [PlannedDay],
        deviceWorkouts: [String: String] = [:],
        units: UnitSystem = .miles,
        utcOffsetSeconds: @escaping @Sendable (Date) -> Int = { _ in 0 }
    ) {
        self.sessions = sessions.filter { $0.workout.type != .rest }
            .sorted { ($0.date, $0.id) < ($1.date, $1.id) }
        self.byID = Dictionary(self.sessions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.byDay = Dictionary(grouping: self.sessions, by: { $0.date.number })
        self.deviceWorkouts = deviceWorkouts
        self.units = units
        self.athleteOffset = utcOffsetSeconds
    }

    /// When the activity began, on the clock of where it began; nil without a date.
    package func localStart(of activity: LoggedActivity) -> LocalMoment? {
        guard let start = activity.start else { return nil }
        return LocalMoment(start, utcOffsetSeconds: activity.utcOffsetSeconds ?? self.athleteOffset(start))
    }

    /// The sessions an activity may have been, best first: those of its local day and of the days beside it that its sport fits, and
    /// the one whose workout was followed on the watch, whenever that was.
    package func candidates(for activity: LoggedActivity) -> [MatchCandidate] {
        let local = self.localStart(of: activity)
        var sessions: [PlannedDay] = []
        if let local {
            for day in -1...1 { sessions += self.byDay[local.day.number + day] ?? [] }
        }
        let followed = activity.workoutID.flatMap { self.deviceWorkouts[$0] }.flatMap { self.byID[$0] }
        if let followed, !sessions.contains(where: { $0.id == followed.id }) { sessions.append(followed) }
        return
            sessions
            .filter { $0.workout.type.fits(activity.sport) }
            .map { self.candidate($0, for: activity, at: local, followed: followed?.id == $0.id) }
            .sorted(by: Self.isBetter)
    }

    /// How sure an activity's best candidate is, looked at on its own.
    package func band(of candidates: [MatchCandidate], startingAt local: LocalMoment?) -> MatchBand {
        guard let best = candidates.first, best.isPlausible else { return .extra }
        if best.has(.deviceWorkout) { return .auto }
        let titled = candidates.filter { $0.has(.title) }
        if let only = titled.first, titled.count == 1 { return only.isHighConfidence ? .auto : .ask }
        guard titled.isEmpty, best.isHighConfidence, let ratio = best.distanceRatio,
            DistanceFit.automatic.contains(ratio)
        else { return .ask }
        let rivals = candidates.dropFirst().filter { $0.has(.sameDay) && $0.has(.closeDistance) }
        let isNight = (local?.secondOfDay ?? 0) < Self.nightEnds
        let eveningBefore = isNight && candidates.contains { $0.has(.nightBefore) && $0.isPlausible }
        return rivals.isEmpty && !eveningBefore ? .auto : .ask
    }

    func sessions(on day: CalendarDay) -> [PlannedDay] { self.byDay[day.number] ?? [] }

    private func candidate(
        _ session: PlannedDay,
        for activity: LoggedActivity,
        at local: LocalMoment?,
        followed: Bool
    ) -> MatchCandidate {
        var reasons: [MatchReason] = []
        if followed { reasons.append(MatchReason(.deviceWorkout, 10_000, "the watch followed this workout")) }
        if let name = activity.name, session.isNamed(in: name) {
            reasons.append(MatchReason(.title, 1000, "it carries the session's title “\(session.deviceTitle)”"))
        }
        let actual = activity.miles.map { Distance(miles: $0) }
        let planned = session.workout.plannedDistance(nearest: actual)
        let fit = actual.flatMap { DistanceFit(actual: $0, planned: planned) }
        let ratio = fit.flatMap { _ in actual.map { $0.meters / planned.meters } }
        let compared =
            actual.map { "\(Phrase.distance($0, self.units)) of \(Phrase.distance(planned, self.units)) planned" } ?? ""
        if fit == .far { reasons.append(MatchReason(.farDistance, -500, "the distance is far off: \(compared)")) }
        if let local, local.day == session.date {
            let text = "it is the session of that day, \(session.date.weekday.name) \(session.date)"
            reasons.append(MatchReason(.sameDay, fit == .far ? 10 : 100, text))
        } else if let local, local.secondOfDay < Self.nightEnds, session.date == local.day + -1 {
            let text = "it began at \(local.clock) and may belong to the evening before"
            reasons.append(MatchReason(.nightBefore, fit == .far ? 5 : 50, text))
        }
        if fit == .close { reasons.append(MatchReason(.closeDistance, 20, "the distance is close: \(compared)")) }
        if reasons.isEmpty {
            reasons.append(MatchReason(.nothing, 5, "it is a session of the day beside, of the same kind"))
        }
        return MatchCandidate(session: session.id, day: session.date, reasons: reasons, distanceRatio: ratio)
    }

    /// A strict order without ties between different sessions.
    static func isBetter(_ left: MatchCandidate, _ right: MatchCandidate) -> Bool {
        if left.score != right.score { return left.score > right.score }
        if left.deviation != right.deviation { return left.deviation < right.deviation }
        return (left.day, left.session) < (right.day, right.session)
    }
}
