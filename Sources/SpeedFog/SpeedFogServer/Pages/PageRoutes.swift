package import Hummingbird
package import WebServer

extension SpeedFogPages {
    /// Adds the pages of SpeedFog and the forms on them.
    package func addRoutes(to router: some RouterMethods<AppContext>) {
        let pages = router.group().add(middleware: RaceProblems())
        pages.get(RouterPath(SitePath.home), use: self.home)
        pages.get(RouterPath(SitePath.races), use: self.index)
        pages.get(RouterPath(SitePath.newRace), use: self.newRace)
        pages.post(RouterPath(SitePath.newRace), use: self.create)

        let race = SitePath.anyRace
        pages.get(RouterPath(race.page), use: self.show)
        pages.get(RouterPath(race.map), use: self.map)
        pages.post(RouterPath(race.participants), use: self.addParticipant)
        pages.post(RouterPath(race.anyRemoval), use: self.removeParticipant)
        pages.post(RouterPath(race.schedule), use: self.schedule)
        pages.post(RouterPath(race.visibility), use: self.visibility)
        pages.post(RouterPath(race.delete), use: self.delete)
        pages.post(RouterPath(race.anyAcceptance), use: self.decide(counts: true))
        pages.post(RouterPath(race.anyRefusal), use: self.decide(counts: false))
        pages.post(RouterPath(race.mapSetting), use: self.mapSetting)
        self.step(race.release, on: pages) { races in { try await races.releaseSeeds(of: $0, by: $1) } }
        self.step(race.reroll, on: pages) { races in { try await races.rerollSeed(of: $0, by: $1) } }
        self.step(race.start, on: pages) { races in { try await races.start($0, by: $1) } }
        self.step(race.finish, on: pages) { races in { try await races.finish($0, by: $1) } }
        self.step(race.abandon, on: pages) { races in { try await races.abandon($0, by: $1) } }
        self.step(race.reset, on: pages) { races in { try await races.reset($0, by: $1) } }
    }
}
