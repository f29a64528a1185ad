import Crypto
import Foundation

/// Secrets that a client holds and we recognise.
package enum Token {
    /// 32 random bytes as 43 characters of url-safe base64.
    package static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return Self.encoded((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// What is stored instead of a token: its SHA-256 in hex. A token has 256 random bits, so no salt is needed.
    package static func hash(_ token: String) -> String {
        SHA256.hash(data: Data(token.utf8)).map { Self.hexDigits[Int($0)] }.joined()
    }

    /// Whether two secrets are equal, in a time that does not tell where they differ.
    package static func areEqual(_ first: String, _ second: String) -> Bool {
        let key = SymmetricKey(size: .bits256)
        let code = HMAC<SHA256>.authenticationCode(for: Data(first.utf8), using: key)
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(second.utf8), using: key)
    }

    static func encoded(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    private static let hexDigits: [String] = (0...255).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
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
        return Token.encoded(HMAC<SHA256>.authenticationCode(for: message, using: self.key))
    }

    /// Bytes for a key of another kind, such as that of forms.
    package func bytes(for purpose: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(purpose.utf8), using: self.key))
    }
}
