/// Knows whose session or token it is. Accounts implements it.
package protocol IdentityResolver: Sendable {
    /// The account of a session cookie; nil if the session is over. `via` must be `.cookie`.
    func user(sessionToken: String) async throws -> SignedInUser?
    /// The account of an API token; nil if there is none. `via` must be `.bearer`.
    func user(bearerToken: String) async throws -> SignedInUser?
}

/// Knows nobody: a site without accounts, and tests.
package struct NobodyIsSignedIn: IdentityResolver {
    package init() {}
    package func user(sessionToken: String) async throws -> SignedInUser? { nil }
    package func user(bearerToken: String) async throws -> SignedInUser? { nil }
}
