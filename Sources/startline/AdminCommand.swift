import ArgumentParser
import Database
import Foundation
import Live
import Logging
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
        abstract: "Make the rows of races and runs again from the journal, and say what differed.",
        discussion: """
            Rows of races and of runs are projections of the journal. Stop the server first: rooms that are open hold newer
            clocks. A run that is still on its way gets the clock of its last event. Exit code 1 means that something can't
            be put right from the journal.
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
        let report: Rebuild.Report?
        do {
            try await database.bringUpToDate()
            if database.dialect == .sqlite {
                // The lock on the file says that no server is there: what it still held has nobody any more.
                try await database.execute("UPDATE room_leases SET expires_at = 0")
            }
            let holder = "startline admin rebuild \(ProcessInfo.processInfo.processIdentifier)"
            let leases = Leases(database: database, holder: holder, logger: Logger(label: "startline"))
            report = try await Rebuild(database: database, tables: [RaceTables()], leases: leases)
                .run(only: only?.room) { done, total in
                    if done % 100 == 0 || done == total {
                        FileHandle.standardError.write(Data("\(done) of \(total) races\n".utf8))
                    }
                }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
        guard let report else { throw BadInput("There is no race \(self.race ?? "").") }
        for difference in report.differences { print(Self.line(difference)) }
        for problem in report.problems { print(problem) }
        print(
            "Rebuilt \(report.rooms) races and \(report.runs) runs from the journal; \(report.rowsDiffering) rows differed."
        )
        guard report.problems.isEmpty else { throw ExitCode(1) }
    }

    private static func line(_ difference: Rebuild.Difference) -> String {
        let what = difference.run.map { "run \($0) of race \(difference.room)" } ?? "race \(difference.room)"
        return "\(what): \(difference.column) was \(difference.was), is \(difference.becomes)"
    }
}
