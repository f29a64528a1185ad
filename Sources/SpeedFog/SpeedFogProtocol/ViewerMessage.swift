/// What a page that watches a race says to the server.
package enum ViewerMessage: Equatable, Sendable {
    case auth(token: String?, ViewerWishes)
    case noAuth(ViewerWishes)
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
        case "auth": self = .auth(token: try? fields.token("token"), ViewerWishes(fields))
        case "no_auth": self = .noAuth(ViewerWishes(fields))
        case "pong": self = .pong
        default: self = .other
        }
    }
}

/// What a page asks for in its first message. A wish that can't be read is none.
package struct ViewerWishes: Equatable, Sendable {
    /// The page reads `update`, and states that carry a stamp.
    package var readsUpdates = false
    /// Where the page stopped reading when it lost its connection.
    package var resume: Stamp?

    package init(readsUpdates: Bool = false, resume: Stamp? = nil) {
        self.readsUpdates = readsUpdates
        self.resume = resume
    }

    /// A page that reads more than we know gets what we know.
    init(_ fields: JSONObject) {
        self.readsUpdates = fields["updates"]?.whole.map { $0 >= 2 } ?? false
        self.resume = self.readsUpdates ? fields["resume"]?.object.flatMap(Stamp.init) : nil
    }
}
