package import Hummingbird
package import WebServer

extension SpeedFogPages {
    /// Adds the pages of SpeedFog and the forms on them.
    package func addRoutes(to router: some RouterMethods<AppContext>) {
        let pages = router.group().add(middleware: RaceProblems())
        pages.get("/", use: self.home)
        pages.get("races", use: self.index)
        pages.get("race/new", use: self.newRace)
        pages.post("race/new", use: self.create)

        let race = pages.group("race/:race_id")
        race.get(use: self.show)
        race.get("map", use: self.map)
        race.post("participants", use: self.addParticipant)
        race.post("participants/:participant_id/remove", use: self.removeParticipant)
        race.post("schedule", use: self.schedule)
        race.post("visibility", use: self.visibility)
        race.post("delete", use: self.delete)
        race.post("release", use: self.step { races in { try await races.releaseSeeds(of: $0, by: $1) } })
        race.post("reroll", use: self.step { races in { try await races.rerollSeed(of: $0, by: $1) } })
        race.post("start", use: self.step { races in { try await races.start($0, by: $1) } })
        race.post("finish", use: self.step { races in { try await races.finish($0, by: $1) } })
        race.post("abandon", use: self.step { races in { try await races.abandon($0, by: $1) } })
        race.post("reset", use: self.step { races in { try await races.reset($0, by: $1) } })
    }
}
