import Database

/// Who is behind an account.
package enum AccountKind: String, Sendable {
    /// Somebody who signed in with Twitch.
    case person
    /// Somebody who typed a name into the development login.
    case development
    /// A program of this server, such as a bot of the demo race.
    case bot
}

extension AccountKind: SQLConvertible {}
