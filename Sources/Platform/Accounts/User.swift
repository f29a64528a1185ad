import Database
package import Vocabulary
package import WebServer

/// One account.
package struct User: Sendable, Equatable {
    package let id: UserID
    package let kind: AccountKind
    /// The account at Twitch; `dev:<name>` for accounts of the development login, `demo:<name>` for bots.
    package let twitchID: String?
    package let username: String
    package let displayName: String?
    package let avatarURL: String?
    package let role: Role
    package let locale: String?
    /// Points, 8 to 72; nil for the default of the overlay.
    package let overlayFontSize: Double?
    package let createdAt: Moment
    package let lastSeen: Moment?

    /// The account as a request carries it.
    package func signedIn(via: SignedInUser.Via) -> SignedInUser {
        SignedInUser(
            id: self.id,
            username: self.username,
            displayName: self.displayName,
            avatarURL: self.avatarURL,
            role: self.role,
            locale: self.locale,
            via: via
        )
    }
}

extension User {
    init(row: Row) throws {
        self.id = try row.get("id")
        self.kind = try row.get("kind")
        self.twitchID = try row.get("twitch_id")
        self.username = try row.get("username")
        self.displayName = try row.get("display_name")
        self.avatarURL = try row.get("avatar_url")
        self.role = try row.get("role")
        self.locale = try row.get("locale")
        self.overlayFontSize = try row.get("overlay_font_size")
        self.createdAt = try row.get("created_at")
        self.lastSeen = try row.get("last_seen")
    }
}

extension Role: SQLConvertible {}
