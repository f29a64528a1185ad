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

    @Test func `sizes count into buckets of their own`() {
        let batch = Recorder(label: "batch size", dimensions: [], aggregate: true, factory: self.metrics)
        for size in [1, 7, 60] { batch.record(size) }

        let lines = self.metrics.render().split(separator: "\n")
        #expect(lines.contains("# TYPE batch_size histogram"))
        #expect(lines.contains(#"batch_size_bucket{le="1"} 1"#))
        #expect(lines.contains(#"batch_size_bucket{le="10"} 2"#))
        #expect(lines.contains(#"batch_size_bucket{le="100"} 3"#))
        #expect(lines.contains("batch_size_sum 68"))
    }

    @Test func `commits of a fraction of a millisecond are told apart`() {
        let commit = Timer(label: "commit", dimensions: [], factory: self.metrics)
        commit.recordNanoseconds(80_000)
        commit.recordNanoseconds(400_000)

        let lines = self.metrics.render().split(separator: "\n")
        #expect(lines.contains(#"commit_seconds_bucket{le="0.0001"} 1"#))
        #expect(lines.contains(#"commit_seconds_bucket{le="0.0005"} 2"#))
    }

    @Test func `long label values are cut, and colons do not stand in label names`() {
        let value = String(repeating: "v", count: 5000)
        Counter(label: "c", dimensions: [("a:b", value)], factory: self.metrics).increment()

        #expect(self.metrics.render().hasSuffix("c_total{a_b=\"\(value.prefix(100))\"} 1\n"))
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
