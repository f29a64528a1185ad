import HTTPTypes
package import Hummingbird

extension HTTPField.Name {
    /// The name of one request, in both directions.
    package static let xRequestID = Self("X-Request-ID") ?? .date
    /// The addresses a request passed through, as proxies write it.
    package static let xForwardedFor = Self("X-Forwarded-For") ?? .date
}

/// Outermost: gives a request its id and its client address, and repeats the id in the response.
package struct RequestNaming: RouterMiddleware {
    let trustedProxyHops: Int

    /// `trustedProxyHops` is the number of our own proxies in front of this server.
    package init(trustedProxyHops: Int) {
        self.trustedProxyHops = trustedProxyHops
    }

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.adopt(requestID: RequestID.accepted(request.headers[.xRequestID]) ?? context.requestID)
        context.clientAddress = ClientAddress.resolve(
            peer: context.peerAddress,
            forwardedFor: request.headers[values: .xForwardedFor],
            trustedHops: self.trustedProxyHops
        )
        var response = try await next(request, context)
        response.headers[.xRequestID] = context.requestID
        return response
    }
}
