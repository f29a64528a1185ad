package import Vocabulary

/// The public face of an account: whoever runs, organises, comments or watches.
package struct Person: Equatable, Sendable {
    package let id: UserID
    /// The login, which is unique.
    package let username: String
    package let displayName: String?
    package let avatarURL: String?

    package init(id: UserID, username: String, displayName: String?, avatarURL: String? = nil) {
        self.id = id
        self.username = username
        self.displayName = displayName
        self.avatarURL = avatarURL
    }

    /// The name people see.
    package var shownName: String { self.displayName ?? self.username }
}
