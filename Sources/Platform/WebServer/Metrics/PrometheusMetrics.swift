package import CoreMetrics
import Synchronization

/// Holds all metrics of the process and renders them as Prometheus text (format 0.0.4).
///
/// The executable installs it once with `MetricsSystem.bootstrap`. Labels are for a handful of values: each
/// metric keeps at most `maxSeries` combinations, further ones are counted together as `other`.
package final class PrometheusMetrics: MetricsFactory {
    enum Kind: String { case counter, gauge, histogram }

    private struct Family {
        let kind: Kind
        var series: [MetricLabels: any MetricSeries] = [:]
    }

    private let maxSeries: Int
    private let families = Mutex<[String: Family]>([:])

    package init(maxSeries: Int = 500) {
        self.maxSeries = maxSeries
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        self.counter(label, dimensions)
    }

    package func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        self.counter(label, dimensions)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        self.gauge(label, dimensions)
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else { return self.gauge(label, dimensions) }
        return self.series(.histogram, MetricName.valid(label), dimensions) {
            HistogramSeries(bounds: HistogramSeries.counts)
        }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        self.series(.histogram, MetricName.valid(label, suffix: "_seconds"), dimensions) {
            HistogramSeries(bounds: HistogramSeries.seconds)
        }
    }

    // Prometheus wants a series to stay once it was seen, so nothing is ever destroyed.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// All metrics as text, in a stable order.
    package func render() -> String {
        var text = ""
        for (name, family) in self.families.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in family.series.sorted(by: { $0.key.text < $1.key.text }) {
                series.render(into: &text, name: name, labels: labels)
            }
        }
        return text
    }

    private func counter(_ label: String, _ dimensions: [(String, String)]) -> CounterSeries {
        self.series(.counter, MetricName.valid(label, suffix: "_total"), dimensions) { CounterSeries() }
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeSeries {
        self.series(.gauge, MetricName.valid(label), dimensions) { GaugeSeries() }
    }

    private func series<Series: MetricSeries>(
        _ kind: Kind,
        _ name: String,
        _ dimensions: [(String, String)],
        make: () -> Series
    ) -> Series {
        let labels = MetricLabels(dimensions)
        return self.families.withLock { families in
            // One name can't be two kinds of metric: the second user's values go nowhere.
            guard families[name, default: Family(kind: kind)].kind == kind else { return make() }
            var key = labels
            if let known = families[name]?.series, known[labels] == nil, known.count >= self.maxSeries {
                key = MetricLabels(dimensions.map { ($0.0, "other") })
            }
            if let known = families[name]?.series[key] { return known as? Series ?? make() }
            let series = make()
            families[name, default: Family(kind: kind)].series[key] = series
            return series
        }
    }
}
