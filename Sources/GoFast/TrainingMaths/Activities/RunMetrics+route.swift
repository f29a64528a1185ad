extension RunMetrics {
    /// A route has places and an order, but no times: a length and a climb, at most the times that
    /// its maker stated, and no pace along the way.
    init(route trace: ActivityTrace) {
        let activity = trace.activity
        let timer = Self.believed(activity.totals.timerSeconds) ?? 0
        var meters = 0.0
        var before: (latitude: Double, longitude: Double)?
        for sample in activity.samples {
            guard let latitude = sample.latitude, let longitude = sample.longitude, (-90...90).contains(latitude),
                (-180...180).contains(longitude)
            else { continue }
            if let before { meters += GreatCircle.meters(from: before, to: (latitude, longitude)) }
            before = (latitude, longitude)
        }
        let stated = activity.totals.distance.flatMap { (0...Self.longestMeters).contains($0.meters) ? $0 : nil }
        let isMeasured = meters > 0 && meters <= Self.longestMeters
        self.init(
            distance: stated ?? (isMeasured ? Distance(meters: meters) : nil),
            distanceSource: isMeasured ? .positions : stated == nil ? .none : .statedTotal,
            elapsedSeconds: max(timer, Self.believed(activity.totals.elapsedSeconds) ?? 0),
            timerSeconds: timer,
            movingSeconds: timer,
            movingTimeMethod: .timer,
            splits: [],
            laps: [],
            bestEfforts: [],
            climb: Climb(stated: activity.totals) ?? trace.measuredClimb,
            flags: []
        )
    }
}
