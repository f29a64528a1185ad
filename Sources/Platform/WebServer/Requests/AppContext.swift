package import Hummingbird
import Logging
import NIOCore
import Synchronization

/// The one request context of all routes and sockets.
///
/// What middleware learns about a request (who asks, from where, under which id) is shared by all copies of
/// its context, because the outer layers, which log and render errors, need what the inner ones found out.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The channel the request came in on, for sockets.
    package let channel: any Channel
    private let findings: Findings

    package init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
        self.channel = source.channel
        let peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
        self.findings = Findings(peerAddress: peer)
        self.adopt(requestID: RequestID.random())
    }

    /// Names this request in the log, in the response and on error pages.
    package var requestID: String { self.findings.values.withLock { $0.requestID } }

    /// Who asks; nil for a stranger.
    package var user: SignedInUser? {
        get { self.findings.values.withLock { $0.user } }
        nonmutating set { self.findings.values.withLock { $0.user = newValue } }
    }

    /// What a form on the answered page has to send back.
    package var csrf: CSRFToken? {
        get { self.findings.values.withLock { $0.csrf } }
        nonmutating set { self.findings.values.withLock { $0.csrf = newValue } }
    }

    /// The address of the person's machine, behind the proxies we trust.
    package var clientAddress: String {
        get { self.findings.values.withLock { $0.clientAddress } }
        nonmutating set { self.findings.values.withLock { $0.clientAddress = newValue } }
    }

    /// The address at the other end of the connection: a proxy, perhaps.
    package var peerAddress: String { self.findings.peerAddress }

    /// The session cookie that `user` was found by.
    var sessionToken: String? {
        get { self.findings.values.withLock { $0.sessionToken } }
        nonmutating set { self.findings.values.withLock { $0.sessionToken = newValue } }
    }

    /// A page of another site, or one without an origin, asks for a socket: it is nobody. Where such pages may only watch,
    /// nothing that they say over the socket makes them somebody.
    package var isFromElsewhere: Bool { self.findings.values.withLock { $0.isFromElsewhere } }

    /// Forgets who asks: the browser sent its cookies for a page that is not ours.
    func becomeNobody() {
        self.findings.values.withLock { values in
            values.user = nil
            values.sessionToken = nil
            values.isFromElsewhere = true
        }
    }

    /// From here on the request and all its log lines carry `requestID`.
    mutating func adopt(requestID: String) {
        self.findings.values.withLock { $0.requestID = requestID }
        // Hummingbird's own short id would only be a second name for the same request.
        self.logger[metadataKey: "hb.request.id"] = nil
        self.logger[metadataKey: "request_id"] = .string(requestID)
    }

    private final class Findings: Sendable {
        struct Values {
            var requestID = ""
            var user: SignedInUser?
            var sessionToken: String?
            var csrf: CSRFToken?
            var isFromElsewhere = false
            var clientAddress: String
        }

        let peerAddress: String
        let values: Mutex<Values>

        init(peerAddress: String) {
            self.peerAddress = peerAddress
            self.values = Mutex(Values(clientAddress: peerAddress))
        }
    }
}

extension AppContext {
    /// The signed-in account, or 401.
    package func requireUser() throws -> SignedInUser {
        guard let user = self.user else {
            throw Problem(.unauthorized, "Not authenticated", headers: [.wwwAuthenticate: "Bearer"])
        }
        return user
    }

    /// The signed-in account if its role is one of `roles`, else 401 or 403.
    package func requireUser(in roles: Set<Role>) throws -> SignedInUser {
        let user = try self.requireUser()
        guard roles.contains(user.role) else { throw Problem(.forbidden, "Not enough permissions") }
        return user
    }
}
