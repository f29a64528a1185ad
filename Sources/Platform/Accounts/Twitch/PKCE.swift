import Crypto
import Foundation
import WebServer

/// Proof that whoever changes a code for a token is who began the sign-in (RFC 7636), so that a code that leaks on its
/// way is worth nothing.
struct PKCE: Sendable, Equatable {
    /// Goes to Twitch with the code: 43 characters of url-safe base64.
    let verifier: String

    /// Follows from what only the browser and we know, so it is kept nowhere: the browser's secret and the state.
    init(browser: String, state: String) {
        let key = SymmetricKey(data: Data(browser.utf8))
        self.verifier = Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Data("pkce:\(state)".utf8), using: key))
    }

    /// Goes to Twitch when the sign-in begins; the method is S256.
    var challenge: String { Base64URL.encode(SHA256.hash(data: Data(self.verifier.utf8))) }
}
