import Crypto
import Foundation

/// Proof, inside a form, that the form came from a page of ours: the hidden field `csrf` or the header
/// `X-CSRF-Token`.
package struct CSRFToken: Sendable, Equatable {
    /// The name of the hidden field.
    package static let field = "csrf"

    /// What the form or script sends back.
    package let value: String
}

/// Makes and checks the tokens of forms. A token is bound to a secret that only the visitor's browser has: the
/// session's token, or a random cookie for strangers. It is derived, so there is nothing to store.
struct CSRFTokens: Sendable {
    private let key: SymmetricKey

    init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    func token(session: String) -> CSRFToken { self.derive("session", session) }
    func token(visitor: String) -> CSRFToken { self.derive("visitor", visitor) }

    /// A fresh secret for a stranger's cookie.
    static func newVisitor() -> String {
        (0..<4).map { _ in RequestID.random() }.joined()
    }

    func isValid(_ sent: String, for token: CSRFToken) -> Bool {
        // Comparing MACs of both takes the same time wherever they differ.
        HMAC<SHA256>.authenticationCode(for: Data(sent.utf8), using: self.key)
            == HMAC<SHA256>.authenticationCode(for: Data(token.value.utf8), using: self.key)
    }

    private func derive(_ purpose: String, _ secret: String) -> CSRFToken {
        let code = HMAC<SHA256>.authenticationCode(for: Data("csrf\u{0}\(purpose)\u{0}\(secret)".utf8), using: self.key)
        return CSRFToken(value: Base64URL.encode(code))
    }
}
