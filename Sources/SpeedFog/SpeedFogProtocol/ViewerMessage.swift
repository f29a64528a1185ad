/// What a page that watches a race says to the server.
package enum ViewerMessage: Equatable, Sendable {
    case auth(token: String?)
    case noAuth
    case pong
    /// Anything else, broken text included: a viewer is never refused for what it says.
    case other

    /// Reads what an untrusted page sent.
    package init(parsing text: String) {
        guard let (type, fields) = try? JSONObject.message(text) else {
            self = .other
            return
        }
        switch type {
        case "auth": self = .auth(token: try? fields.token("token"))
        case "no_auth": self = .noAuth
        case "pong": self = .pong
        default: self = .other
        }
    }
}
