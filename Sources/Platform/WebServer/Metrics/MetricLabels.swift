/// The labels of one series, already in their text form: `method="GET",status="200"`.
struct MetricLabels: Hashable, Sendable {
    /// Longer values are cut: a label names one of a few things.
    static let longestValue = 100

    let text: String

    init(_ dimensions: [(String, String)]) {
        self.text = dimensions.sorted { $0.0 < $1.0 }
            .map { "\(MetricName.validLabel($0.0))=\"\(Self.escaped($0.1))\"" }
            .joined(separator: ",")
    }

    /// In braces, with one more label if there is one.
    func braced(with extra: String? = nil) -> String {
        let all = [self.text, extra ?? ""].filter { !$0.isEmpty }.joined(separator: ",")
        return all.isEmpty ? "" : "{\(all)}"
    }

    private static func escaped(_ value: String) -> String {
        String(value.prefix(Self.longestValue)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
            "\n",
            with: "\\n"
        )
    }
}

/// Names as Prometheus accepts them.
enum MetricName {
    /// Colons are for recording rules, and not for labels at all.
    static func validLabel(_ name: String) -> String { Self.valid(name).replacing(":", with: "_") }

    static func valid(_ name: String, suffix: String = "") -> String {
        let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") ? $0 : "_" }
        let start = plain.first?.isNumber == true ? "_" : ""
        let whole = start + String(plain)
        return whole.hasSuffix(suffix) ? whole : whole + suffix
    }
}
