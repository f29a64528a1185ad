/// Where a planned session stands; follows from the plan, the links in force and the athlete's clock.
package enum SessionStatus: String, Sendable, Codable, CaseIterable {
    case completed, skipped, missed, today, upcoming, rest
    /// Yesterday's, until noon: an upload may still be on its way.
    case pending

    /// `now` is the athlete's own clock. A session is missed from noon of the next day on.
    ///
    /// What was done counts before what was said: a session that was skipped and run after all is completed.
    package init(of day: CalendarDay, type: WorkoutType, isCompleted: Bool, isSkipped: Bool = false, now: LocalMoment) {
        if type == .rest {
            self = .rest
        } else if isCompleted {
            self = .completed
        } else if isSkipped {
            self = .skipped
        } else if day > now.day {
            self = .upcoming
        } else if day == now.day {
            self = .today
        } else if day + 1 == now.day, now.secondOfDay < 43_200 {
            self = .pending
        } else {
            self = .missed
        }
    }
}

/// A session of the plan with what became of it.
package struct SessionOutcome: Sendable, Equatable {
    package var session: PlannedDay
    package var status: SessionStatus
    /// Nil as long as nothing was run for it.
    package var analysis: SessionAnalysis?
    package var feedback: SessionFeedback?

    package init(
        _ session: PlannedDay,
        status: SessionStatus,
        analysis: SessionAnalysis? = nil,
        feedback: SessionFeedback? = nil
    ) {
        self.session = session
        self.status = status
        self.analysis = analysis
        self.feedback = feedback
    }
}
