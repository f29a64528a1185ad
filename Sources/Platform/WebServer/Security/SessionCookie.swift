import HTTPTypes
package import Hummingbird

/// The cookie that carries a session's token: out of reach for scripts and for other sites' requests.
package struct SessionCookie: Sendable {
    package let name: String
    private let attributes: String

    /// On https the browser itself guarantees that the cookie came from this very host (`__Host-`).
    package init(secure: Bool) {
        self.init(name: "session", secure: secure)
    }

    /// A cookie of the same kind for another secret.
    package init(name: String, secure: Bool) {
        self.name = secure ? "__Host-\(name)" : name
        self.attributes = "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "")
    }

    /// The token a request brings.
    package func token(in request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let pair = pair.drop { $0 == " " }
                if pair.hasPrefix(self.name + "=") { return String(pair.dropFirst(self.name.count + 1)) }
            }
        }
        return nil
    }

    /// Hands the token to the browser. Without `maxAge` it forgets it when it closes.
    package func set(_ token: String, maxAge: Duration?, on response: inout Response) {
        let age = maxAge.map { "; Max-Age=\($0.components.seconds)" } ?? ""
        response.headers.append(HTTPField(name: .setCookie, value: "\(self.name)=\(token)\(self.attributes)\(age)"))
    }

    /// Makes the browser forget the token.
    package func clear(on response: inout Response) {
        response.headers.append(HTTPField(name: .setCookie, value: "\(self.name)=\(self.attributes); Max-Age=0"))
    }
}
