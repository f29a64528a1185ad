import struct Foundation.Date

extension Matcher {
    /// Pieces of one session lie no further apart than this many seconds.
    static let longestBreak = 2.0 * 3600
    /// More pieces than this are a data fault, not a session.
    static let mostPieces = 6

    /// Answers for a whole list of activities at once, in order of their start; the order of the list does not matter.
    ///
    /// Linked activities are left as they are and have no answer. Clear cases are linked first, best score first, so that no session and
    /// no activity would both rather have each other; several pieces of one session are joined; whatever two activities claim alike is
    /// asked. Sessions up to and with `lockedThrough` are matched too, but marked: their scores wait for a yes.
    package func assign(
        _ activities: [LoggedActivity],
        ledger: LinkLedger = LinkLedger(),
        lockedThrough: CalendarDay? = nil
    ) -> [Match] {
        let open = activities.filter { ledger.link(of: $0.id) == nil }.sorted(by: Self.isEarlier)
        var round = MatchRound(taken: ledger.sessionsWithLinks)
        var seen: Set<String> = []
        for activity in open where seen.insert(activity.id).inserted {
            let candidates = self.candidates(for: activity).filter { !ledger.isRefused(activity.id, $0.session) }
            round.add(MatchEntry(activity: activity, local: self.localStart(of: activity), candidates: candidates))
        }
        round.judge { self.band(of: $0.candidates, startingAt: $0.local) }
        self.linkClear(&round)
        self.joinPieces(&round)
        self.addWarmUps(&round)
        self.suggest(&round)
        return round.entries.map { entry in
            var match = entry.match
            if let session = match.session, let day = self.byID[session]?.date, let lockedThrough {
                match.asksBeforeScoring = day <= lockedThrough
            }
            return match
        }
    }

    private static func isEarlier(_ left: LoggedActivity, _ right: LoggedActivity) -> Bool {
        let starts = (left.start ?? .distantFuture, right.start ?? .distantFuture)
        return (starts.0, left.id, left.source) < (starts.1, right.id, right.source)
    }
}

extension Matcher {
    /// Links what is clear. Two activities that followed the same workout are pieces of it; of two that are merely close to the same
    /// session the one within 5 % wins when the other is 10 points further off, else both are asked.
    private func linkClear(_ round: inout MatchRound) {
        var claims: [String: [Int]] = [:]
        for (index, entry) in round.entries.enumerated() where entry.band == .auto {
            guard let best = entry.candidates.first else { continue }
            claims[best.session, default: []].append(index)
        }
        for session in self.sessions {
            guard let indices = claims[session.id] else { continue }
            let followers = indices.filter { round.entries[$0].candidates.first?.has(.deviceWorkout) == true }
            if !followers.isEmpty {
                self.linkPieces(followers, to: session, in: &round, because: nil)
                continue
            }
            if round.taken.contains(session.id) {
                for index in indices { round.doubt(index, "the session has its activity already") }
                continue
            }
            let ranked = indices.sorted {
                let (left, right) = (round.entries[$0], round.entries[$1])
                guard let first = left.candidates.first, let second = right.candidates.first else { return $0 < $1 }
                if first.has(.title) != second.has(.title) { return first.has(.title) }
                return (first.deviation, $0) < (second.deviation, $1)
            }
            guard let winner = ranked.first, let best = round.entries[winner].candidates.first else { continue }
            if let next = ranked.dropFirst().first, let second = round.entries[next].candidates.first {
                let clearTitle = best.has(.title) && !second.has(.title)
                let clearDistance =
                    best.has(.title) == second.has(.title) && best.deviation <= 0.05
                    && second.deviation >= best.deviation + 0.1
                guard clearTitle || clearDistance else {
                    for index in ranked { round.doubt(index, "another activity fits the session as well") }
                    continue
                }
            }
            round.link(winner, to: session.id, as: .main, because: round.entries[winner].reasons(for: session.id))
        }
    }

    /// Joins activities of one day that are the session only together, e.g. warm-up, race and cool-down.
    private func joinPieces(_ round: inout MatchRound) {
        for session in self.sessions where !round.taken.contains(session.id) && session.workout.type != .crossTrain {
            guard self.runsOnly(on: session.date) == 1 else { continue }
            let pieces = round.indices(on: session.date).filter {
                let entry = round.entries[$0]
                return entry.decided == nil && entry.activity.miles != nil
                    && entry.candidates.contains { $0.session == session.id }
                    && !entry.candidates.contains { $0.session != session.id && $0.has(.title) }
            }
            guard (2...Self.mostPieces).contains(pieces.count), self.followEachOther(pieces, in: round) else {
                continue
            }
            let miles = pieces.compactMap { round.entries[$0].activity.miles }
            let total = miles.reduce(0, +)
            let planned = session.workout.miles
            let closestAlone = miles.map { abs($0 - planned) }.min() ?? .infinity
            guard planned > 0, DistanceFit.automatic.contains(total / planned), abs(total - planned) < closestAlone
            else {
                continue
            }
            let (sum, goal) = (Distance(miles: total), Distance(miles: planned))
            let reason =
                "\(pieces.count) activities in a row make up the session: "
                + "\(Phrase.distance(sum, self.units)) of \(Phrase.distance(goal, self.units)) planned"
            self.linkPieces(pieces, to: session, in: &round, because: reason)
        }
    }

