import CoreMetrics
import HTTPTypes
import Hummingbird
import Logging

/// A log line and a measurement when a socket opens and when it is gone: from where, whose, why, how long. Never what was said.
struct SocketLog: Sendable {
    private let metrics: PrometheusMetrics
    private let logger: Logger
    private let path: String
    private let route: String
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant

    /// - Parameter context: of a request that the router has seen.
    init(_ request: Request, _ context: AppContext, metrics: PrometheusMetrics) {
        self.metrics = metrics
        self.route = context.endpointPath ?? "unknown"
        self.path = AccessLog.safePath(request.uri.path, route: self.route)
        self.began = self.clock.now
        var logger = context.logger
        logger[metadataKey: "request_id"] = .string(context.requestID)
        logger[metadataKey: "client"] = .string(context.clientAddress)
        logger[metadataKey: "route"] = .string(self.route)
        self.logger = logger
    }

    func refused(_ status: HTTPResponse.Status) {
        self.logger.info("Socket refused \(self.path) \(status.code)")
    }

    func opened(_ socket: Socket) {
        self.open.increment(by: 1)
        self.logger.info("Socket opened \(self.path)", metadata: Self.owner(socket))
    }

    func closed(_ socket: Socket) {
        let end = socket.end ?? .lost("unknown")
        let (seconds, attoseconds) = (self.clock.now - self.began).components
        self.open.decrement(by: 1)
        self.metrics.makeCounter(
            label: "sockets_closed_total",
            dimensions: [("code", Self.label(end)), ("route", self.route)]
        ).increment(by: 1)
        var metadata = Self.owner(socket)
        metadata["by"] = .string(end.who)
        metadata["code"] = .stringConvertible(end.code)
        if !end.reason.isEmpty { metadata["reason"] = .string(end.reason) }
        metadata["seconds"] = .stringConvertible(Double(seconds) + Double(attoseconds / 1_000_000_000_000_000) / 1000)
        metadata["messages"] = .stringConvertible(socket.receivedMessages)
        self.logger.info("Socket closed \(self.path) \(end.code)", metadata: metadata)
    }

    private var open: any MeterHandler {
        self.metrics.makeMeter(label: "sockets_open", dimensions: [("route", self.route)])
    }

    private static func owner(_ socket: Socket) -> Logger.Metadata {
        socket.account.map { ["user": .stringConvertible($0)] } ?? [:]
    }

    /// A peer may close with 2,000 codes of its own; they are one.
    private static func label(_ end: SocketEnd) -> String {
        if case .closedByPeer(3000...) = end { return "other" }
        return String(end.code)
    }
}
