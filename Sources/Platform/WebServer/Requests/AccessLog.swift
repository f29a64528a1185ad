import Foundation
import HTTPTypes
package import Hummingbird
import Logging

/// One log line and one measurement for each request.
package struct AccessLog: RouterMiddleware {
    let metrics: PrometheusMetrics
    private let clock = ContinuousClock()

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let start = self.clock.now
        let response = try await next(request, context)
        let duration = self.clock.now - start
        let route = context.endpointPath ?? "NotFound"
        self.metrics.http.record(method: request.method, route: route, status: response.status, duration: duration)
        context.logger.log(
            level: Self.level(of: response.status, route: route),
            "\(request.method) \(Self.safePath(request.uri.path, route: route)) \(response.status.code)",
            metadata: Self.metadata(context, route: route, status: response.status, duration: duration)
        )
        return response
    }

    private static func metadata(
        _ context: AppContext,
        route: String,
        status: HTTPResponse.Status,
        duration: Duration
    ) -> Logger.Metadata {
        let (seconds, attoseconds) = duration.components
        var metadata: Logger.Metadata = [
            "client": .string(context.clientAddress),
            "ms": .stringConvertible(Double(seconds * 1000) + Double(attoseconds / 1_000_000_000_000) / 1000),
            "route": .string(route),
            "status": .stringConvertible(status.code),
        ]
        if let user = context.user { metadata["user"] = .stringConvertible(user.id) }
        return metadata
    }

    private static func level(of status: HTTPResponse.Status, route: String) -> Logger.Level {
        if status.code >= 500 { return .warning }
        let isRoutine = ["/static/**", "/health", "/ready", "/metrics"].contains(route)
        return isRoutine ? .debug : .info
    }

    /// The path without what opens doors: queries never, and no path component that its route calls a token.
    static func safePath(_ path: String, route: String) -> String {
        guard route.contains("oken}") || route.contains("oken:") else { return Self.printable(path) }
        let pattern = route.split(separator: "/")
        let parts = path.split(separator: "/").enumerated().map { index, part in
            let isSecret = index < pattern.count && pattern[index].lowercased().contains("token")
            return isSecret ? pattern[index] : part
        }
        return Self.printable("/" + parts.joined(separator: "/"))
    }

    /// Short, and unable to forge another log line.
    private static func printable(_ path: String) -> String {
        let plain = path.unicodeScalars.prefix(200).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : Character($0) }
        return String(plain)
    }
}
