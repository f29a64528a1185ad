import ArgumentParser
import Database
import Foundation
import RaceRules
import SpeedFogServer
import Vocabulary

struct AdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin",
        abstract: "Look after the data.",
        subcommands: [RebuildCommand.self]
    )
}

struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make the rows of runs again from the journal.",
        discussion: """
            Rows of runs are projections of the journal. Stop the server first: rooms that are open hold newer clocks.
            A run that is still on its way gets the clock of its last event.
            """
    )

    @OptionGroup var location: DataLocation

    @Option(name: .long, help: "Only this race.")
    var race: String?

    func run() async throws {
        var only: RaceID?
        if let race {
            guard let id = RaceID(race) else {
                throw BadInput("--race must be the id of a race; '\(race)' is none.")
            }
            only = id
        }
        let database = try await self.location.open(for: "admin rebuild")
        try await database.bringUpToDate()
        let result: (rows: Int, differed: Int)
        do {
            result = try await Rebuild(database: database).run(race: only) { done, total in
                if done % 100 == 0 || done == total {
                    FileHandle.standardError.write(Data("\(done) of \(total) races\n".utf8))
                }
            }
        } catch LiveError.raceNotFound(let id) {
            throw BadInput("There is no race \(id).")
        }
        print("Rebuilt \(result.rows) runs from the journal; \(result.differed) rows differed.")
        await database.close()
    }
}
