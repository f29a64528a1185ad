import ArgumentParser
import Database

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this version's schema. The server does this too when it starts."
    )

    @OptionGroup var location: DataLocation

    func run() async throws {
        let database = try await self.location.open(for: "migrate")
        let applied = try await database.bringUpToDate()
        print(applied == 0 ? "The schema is up to date." : "Applied \(applied) migrations.")
        await database.close()
    }
}
