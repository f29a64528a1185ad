import HTTPTypes

/// Which pages may open a socket. Browsers do not apply CORS to WebSockets, so the server has to look.
package enum SocketOrigin: Sendable {
    /// Anyone: the socket is worth nothing without a token sent over it.
    case any
    /// Pages of this site, of the router's extra origins, and clients that are no browsers (they send no `Origin`).
    case sameOrigin

    func allows(_ request: HTTPRequest, extra: Set<String>) -> Bool {
        guard case .sameOrigin = self, let origin = request.headerFields[.origin]?.lowercased() else { return true }
        if extra.contains(origin) { return true }
        guard let host = request.authority?.lowercased(), let separator = origin.firstRange(of: "://") else {
            return false
        }
        let scheme = origin[..<separator.lowerBound]
        let defaultPort = scheme == "https" ? ":443" : ":80"
        return Self.dropping(defaultPort, from: origin[separator.upperBound...])
            == Self.dropping(defaultPort, from: host[...])
    }

    /// Browsers leave a default port out, others may write it.
    private static func dropping(_ port: String, from host: Substring) -> Substring {
        host.hasSuffix(port) ? host.dropLast(port.count) : host
    }
}
