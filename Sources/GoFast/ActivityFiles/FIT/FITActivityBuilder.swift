import TrainingMaths

/// Makes activities of the parts of one FIT file: one for each session.
struct FITActivityBuilder {
    private var parts: FITParts
    private var timeline = FITTimeline()
    /// In seconds of the file, after repair.
    private var pauses: [ClosedRange<Double>] = []
    private var warnings: [String] = []

    init(parts: FITParts) { self.parts = parts }

    /// At least one activity when there are sessions or samples.
    mutating func activities() -> [Activity] {
        self.timeline.repair(
            &self.parts.samples,
            isOrdered: self.parts.isOrdered,
            pauses: self.pauses(repaired: false),
            sessions: self.parts.sessions.map(\.message)
        )
        self.warnings += self.timeline.warnings
        self.pauses = self.pauses(repaired: true)
        self.parts.heartRates.merge(into: &self.parts.samples)
        if self.parts.nullIslands > 0 {
            self.warnings.append("\(self.parts.nullIslands) positions at 0°, 0° were left out.")
        }
        let sessions = self.orderedSessions()
        guard !sessions.isEmpty else { return [self.activityWithoutSession()] }
        return self.split(sessions)
    }

    // MARK: Sessions

    /// In order of time; a session that some devices write twice is kept once.
    private func orderedSessions() -> [FITParts.Session] {
        var sessions = self.parts.sessions
        if sessions.count > 1, sessions.allSatisfy({ $0.message.likelyStart != nil }) {
            let order = sessions.indices.sorted {
                (sessions[$0].message.likelyStart ?? 0, $0) < (sessions[$1].message.likelyStart ?? 0, $1)
            }
            sessions = order.map { sessions[$0] }
        }
        var kept: [FITParts.Session] = []
        for session in sessions {
            if let last = kept.last, last.sport == session.sport, last.message.start != nil,
                last.message.start == session.message.start, last.message.totals == session.message.totals
            {
                continue
            }
            kept.append(session)
        }
        return kept
    }

