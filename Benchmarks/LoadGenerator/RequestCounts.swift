import NIOCore
import NIOHTTP1
import NIOPosix

/// How many requests a server has answered, by its own count.
struct RequestCounts {
    private let lines: [Substring]

    init(port: Int) async throws {
        let connection = try await HTTPConnection.open(port: port, on: MultiThreadedEventLoopGroup.singleton.any())
            .get()
        defer { connection.close() }
        let reply = try await connection.request(.GET, "/metrics", accept: "text/plain").get()
        guard reply.status == 200 else { throw Failure("GET /metrics was answered \(reply.status)") }
        self.lines = String(buffer: reply.body).split(separator: "\n").filter {
            $0.hasPrefix("http_requests_total{") && $0.contains(#"method="GET""#)
        }
    }

    /// GET requests to a route, whatever they were answered.
    func gets(_ route: Route) -> Int {
        let label = "route=\"\(route.rawValue)\""
        return self.lines.filter { $0.contains(label) }.reduce(0) { sum, line in
            sum + (line.split(separator: " ").last.flatMap { Double($0) }.map { Int($0) } ?? 0)
        }
    }

    /// Routes as the server names them.
    enum Route: String {
        case racePage = "/race/{race_id}"
        case raceMap = "/race/{race_id}/map"
    }
}