    /// What was run right before or after a race or a hard session is its warm-up or cool-down: linked for a race, else asked.
    private func addWarmUps(_ round: inout MatchRound) {
        for main in round.entries.indices {
            guard let decided = round.entries[main].decided, decided.role == .main, let id = decided.session,
                let session = self.byID[id], session.workout.type.isHard,
                let mainStart = round.entries[main].activity.start?.timeIntervalSince1970,
                let mainEnd = round.entries[main].end
            else { continue }
            for index in round.indices(on: session.date) where round.entries[index].decided == nil && index != main {
                let entry = round.entries[index]
                guard session.workout.type.fits(entry.activity.sport),
                    entry.candidates.contains(where: { $0.session == id }),
                    entry.candidates.allSatisfy({ $0.session == id || !$0.has(.sameDay) }),
                    let start = entry.activity.start?.timeIntervalSince1970, let end = entry.end
                else { continue }
                let isBefore = start < mainStart
                let gap = isBefore ? mainStart - end : start - mainEnd
                guard (-60...Self.longestBreak).contains(gap) else { continue }
                let role = isBefore ? SessionRole.warmUp : .coolDown
                let minutes = max(0, Int(gap / 60))
                let reason =
                    isBefore
                    ? "it ended \(minutes) min before the session began: its warm-up"
                    : "it began \(minutes) min after the session ended: its cool-down"
                if session.workout.type == .race {
                    round.link(index, to: id, as: role, because: [reason])
                } else {
                    round.suggest(index, id, as: role, because: [reason])
                }
            }
        }
    }

    /// Gives each open activity the best session that is left: greedy by score, so that two are not told the same one.
    private func suggest(_ round: inout MatchRound) {
        var pairs: [(index: Int, candidate: MatchCandidate)] = []
        for (index, entry) in round.entries.enumerated() where entry.decided == nil && entry.suggestion == nil {
            for candidate in entry.candidates where candidate.isPlausible { pairs.append((index, candidate)) }
        }
        pairs.sort {
            if Self.isBetter($0.candidate, $1.candidate) { return true }
            if Self.isBetter($1.candidate, $0.candidate) { return false }
            return $0.index < $1.index
        }
        var given = round.taken
        for pair in pairs where round.entries[pair.index].suggestion == nil && !given.contains(pair.candidate.session) {
            given.insert(pair.candidate.session)
            round.suggest(pair.index, pair.candidate.session, as: .main, because: pair.candidate.reasons.map(\.text))
        }
    }

    private func linkPieces(
        _ pieces: [Int],
        to session: PlannedDay,
        in round: inout MatchRound,
        because reason: String?
    ) {
        let activities = pieces.map { round.entries[$0].activity }
        let speeds = activities.map { ($0.miles ?? 0) / max(1, $0.seconds ?? .infinity) }
        let miles = activities.map { $0.miles ?? 0 }
        let strengths = session.workout.type.isHard && speeds.contains { $0 > 0 } ? speeds : miles
        let main = strengths.indices.max { (strengths[$0], -$0) < (strengths[$1], -$1) } ?? 0
        let hasMain = round.taken.contains(session.id)
        for (place, index) in pieces.enumerated() {
            var role = hasMain ? SessionRole.part : .main
            if place != main { role = session.workout.type.isHard ? (place < main ? .warmUp : .coolDown) : .part }
            let own = round.entries[index].reasons(for: session.id)
            round.link(index, to: session.id, as: role, because: reason.map { [$0] } ?? own)
        }
    }

    private func followEachOther(_ pieces: [Int], in round: MatchRound) -> Bool {
        for (earlier, later) in zip(pieces, pieces.dropFirst()) {
            guard let end = round.entries[earlier].end, let start = round.entries[later].activity.start else {
                return false
            }
            guard (-60...Self.longestBreak).contains(start.timeIntervalSince1970 - end) else { return false }
        }
        return true
    }

    private func runsOnly(on day: CalendarDay) -> Int {
        self.sessions(on: day).count { $0.workout.type != .crossTrain }
    }
}
