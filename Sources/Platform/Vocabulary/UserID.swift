package import Foundation

/// Names an account.
package struct UserID: Identifier {
    package let rawValue: UUID

    package init(rawValue: UUID) { self.rawValue = rawValue }
}
