import CoreMetrics
import HTTPTypes

/// What is measured of each request.
struct HTTPMetrics {
    let factory: PrometheusMetrics

    private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    /// `route` is the template, not the path: paths are endless.
    func record(method: HTTPRequest.Method, route: String, status: HTTPResponse.Status, duration: Duration) {
        // Anybody can invent methods.
        let method = Self.methods.contains(method.rawValue) ? method.rawValue : "other"
        let labels = [("method", method), ("route", route), ("status", String(status.code))]
        self.factory.makeCounter(label: "http_requests_total", dimensions: labels).increment(by: 1)
        let (seconds, attoseconds) = duration.components
        self.factory.makeTimer(label: "http_request_duration_seconds", dimensions: Array(labels.prefix(2)))
            .recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

extension PrometheusMetrics {
    var http: HTTPMetrics { HTTPMetrics(factory: self) }
}
