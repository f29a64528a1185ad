import CoreMetrics
import Synchronization

/// One metric with one combination of labels.
protocol MetricSeries: AnyObject, Sendable {
    func render(into text: inout String, name: String, labels: MetricLabels)
}

/// Only grows.
final class CounterSeries: MetricSeries, CounterHandler, FloatingPointCounterHandler {
    private let value = Mutex(0.0)

    func increment(by amount: Int64) { self.value.withLock { $0 += Double(amount) } }
    func increment(by amount: Double) { self.value.withLock { $0 += amount } }
    func reset() { self.value.withLock { $0 = 0 } }

    func render(into text: inout String, name: String, labels: MetricLabels) {
        text += "\(name)\(labels.braced()) \(MetricNumber.text(self.value.withLock { $0 }))\n"
    }
}

/// Goes up and down; the last value counts.
final class GaugeSeries: MetricSeries, MeterHandler, RecorderHandler {
    private let value = Mutex(0.0)

    func set(_ value: Int64) { self.value.withLock { $0 = Double(value) } }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { self.value.withLock { $0 += amount } }
    func decrement(by amount: Double) { self.value.withLock { $0 -= amount } }
    func record(_ value: Int64) { self.set(value) }
    func record(_ value: Double) { self.set(value) }

    func render(into text: inout String, name: String, labels: MetricLabels) {
        text += "\(name)\(labels.braced()) \(MetricNumber.text(self.value.withLock { $0 }))\n"
    }
}

/// How values are spread, as counts below fixed bounds.
final class HistogramSeries: MetricSeries, RecorderHandler, TimerHandler {
    static let seconds = [
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
    static let counts: [Double] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000, 10_000, 100_000, 1_000_000]

    private struct State {
        var counts: [UInt64]
        var total: UInt64 = 0
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        self.state = Mutex(State(counts: Array(repeating: 0, count: bounds.count)))
    }

    func record(_ value: Int64) { self.record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { self.record(Double(duration) / 1e9) }

    func record(_ value: Double) {
        guard !value.isNaN else { return }
        let bucket = self.bounds.firstIndex { value <= $0 }
        self.state.withLock { state in
            if let bucket { state.counts[bucket] += 1 }
            state.total += 1
            state.sum += value
        }
    }

    func render(into text: inout String, name: String, labels: MetricLabels) {
        let state = self.state.withLock { $0 }
        var below: UInt64 = 0
        for (bound, count) in zip(self.bounds, state.counts) {
            below += count
            text += "\(name)_bucket\(labels.braced(with: "le=\"\(MetricNumber.text(bound))\"")) \(below)\n"
        }
        text += "\(name)_bucket\(labels.braced(with: "le=\"+Inf\"")) \(state.total)\n"
        text += "\(name)_sum\(labels.braced()) \(MetricNumber.text(state.sum))\n"
        text += "\(name)_count\(labels.braced()) \(state.total)\n"
    }
}

/// Numbers as Prometheus reads them.
enum MetricNumber {
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if let whole = Int64(exactly: value) { return String(whole) }
        return String(value)
    }
}
