import Foundation

/// What the system says about this process, read when asked.
enum ProcessMetrics {
    /// Prometheus text; empty where the system does not tell.
    static func render() -> String {
        #if os(Linux)
        guard let stat = Self.read("/proc/self/stat"), let nameEnd = stat.lastIndex(of: ")") else { return "" }
        // The fields after the program's name, which may itself contain blanks; the first here is field 3.
        let fields = stat[nameEnd...].dropFirst().split(separator: " ")
        func field(_ number: Int) -> Double { Double(fields[number - 3]) ?? 0 }
        guard fields.count > 21 else { return "" }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        let pageSize = Double(sysconf(Int32(_SC_PAGESIZE)))
        var text = ""
        Self.add(&text, "process_cpu_seconds_total", "counter", (field(14) + field(15)) / ticks)
        Self.add(&text, "process_resident_memory_bytes", "gauge", field(24) * pageSize)
        Self.add(&text, "process_virtual_memory_bytes", "gauge", field(23))
        Self.add(&text, "process_threads", "gauge", field(20))
        if let boot = Self.bootTime() {
            Self.add(&text, "process_start_time_seconds", "gauge", boot + field(22) / ticks)
        }
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            Self.add(&text, "process_open_fds", "gauge", Double(open))
        }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            Self.add(&text, "process_max_fds", "gauge", Double(limit.rlim_cur))
        }
        return text
        #else
        return ""
        #endif
    }

    private static func add(_ text: inout String, _ name: String, _ kind: String, _ value: Double) {
        text += "# TYPE \(name) \(kind)\n\(name) \(MetricNumber.text(value))\n"
    }

    private static func bootTime() -> Double? {
        Self.read("/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }
            .flatMap { Double($0.dropFirst("btime ".count)) }
    }

    private static func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
