import TrainingMaths

extension ActivityTotals {
    /// The sums of what a device stated lap by lap (TCX has no totals of a whole activity).
    ///
    /// A total that one lap does not state is nil; averages weigh laps by their time.
    init(laps: [ActivityTotals]) {
        self.init()
        guard !laps.isEmpty else { return }
        func sum(_ value: (ActivityTotals) -> Double?) -> Double? {
            laps.reduce(0.0) { total, lap in total.flatMap { total in value(lap).map { total + $0 } } }
        }
        func mean(_ value: (ActivityTotals) -> Double?) -> Double? {
            let timed = laps.filter { ($0.timerSeconds ?? 0) > 0 }
            let seconds = timed.reduce(0) { $0 + ($1.timerSeconds ?? 0) }
            guard seconds > 0, timed.allSatisfy({ value($0) != nil }) else {
                return laps.count == 1 ? value(laps[0]) : nil
            }
            return timed.reduce(0) { $0 + (value($1) ?? 0) * ($1.timerSeconds ?? 0) } / seconds
        }
        self.distance = sum { $0.distance?.meters }.map { Distance(meters: $0) }
        self.timerSeconds = sum(\.timerSeconds)
        self.kilocalories = sum(\.kilocalories)
        self.maximumHeartRate = laps.compactMap(\.maximumHeartRate).max()
        self.averageHeartRate = mean(\.averageHeartRate)
        self.averageCadence = mean(\.averageCadence)
    }
}
