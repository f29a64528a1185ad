/// Holds all metrics of the process and renders them for Prometheus.
package final class PrometheusMetrics: Sendable {
    package init() {}
}
