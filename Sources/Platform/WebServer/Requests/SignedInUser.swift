package import Vocabulary

/// What an account may do beyond its own affairs.
package enum Role: String, Sendable, Codable, CaseIterable {
    case user, organizer, admin
}

/// The account behind a request, as far as pages and routes need to know it.
package struct SignedInUser: Sendable, Equatable {
    /// How the request proved who it is. Only cookies need protection against forged forms.
    package enum Via: Sendable, Equatable {
        case cookie(sessionID: String)
        case bearer(tokenID: String)

        /// Names the session or token, without being worth anything to whoever reads it. No two have the same name.
        package var credential: String {
            switch self {
            case .cookie(let id), .bearer(let id): id
            }
        }
    }

    package let id: UserID
    package let username: String
    package let displayName: String?
    package let avatarURL: String?
    package let role: Role
    package let locale: String?
    package let via: Via

    /// All that a request says about its account.
    package init(
        id: UserID,
        username: String,
        displayName: String?,
        avatarURL: String?,
        role: Role,
        locale: String?,
        via: Via
    ) {
        self.id = id
        self.username = username
        self.displayName = displayName
        self.avatarURL = avatarURL
        self.role = role
        self.locale = locale
        self.via = via
    }
}

extension SignedInUser {
    /// The name people see.
    package var shownName: String { self.displayName ?? self.username }
    /// True for organizers and admins.
    package var mayOrganize: Bool { self.role != .user }
    /// True for admins.
    package var isAdmin: Bool { self.role == .admin }
}
