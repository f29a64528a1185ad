extension RunMetrics {
    /// A route has places and an order, but no times: a length, perhaps the climb that its maker stated, and no pace of any kind.
    init(route activity: Activity) {
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
            elapsedSeconds: 0,
            timerSeconds: 0,
            movingSeconds: 0,
            movingTimeMethod: .timer,
            splits: [],
            laps: [],
            bestEfforts: [],
            climb: Climb(stated: activity.totals),
            flags: []
        )
    }
}
