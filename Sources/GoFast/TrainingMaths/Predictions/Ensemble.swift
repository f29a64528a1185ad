import Foundation

/// One prediction out of all models that apply, with an interval that says how sure it is.
///
/// The models are averaged in log time at fixed distances, the pace of which may never rise with distance; between them
/// pace follows a power law. Three things hold by construction: a longer race is never predicted at a faster pace, a
/// slower result never makes a faster prediction, and more evidence never widens the interval relative to the time.
package enum Ensemble {
    /// The distances that can be asked for.
    package static let predictable = Distance(meters: 799)...Distance(miles: 101)

    /// The prediction for a race.
    package static func predict(
        _ race: RaceDistance,
        from evidence: PredictionEvidence,
        calibration: IntervalCalibration = .none
    ) throws(PredictionError) -> Prediction {
        try Self.predict(race.distance, from: evidence, calibration: calibration)
    }

    /// The prediction for any distance of ``predictable``.
    package static func predict(
        _ distance: Distance,
        from evidence: PredictionEvidence,
        calibration: IntervalCalibration = .none
    ) throws(PredictionError) -> Prediction {
        guard !evidence.results.isEmpty else { throw .noResult }
        guard distance.meters.isFinite, Self.predictable.contains(distance) else { throw .distanceOutOfRange(distance) }
        let pace = Self.logPace(at: distance, from: evidence)
        let gap = Self.gapCost(evidence, over: distance)
        let seconds = exp(pace) * distance.meters * (1 + gap)
        let width = IntervalWidth(for: distance, from: evidence)
        let fast = min(width.fast * calibration.factor, 0.35)
        let slow = min(width.slow * calibration.factor, 0.6)
        return Prediction(
            distance: distance,
            seconds: seconds,
            interval: seconds * (1 - fast)...seconds * (1 + slow),
            models: ModelMix(for: distance, from: evidence).models,
            widenings: width.widenings,
            notes: Self.notes(evidence, distance, gap) + calibration.notes
        )
    }

    /// Where models are averaged, in metres; the named races are among them.
    private static let anchors = [800, Distance.metersPerMile, 3000, 5000, 10_000, 15_000, 16_093.44, 21_097.5, 42_195]

    /// Beyond the marathon time grows with this power of distance (practice puts recreational runners at 1.10 to 1.15).
    private static let ultraExponent = 1.15

    /// The log of seconds a metre.
    private static func logPace(at distance: Distance, from evidence: PredictionEvidence) -> Double {
        var points: [(x: Double, y: Double)] = []
        for meters in Self.anchors {
            let mixed = ModelMix(for: Distance(meters: meters), from: evidence).logSeconds - log(meters)
            points.append((log(meters), max(mixed, points.last?.y ?? mixed)))
            // The anchor at or behind the distance is the last one that matters.
            if meters >= distance.meters { break }
        }
        let x = log(distance.meters)
        let end = points[points.count - 1]
        guard x < end.x, points.count > 1 else { return end.y + max(0, x - end.x) * (Self.ultraExponent - 1) }
        let start = points[points.count - 2]
        return start.y + (end.y - start.y) * (x - start.x) / (end.x - start.x)
    }

    /// How much slower a marathon gets by a gap in training: half of the 5 to 8 % that B. Smyth, A. Lawlor and others
    /// (C. Feely et al. 2023, 300,000 marathon runners) found for gaps of 7 days and more, since a part is in the results.
    private static func gapCost(_ evidence: PredictionEvidence, over distance: Distance) -> Double {
        guard let days = evidence.longestGapDays, days >= 7 else { return 0 }
        let published = 0.05 + 0.03 * min(Double(days - 7) / 21, 1)
        return published / 2
            * IntervalWidth.share(of: distance, from: RaceDistance.half.distance, to: RaceDistance.marathon.distance)
    }

    private static func notes(_ evidence: PredictionEvidence, _ distance: Distance, _ gap: Double) -> [String] {
        var notes: [String] = []
        if gap > 0, let days = evidence.longestGapDays {
            let percent = DecimalText.text(gap * 100, places: 1, separator: ".")
            notes.append(
                "\(Counted.text(days, "day")) without a run in the last twelve weeks: \(percent) % slower (Feely et al. 2023)"
            )
        }
        if RaceDistance(distance) == .marathon, evidence.plausibleWeeklyMiles == nil {
            let miles = DecimalText.text(VickersVertosick.assumedWeeklyMiles, places: 0, separator: ".")
            notes.append("Weekly distance is not known; \(miles) miles a week are assumed")
        }
        if distance.meters > 43_000 {
            notes.append("Beyond the marathon every model is far from its data: terrain, food and sleep decide")
        }
        if evidence.results.contains(where: { (VDOT(seconds: $0.seconds, over: $0.distance)?.value ?? 30) < 30 }) {
            notes.append("Below a VDOT of 30 the models are weak: walking breaks change the picture")
        }
        return notes
    }
}
