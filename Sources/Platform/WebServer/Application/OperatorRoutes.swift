import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What load balancers and monitoring ask: `/health`, `/ready`, `/metrics`.
struct OperatorRoutes {
    let settings: WebServerSettings
    let readiness: [ReadinessCheck]
    let metrics: PrometheusMetrics

    func add(to router: Router<AppContext>) {
        router.get("health", use: self.health)
        router.get("ready", use: self.ready)
        router.get("metrics", use: self.showMetrics)
    }

    /// The process lives and answers.
    @Sendable private func health(_ request: Request, context: AppContext) -> Response {
        Self.json(.ok, "{\"status\":\"ok\",\"version\":\(JSONText.quoted(self.settings.version))}")
    }

    /// All it depends on works too.
    @Sendable private func ready(_ request: Request, context: AppContext) async -> Response {
        let failures = await withTaskGroup(of: (String, String?).self) { group in
            for check in self.readiness { group.addTask { (check.name, await check.failure()) } }
            return await group.reduce(into: [String: String?]()) { $0[$1.0] = .some($1.1) }
        }
        var isReady = true
        let entries = failures.sorted { $0.key < $1.key }.map { name, failure in
            if let failure {
                isReady = false
                // Why is for the log: drivers put addresses and names into their errors.
                context.logger.warning("Not ready", metadata: ["check": "\(name)", "error": "\(failure)"])
            }
            return "\(JSONText.quoted(name)):\"\(failure == nil ? "ok" : "failed")\""
        }
        let status = isReady ? "ok" : "unavailable"
        return Self.json(
            isReady ? .ok : .serviceUnavailable,
            "{\"status\":\"\(status)\",\"checks\":{\(entries.joined(separator: ","))}}"
        )
    }

    @Sendable private func showMetrics(_ request: Request, context: AppContext) throws -> Response {
        // A request that a proxy passed on comes from this machine, but not from its operator.
        let isForwarded = self.settings.trustedProxyHops == 0 && request.headers[.xForwardedFor] != nil
        let isLocal = ClientAddress.isLoopback(context.clientAddress) && !isForwarded
        guard self.settings.metricsArePublic || isLocal else { throw Problem(.notFound, "Not Found") }
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: self.metrics.render() + ProcessMetrics.render()))
        )
    }

    private static func json(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text))
        )
    }
}
