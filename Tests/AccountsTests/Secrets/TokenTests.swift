import Testing
import WebServer

@testable import Accounts

@Suite struct TokenTests {
    @Test func `tokens are 43 characters that need no escaping, and differ`() {
        let tokens = (0..<500).map { _ in Token.random() }
        #expect(Set(tokens).count == 500)
        for token in tokens { #expect(token.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil) }
        // All 64 characters turn up, so the bytes are spread over their whole range.
        #expect(Set(tokens.joined()).count == 64)
    }

    @Test(arguments: [
        // FIPS 180-2, appendix B.
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ])
    func `a hash is SHA-256 in hex`(text: String, hash: String) {
        #expect(Token.hash(text) == hash)
    }

    /// Computed with Python's hmac, hashlib and base64. They must never change: packs in people's hands carry them.
    @Test(
        arguments: [
            ("mod", [], "YOLUdqh0G0gRU-cOCkJqrLZo9ET7mbj0679cNdZKbfU"),
            ("mod", ["race", "7"], "1qW6tlyKZw1tkPP6eIIDJQdfnpj8hcgc84oGdxofva8"),
            ("invite", ["Zoë", ""], "d1mSeHv-s8UrVQza9n6S530lM-WZc6iBOhe9e_lvC0Q"),
        ] as [(String, [String], String)]
    )
    func `derived secrets are those of other machines and other days`(purpose: String, parts: [String], secret: String)
    {
        let key = TokenKey(secret: Array(0..<32))
        let derived = parts.isEmpty ? key.derive(purpose) : key.derive(purpose, parts[0], parts[1])
        #expect(derived == secret)
    }

    @Test func `neither purpose, parts nor key can be mixed up`() {
        let key = TokenKey(secret: Array(0..<32))
        let derived = [
            key.derive("a"), key.derive("ab"), key.derive("a", "b"), key.derive("", "ab"), key.derive("a", "b", ""),
            key.derive("a", "", "b"), key.derive("a", "1:b"), TokenKey(secret: Array(1..<33)).derive("a"),
            Base64URL.encode(key.bytes(for: "a")),
        ]
        #expect(Set(derived).count == derived.count)
        #expect(derived.allSatisfy { $0.utf8.count == 43 })
    }
}