    private mutating func split(_ sessions: [FITParts.Session]) -> [Activity] {
        var activities: [Activity] = []
        let starts = self.starts(of: sessions)
        let laps = self.laps(of: sessions, starts: starts)
        var sampleIndex = 0
        for (index, session) in sessions.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : .infinity
            let firstSample = sampleIndex
            while sampleIndex < self.parts.samples.count, self.parts.samples[sampleIndex].seconds < end {
                sampleIndex += 1
            }
            var activity = Activity(sport: session.sport, start: nil)
            activity.name = session.name ?? (sessions.count == 1 ? self.parts.sportMessage?.name : nil)
            activity.totals = session.message.totals
            activity.samples =
                sessions.count == 1
                ? exchange(&self.parts.samples, with: []) : Array(self.parts.samples[firstSample..<sampleIndex])
            self.finish(&activity, start: starts[index], end: end, laps: laps[index])
            activities.append(activity)
        }
        return activities
    }

    /// Where each session begins, in order of time.
    private mutating func starts(of sessions: [FITParts.Session]) -> [Double] {
        let first = self.parts.samples.first?.seconds
        let last = self.parts.samples.last?.seconds
        var starts: [Double] = []
        for (index, session) in sessions.enumerated() {
            let previous = sessions.indices.contains(index - 1) ? sessions[index - 1].message : nil
            var start =
                session.message.likelyStart ?? (index == 0 ? first : previous?.end) ?? first ?? session.message.end ?? 0
            if index == 0, let first, let last {
                let reach = max(3600, session.message.totals.elapsedSeconds ?? 0)
                if self.timeline.hasJumps || start > last || first - start > reach {
                    if start > last || first - start > reach {
                        self.warnings.append("The stated start does not fit the samples; the first sample was taken.")
                    }
                    start = first
                }
                start = min(start, first)
            }
            starts.append(max(start, starts.last ?? start))
        }
        return starts
    }

    /// The laps of each session: by the stated numbers if they fit, else by time.
    private func laps(of sessions: [FITParts.Session], starts: [Double]) -> [[FITParts.Lap]] {
        let laps = self.parts.laps
        guard sessions.count > 1 else { return [laps] }
        var next = 0
        var byNumber: [[FITParts.Lap]] = []
        for session in sessions {
            // The file says how many, and may say less than none.
            guard session.firstLap == next, let count = session.lapCount, (0...laps.count - next).contains(count) else {
                break
            }
            byNumber.append(Array(laps[next..<next + count]))
            next += count
        }
        if byNumber.count == sessions.count, next == laps.count { return byNumber }
        var byTime = [[FITParts.Lap]](repeating: [], count: sessions.count)
        for lap in laps {
            let start = lap.message.likelyStart ?? lap.message.end ?? starts[0]
            byTime[starts.lastIndex { $0 <= start } ?? 0].append(lap)
        }
        return byTime
    }

    // MARK: No session

    /// What can be said of a file that broke off before its summary, or of a device that writes none.
    private mutating func activityWithoutSession() -> Activity {
        let sport = self.parts.sportMessage?.sport ?? self.parts.laps.lazy.compactMap(\.sport).first ?? Sport(.other)
        var activity = Activity(sport: sport, start: nil)
        activity.name = self.parts.sportMessage?.name
        activity.samples = exchange(&self.parts.samples, with: [])
        let start = activity.samples.first?.seconds ?? 0
        let stated = self.parts.laps.first?.message.likelyStart ?? start
        self.finish(
            &activity,
            start: stated <= start && start - stated < 3600 && !self.timeline.hasJumps ? stated : start,
            end: .infinity,
            laps: self.parts.laps
        )
        let samples = activity.samples
        let elapsed = samples.last?.seconds ?? 0
        activity.totals.elapsedSeconds = elapsed
        activity.totals.timerSeconds = activity.pauses.reduce(elapsed) { $0 - ($1.upperBound - $1.lowerBound) }
        activity.totals.distance = samples.last { $0.distance != nil }?.distance.map { Distance(meters: $0) }
        let rates = samples.compactMap(\.heartRate)
        if let maximum = rates.max() {
            activity.totals.maximumHeartRate = maximum
            activity.totals.averageHeartRate = rates.reduce(0, +) / Double(rates.count)
        }
        activity.warnings.append("The file has no summary; the totals were made from its samples.")
        return activity
    }

    // MARK: Both

    /// Turns the times of the file into seconds after the start, and adds what all sessions of a file share.
    private func finish(_ activity: inout Activity, start: Double, end: Double, laps: [FITParts.Lap]) {
        activity.start = FITTime.date(start)
        activity.warnings = self.warnings
        if activity.start == nil {
            activity.warnings.append("The device did not know the date; please say when this was.")
        } else {
            activity.utcOffsetSeconds = self.parts.utcOffset
        }
        activity.device = FITNames.device(
            manufacturer: self.parts.manufacturer,
            product: self.parts.product,
            name: self.parts.productName
        )
        activity.workoutID = self.parts.workoutSerial.map(String.init)
        let isOnFoot = [.running, .walking, .hiking].contains(activity.sport.kind)
        for index in activity.samples.indices {
            activity.samples[index].seconds -= start
            if isOnFoot, let cadence = activity.samples[index].cadence { activity.samples[index].cadence = cadence * 2 }
        }
        if isOnFoot { activity.totals.averageCadence = activity.totals.averageCadence.map { $0 * 2 } }
        for pause in self.pauses where pause.upperBound > start && pause.lowerBound < end {
            let from = max(pause.lowerBound - start, 0)
            let to = min(pause.upperBound, end) - start
            if to > from { activity.pauses.append(from...to) }
        }
        FITLaps(laps, start: start, timeline: self.timeline, samples: activity.samples)
            .add(to: &activity, isOnFoot: isOnFoot)
    }

    /// From each stop of the timer to the next start; what is never started again is the end, no pause.
    private func pauses(repaired: Bool) -> [ClosedRange<Double>] {
        var events = self.parts.timerEvents
        if repaired {
            for index in events.indices { events[index].time += self.timeline.move(atOrder: events[index].order) }
        }
        var pauses: [ClosedRange<Double>] = []
        var stop: Double?
        for event in events {
            if !event.starts {
                stop = stop ?? event.time
            } else if let begin = stop {
                // Files that tell of a start before its stop are out of order: no pause can be told from them.
                if event.time > begin, begin >= pauses.last?.upperBound ?? begin { pauses.append(begin...event.time) }
                stop = nil
            }
        }
        return pauses
    }
}
