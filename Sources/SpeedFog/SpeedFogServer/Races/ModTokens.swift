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

    /// - Parameter round: counts the seeds that the participant's race had before: a token ends with its seed.
    package func token(forParticipant id: RunID, round: Int) -> String {
        self.key.derive("mod", round == 0 ? id.description : "\(id) \(round)")
    }

    package func token(forInvite id: InviteID) -> String {
        self.key.derive("invite", id.description)
    }

    package static func hash(_ token: String) -> String {
        Token.hash(token)
    }
}
