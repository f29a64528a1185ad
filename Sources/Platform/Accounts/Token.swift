import Crypto
import Foundation
import WebServer

/// Secrets that a client holds and we recognise.
package enum Token {
    /// 32 random bytes as 43 characters of url-safe base64.
    package static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// Whether a text could be such a secret.
    static func isOne(_ text: String) -> Bool {
        text.utf8.count == 43
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    /// What is stored instead of a token: its SHA-256 in hex. A token has 256 random bits, so no salt is needed.
    package static func hash(_ token: String) -> String {
        Hex.encode(SHA256.hash(data: Data(token.utf8)))
    }
}

/// Derives secrets that can be made again, so that only their hash needs to be stored.
package struct TokenKey: Sendable {
    private let key: SymmetricKey

    /// - Parameter secret: at least 16 bytes that only this installation knows.
    package init(secret: [UInt8]) {
        self.key = SymmetricKey(data: secret)
    }

    /// HMAC-SHA256 over the purpose and the parts, as 43 characters of url-safe base64 (RFC 2104).
    package func derive(_ purpose: String, _ parts: String...) -> String {
        var message = Data()
        // Each part brings its length, so that two lists of parts never read the same.
        for part in [purpose] + parts {
            message.append(contentsOf: "\(part.utf8.count):".utf8)
            message.append(contentsOf: part.utf8)
        }
        return Base64URL.encode(HMAC<SHA256>.authenticationCode(for: message, using: self.key))
    }

    /// Bytes for a key of another kind, such as that of forms.
    package func bytes(for purpose: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(purpose.utf8), using: self.key))
    }
}
