package import Database

/// The tables that rooms of every kind share: their journal and their leases. Numbered among SpeedFog's, 200 to 299.
package enum LiveSchema {
    /// Every migration of the live part, oldest first.
    package static let migrations: [Migration] = [Self.roomJournal]
}
