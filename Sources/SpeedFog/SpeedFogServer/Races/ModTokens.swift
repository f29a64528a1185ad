package import Accounts
package import RaceRules
import Vocabulary

/// The tokens by which a player's game proves whose run it reports.
///
/// They are derived from the participant's id, so that a pack can be made again although only hashes are stored.
package struct ModTokens: Sendable {
    private let key: TokenKey

    package init(key: TokenKey) {
        self.key = key
    }

    package func token(forParticipant id: RunID) -> String {
        self.key.derive("mod", id.description)
    }

    package func token(forInvite id: InviteID) -> String {
        self.key.derive("invite", id.description)
    }

    package static func hash(_ token: String) -> String {
        Token.hash(token)
    }
}
