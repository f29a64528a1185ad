package import Database

/// The tables of accounts, numbered 100 to 199: people, their browser sessions and their API tokens.
///
/// Secrets are never stored: a session and a token are found by the SHA-256 of what the client holds.
package enum AccountsSchema {
    /// Every migration of accounts, oldest first.
    package static let migrations: [Migration] = [
        Self.accounts,
        Self.foldedNames,
        Self.tokenNames,
        Self.finishedSignIns,
    ]
}
