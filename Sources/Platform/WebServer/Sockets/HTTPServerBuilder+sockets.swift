import Hummingbird
package import HummingbirdCore

extension HTTPServerBuilder {
    /// HTTP/1.1 whose first request may become one of these sockets.
    package static func http1(
        sockets: SocketRouter,
        limits: SocketLimits = SocketLimits(),
        http: HTTPLimits = HTTPLimits()
    ) -> HTTPServerBuilder {
        let decide = sockets.decisions()
        return HTTPServerBuilder { responder in
            SocketUpgradeChannel(responder: responder, limits: limits, http: http, decide: decide)
        }
    }
}
