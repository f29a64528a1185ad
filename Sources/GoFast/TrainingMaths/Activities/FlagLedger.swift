/// Gathers flags; those of one reason that lie close together become one.
struct FlagLedger {
    private(set) var flags: [DataQualityFlag] = []
    private var latest: [DataQualityFlag.Reason: Int] = [:]

    /// Seconds between two findings of one kind that still are one flag.
    private static let reach = 5.0

    mutating func note(
        _ reason: DataQualityFlag.Reason,
        from start: Double,
        to end: Double,
        spoilsRecords: Bool = true,
        text: String? = nil
    ) {
        let span = min(start, end)...max(start, end)
        if let index = self.latest[reason], text == nil, self.flags[index].spoilsRecords == spoilsRecords,
            span.lowerBound <= self.flags[index].span.upperBound + Self.reach,
            span.upperBound >= self.flags[index].span.lowerBound - Self.reach
        {
            let known = self.flags[index].span
            self.flags[index].span =
                min(known.lowerBound, span.lowerBound)...max(known.upperBound, span.upperBound)
            return
        }
        self.latest[reason] = self.flags.count
        self.flags.append(
            DataQualityFlag(reason, span, spoilsRecords: spoilsRecords, text: text ?? reason.usualText)
        )
    }

    mutating func add(_ other: FlagLedger) { self.flags += other.flags }

    var inOrder: [DataQualityFlag] {
        self.flags.enumerated()
            .sorted { ($0.element.span.lowerBound, $0.offset) < ($1.element.span.lowerBound, $1.offset) }
            .map(\.element)
    }
}

extension DataQualityFlag.Reason {
    fileprivate var usualText: String {
        switch self {
        case .gpsSpike: "A position leapt away and back; it is left out, and no record is taken from here."
        case .distanceJump: "The distance leapt; no record is taken from here."
        case .absurdSpeed: "Faster than anybody moves in this sport; no record is taken from here."
        case .missingDistance:
            "No distance was recorded; it is bridged by a straight line, and no record is taken from here."
        case .timeJump: "Nothing was recorded for a while; the gap does not count in heart-rate zones."
        case .clockChange: "The clock changed; times here are not to be believed, and no record is taken from here."
        case .duplicateSecond: "Several samples for one moment; they are merged into one."
        case .heartRateDropout: "The heart rate was lost; this time does not count in zones."
        case .cadenceLock: "The heart rate follows the steps; it is most likely not the pulse and is left out."
        case .lapDisagrees: "The lap's distance is far from what was measured."
        }
    }
}
