import HTTPTypes

/// Which pages may open a socket. Browsers do not apply CORS to WebSockets, so the server has to look.
///
/// A browser's cookies count only for pages of our own: whoever else is let in comes in as nobody, see
/// `AppContext.isFromElsewhere`.
package enum SocketOrigin: Sendable {
    /// Anyone: the socket is worth nothing without a token sent over it.
    case any
    /// Pages of this site, of the router's extra origins, and clients that are no browsers (they send no `Origin`).
    case sameOrigin
    /// As `sameOrigin`, and documents that have no origin (`Origin: null`): a local file, a sandboxed frame, a browser
    /// source of a streaming program. For what anybody may watch.
    case sameOriginOrNull

    /// How a request is let in.
    enum Admission {
        /// As whom its cookie or its token says.
        case asThemselves
        /// As nobody.
        case asNobody
        case refused
    }

    func admission(of request: HTTPRequest, beside own: Set<String>) -> Admission {
        guard let origin = request.headerFields[.origin]?.lowercased() else { return .asThemselves }
        if own.contains(origin) || Self.isHost(request.authority?.lowercased(), origin) { return .asThemselves }
        switch self {
        case .any: return .asNobody
        case .sameOrigin: return .refused
        case .sameOriginOrNull: return origin == "null" ? .asNobody : .refused
        }
    }

    private static func isHost(_ host: String?, _ origin: String) -> Bool {
        guard let host, let separator = origin.firstRange(of: "://") else { return false }
        let defaultPort = origin[..<separator.lowerBound] == "https" ? ":443" : ":80"
        return Self.dropping(defaultPort, from: origin[separator.upperBound...])
            == Self.dropping(defaultPort, from: host[...])
    }

    /// Browsers leave a default port out, others may write it.
    private static func dropping(_ port: String, from host: Substring) -> Substring {
        host.hasSuffix(port) ? host.dropLast(port.count) : host
    }
}
