import CoreMetrics
import Testing

@testable import WebServer

@Suite struct PrometheusMetricsTests {
    private let metrics = PrometheusMetrics(maxSeries: 3)

    @Test func `counters, gauges and histograms are rendered as text`() {
        Counter(label: "gates", dimensions: [("kind", "first")], factory: self.metrics).increment(by: 2)
        Counter(label: "gates", dimensions: [("kind", "first")], factory: self.metrics).increment()
        Meter(label: "open rooms", dimensions: [], factory: self.metrics).set(4)
        FloatingPointCounter(label: "cpu_total", dimensions: [], factory: self.metrics).increment(by: 0.5)

        #expect(
            self.metrics.render() == """
                # TYPE cpu_total counter
                cpu_total 0.5
                # TYPE gates_total counter
                gates_total{kind="first"} 3
                # TYPE open_rooms gauge
                open_rooms 4

                """
        )
    }

    @Test func `a timer counts into buckets`() {
        let timer = Timer(label: "wait", dimensions: [("of", "a")], factory: self.metrics)
        timer.recordNanoseconds(3_000_000)
        timer.recordNanoseconds(20_000_000_000)

        let lines = self.metrics.render().split(separator: "\n")
        #expect(lines.contains(#"wait_seconds_bucket{of="a",le="0.0025"} 0"#))
        #expect(lines.contains(#"wait_seconds_bucket{of="a",le="0.005"} 1"#))
        #expect(lines.contains(#"wait_seconds_bucket{of="a",le="10"} 1"#))
        #expect(lines.contains(#"wait_seconds_bucket{of="a",le="+Inf"} 2"#))
        #expect(lines.contains(#"wait_seconds_sum{of="a"} 20.003"#))
        #expect(lines.contains(#"wait_seconds_count{of="a"} 2"#))
    }

    @Test func `too many labels are counted together`() {
        for number in 0..<10 {
            Counter(label: "hits", dimensions: [("who", "\(number)")], factory: self.metrics).increment()
        }

        let text = self.metrics.render()
        #expect(text.contains(#"hits_total{who="other"} 7"#))
        #expect(text.split(separator: "\n").count == 5)
    }

    @Test func `label values are escaped`() {
        Counter(label: "c", dimensions: [("v", "a\"b\\c\nd")], factory: self.metrics).increment()

        #expect(self.metrics.render().contains(#"c_total{v="a\"b\\c\nd"} 1"#))
    }

    @Test func `one name is one kind`() {
        Counter(label: "x_total", dimensions: [], factory: self.metrics).increment()
        Meter(label: "x_total", dimensions: [], factory: self.metrics).set(9)

        #expect(self.metrics.render() == "# TYPE x_total counter\nx_total 1\n")
    }

    @Test func `the process is measured`() {
        let text = ProcessMetrics.render()

        for name in ["process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds"] {
            let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
            #expect((line?.split(separator: " ").last.flatMap { Double($0) } ?? 0) > 0, "\(name)")
        }
    }
}
