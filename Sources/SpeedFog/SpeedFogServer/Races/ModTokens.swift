package import Accounts
package import Foundation

/// The tokens by which a player's game proves whose run it reports.
///
/// They are derived from the participant's id, so that a pack can be made again although only hashes are stored.
package struct ModTokens: Sendable {
    private let key: TokenKey

    package init(key: TokenKey) {
        self.key = key
    }

    package func token(forParticipant id: UUID) -> String {
        self.key.derive("mod", id.uuidString.lowercased())
    }

    package func token(forInvite id: UUID) -> String {
        self.key.derive("invite", id.uuidString.lowercased())
    }

    package static func hash(_ token: String) -> String {
        Token.hash(token)
    }
}
