import Hummingbird
import WebServer

extension Request {
    /// The host that the client asked for, in lower case and without a port; nil if it named none that can be.
    var host: String? {
        self.head.authority.flatMap { WebOrigin(parsing: "http://\($0)")?.host }
    }
}
