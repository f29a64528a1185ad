package import Hummingbird
package import WebServer

extension RaceAPI {
    /// The JSON routes of races.
    package func addRoutes(to router: Router<AppContext>) {
        router.group("api/races").add(middleware: RaceProblems())
            .get(use: self.list)
            .post(use: self.create)
            .get(":race_id", use: self.show)
            .patch(":race_id", use: self.change)
            .delete(":race_id", use: self.delete)
            .post(":race_id/participants", use: self.addParticipant)
            .delete(":race_id/participants/:participant_id", use: self.removeParticipant)
            .post(":race_id/holds/:participant_id/:number/accept", use: self.decide(counts: true))
            .post(":race_id/holds/:participant_id/:number/refuse", use: self.decide(counts: false))
            .post(
                ":race_id/release-seeds",
                use: self.step { races in { try await races.releaseSeeds(of: $0, by: $1) } }
            )
            .post(":race_id/reroll-seed", use: self.step { races in { try await races.rerollSeed(of: $0, by: $1) } })
            .post(":race_id/start", use: self.step { races in { try await races.start($0, by: $1) } })
            .post(":race_id/finish", use: self.step { races in { try await races.finish($0, by: $1) } })
            .post(":race_id/abandon", use: self.step { races in { try await races.abandon($0, by: $1) } })
            .post(":race_id/reset", use: self.step { races in { try await races.reset($0, by: $1) } })
    }
}
