import TrainingMaths

/// Heart rates that a strap kept and handed over later (message `hr`), used by watches for swimming.
///
/// A first message ties the strap's clock to the watch's; later ones hold up to eight beats each, with the low twelve bits
/// of the strap's clock packed two to three bytes (FIT profile, `event_timestamp_12`, in 1/1024 s).
struct FITHeartRates {
    private(set) var rates: [(time: Double, bpm: Double)] = []
    /// The watch's time when the strap's clock stood at `ticks`.
    private var anchor: (time: Double, ticks: UInt32)?
    /// The strap's clock at its last event.
    private var ticks: UInt32?

    /// Reads one message.
    mutating func add(_ message: FITMessageView, maximumCount: Int) {
        let events = message.numbers(9).map { $0.map { UInt32(exactly: $0) ?? 0 } }
        let bpm = message.numbers(6)
        if let time = message.number(253), let first = events.first ?? nil {
            self.anchor = (time + (message.number(0) ?? 0) / 32_768, first)
            self.ticks = first
        }
        guard let anchor = self.anchor else { return }
        var index = 0
        for event in events {
            if let event { self.add(event, bpm, index, anchor, maximumCount) }
            index += 1
        }
        let packed = message.raw(10)
        guard packed.contains(where: { $0 != 0xFF }) else { return }
        for start in stride(from: 0, to: packed.count - 2, by: 3) {
            let (first, second, third) = (UInt32(packed[start]), UInt32(packed[start + 1]), UInt32(packed[start + 2]))
            for low in [first | (second & 0x0F) << 8, second >> 4 | third << 4] {
                guard let last = self.ticks else { return }
                self.add(last &+ ((low &- last) & 0xFFF), bpm, index, anchor, maximumCount)
                index += 1
            }
        }
    }

    private mutating func add(
        _ event: UInt32,
        _ bpm: [Double?],
        _ index: Int,
        _ anchor: (time: Double, ticks: UInt32),
        _ maximumCount: Int
    ) {
        self.ticks = event
        guard index < bpm.count, let rate = bpm[index], rate > 0, self.rates.count < maximumCount else { return }
        // The difference is right also when the strap's clock has run over (after 48 days).
        let since = Double(Int32(bitPattern: event &- anchor.ticks)) / 1024
        self.rates.append((anchor.time + since, rate))
    }

    /// Gives each sample without a heart rate the mean rate since the sample before it.
    ///
    /// A rate holds until the next beat, five seconds at most, and counts once each quarter of a second (Garmin FIT SDK,
    /// merging of heart rate messages): below sixty beats a minute, seconds without a beat have a rate too.
    func merge(into samples: inout [Sample]) {
        guard let first = samples.first?.seconds, !self.rates.isEmpty else { return }
        let rates = self.rates.sorted { $0.time < $1.time }
        var index = 0
        var sum = 0.0
        var count = 0.0
        for (number, rate) in rates.enumerated() {
            let gap = number + 1 < rates.count ? rates[number + 1].time - rate.time : 0
            let steps = min(20, max(0, (gap * 4).rounded(.up) - 1))
            for step in 0...Int(steps) {
                let time = rate.time + Double(step) / 4
                // What lies long before the first sample belongs to none.
                guard time > first - 1 else { continue }
                while index < samples.count, samples[index].seconds < time {
                    Self.set(&samples[index], sum, count)
                    (sum, count) = (0, 0)
                    index += 1
                }
                guard index < samples.count else { return }
                sum += rate.bpm
                count += 1
            }
        }
        Self.set(&samples[index], sum, count)
    }

    private static func set(_ sample: inout Sample, _ sum: Double, _ count: Double) {
        if sample.heartRate == nil, count > 0 { sample.heartRate = (sum / count).rounded() }
    }
}
