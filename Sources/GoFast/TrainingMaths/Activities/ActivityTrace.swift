/// The cleaned time line of an activity: what splits, best efforts, laps and steps are measured on.
package struct ActivityTrace: Sendable {
    package let activity: Activity
    package init(_ activity: Activity, barometric: Bool = false) { self.activity = activity }
    /// What was measured between two moments, in seconds after the activity's start; bounds beyond the recording are cut.
    package func stretch(from start: Double, to end: Double) -> Stretch {
        Stretch(startSeconds: start, endSeconds: end, distance: .zero, timerSeconds: 0, movingSeconds: 0)
    }
}
extension RunMetrics {
    /// Measures a trace that was made before.
    package init(_ trace: ActivityTrace, zoneEdges: [Double], units: UnitSystem) {
        self.init(
            distance: trace.activity.totals.distance,
            distanceSource: .statedTotal,
            elapsedSeconds: trace.activity.totals.elapsedSeconds ?? 0,
            timerSeconds: trace.activity.totals.timerSeconds ?? 0,
            movingSeconds: trace.activity.totals.timerSeconds ?? 0,
            movingTimeMethod: .timer,
            splits: [],
            laps: [],
            bestEfforts: [],
            flags: []
        )
    }
}
