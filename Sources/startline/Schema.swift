import Accounts
import Database
import SpeedFogServer

/// The tables of everything this executable serves.
enum Schema {
    static let migrations: [Migration] = Database.migrations + AccountsSchema.migrations + SpeedFogSchema.migrations
}
