package import Vocabulary

/// The public face of an account.
package struct Person: Equatable, Sendable {
    package let id: UserID
    package let username: String
    package let displayName: String?
    package let avatarURL: String?

    package init(id: UserID, username: String, displayName: String?, avatarURL: String?) {
        self.id = id
        self.username = username
        self.displayName = displayName
        self.avatarURL = avatarURL
    }

    /// The name people see.
    package var shownName: String { self.displayName ?? self.username }
}
