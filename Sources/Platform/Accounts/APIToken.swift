import Database
package import Foundation
package import Vocabulary

/// A secret with which a program acts for an account, without the secret itself.
package struct APIToken: Sendable, Equatable {
    /// Names a token, and opens nothing.
    package struct ID: Identifier {
        package let rawValue: UUID

        package init(rawValue: UUID) { self.rawValue = rawValue }
    }

    /// A token that nobody uses for so long ends.
    package static let longestRest = Duration.seconds(365 * 24 * 3_600)
    /// Uses are noted this coarsely, so that most requests write nothing.
    static let grain = Duration.seconds(3_600)

    package let id: ID
    /// What its owner calls it, or how it came about.
    package let name: String
    package let createdAt: Moment
    /// To the hour.
    package let lastUsedAt: Moment

    /// When it ends unless it is used before.
    package var expiresAt: Moment { self.lastUsedAt + Self.longestRest.milliseconds }
}

extension APIToken.ID: SQLConvertible {}

extension APIToken {
    init(row: Row) throws {
        self.id = try row.get("id")
        self.name = try row.get("name")
        self.createdAt = try row.get("created_at")
        self.lastUsedAt = try row.get("last_used_at")
    }
}

extension Duration {
    /// As times are counted; what is finer is cut off.
    var milliseconds: Int64 { self.components.seconds * 1_000 + self.components.attoseconds / 1_000_000_000_000_000 }
}
