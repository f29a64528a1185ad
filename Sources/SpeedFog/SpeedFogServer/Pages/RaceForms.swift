import Foundation
import HTTPTypes
import Hummingbird
import NIOPosix
import RaceRules
import SpeedFogProtocol
import Vocabulary
import WebServer

/// The forms of the pages: each does one thing of `Races` and leads back to the race (303), so that reloading a page
/// never does it twice. What is refused is said on the page itself.
extension SpeedFogPages {
    func newRace(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        guard user.mayOrganize else { throw RaceError.mayNotCreate.problem }
        return try await self.newRacePage(NewRaceForm(), error: nil, context: context)
    }

    func create(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let form = NewRaceForm(try await request.form())
        do {
            let listing = try await self.races.create(try form.newRace(), by: user)
            return .redirect(to: SitePath.race(listing.race.id).page, type: .normal)
        } catch let error as RaceError {
            return try await self.newRacePage(form, error: error, context: context)
        }
    }

    func addParticipant(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let id: RaceID = try context.pageID("race_id")
        let name = try await request.form()["username"] ?? ""
        do {
            _ = try await self.races.add(name, to: id, by: user)
            return self.back(to: id)
        } catch let error as RaceError {
            let feedback = RaceShowPage.Feedback(addName: name, addError: error.words)
            return try await self.race(id, context: context, feedback: feedback, status: error.problem.status)
        }
    }

    func removeParticipant(_ request: Request, context: AppContext) async throws -> Response {
        let participant: RunID = try context.pageID("participant_id")
        return try await self.change(context) {
            try await self.races.remove(participant: participant, from: $0, by: $1)
        }
    }

    func schedule(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form()
        return try await self.change(context) { id, user in
            let time = try PlannedTime.moment(form["schedule"] ?? "", instant: form["instant"] ?? "")
            let change = RaceChange(schedule: time.map { .at($0) } ?? .cleared)
            try await self.races.edit(id, change, by: user)
        }
    }

    func visibility(_ request: Request, context: AppContext) async throws -> Response {
        let isPublic = try await request.form()["public"] == "1"
        return try await self.change(context) { try await self.races.edit($0, RaceChange(isPublic: isPublic), by: $1) }
    }

    /// Who has no part in the race sees its map at once, so many minutes late, or after the finish.
    func mapSetting(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form()
        return try await self.change(context) { id, user in
            let minutes = form["minutes"].flatMap { Int64($0.trimmingCharacters(in: .whitespaces)) }
            let delay = minutes.map { min(max($0, 0), 1_000) * 60_000 }
            guard let setting = MapSetting(name: form["map"] ?? "", delay: delay) else {
                throw RaceError.invalid([
                    InvalidField(field: "map", why: "Choose when the map is shown; late means 1 to 360 minutes")
                ])
            }
            try await self.races.edit(id, RaceChange(map: setting), by: user)
        }
    }

    /// The form that decides about what is held.
    func decide(counts: Bool) -> @Sendable (Request, AppContext) async throws -> Response {
        { request, context in
            let run: RunID = try context.pageID("participant_id")
            guard let number = context.parameters.get("number").flatMap({ Int($0) }) else {
                throw Problem(.notFound, "There is no such hold")
            }
            return try await self.change(context) { race, user in
                try await self.races.decide(hold: number, of: run, in: race, counts: counts, by: user)
            }
        }
    }

    func delete(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        try await self.races.delete(try context.pageID("race_id"), by: user)
        return .redirect(to: SitePath.races, type: .normal)
    }

    /// Adds the route of a form that takes one step in the course of a race.
    func step(
        _ path: String,
        on pages: some RouterMethods<AppContext>,
        _ take: @escaping @Sendable (Races) -> @Sendable (RaceID, SignedInUser) async throws -> Void
    ) {
        pages.post(RouterPath(path)) { _, context in
            try await self.change(context) { try await take(self.races)($0, $1) }
        }
    }

    private func change(
        _ context: AppContext,
        _ change: (RaceID, SignedInUser) async throws -> Void
    ) async throws -> Response {
        let user = try context.requireUser()
        let id: RaceID = try context.pageID("race_id")
        do {
            try await change(id, user)
            return self.back(to: id)
        } catch let error as RaceError {
            let problem = error.problem
            // A race that is not there has no page to say it on.
            guard problem.status != .notFound else { throw problem }
            let feedback = RaceShowPage.Feedback(notice: error.words)
            return try await self.race(id, context: context, feedback: feedback, status: problem.status)
        }
    }

    private func back(to race: RaceID) -> Response { .redirect(to: SitePath.race(race).page, type: .normal) }

    private func newRacePage(_ form: NewRaceForm, error: RaceError?, context: AppContext) async throws -> Response {
        let catalogue = self.pools
        let pools = try await NIOThreadPool.singleton.runIfActive {
            catalogue.contents().pools.filter { $0.type == .race }
        }
        let stats = try await self.seeds.stats().filter { $0.poolType == .race }
        let available = Dictionary(stats.map { ($0.poolName, $0.available) }, uniquingKeysWith: { first, _ in first })
        let chosen = form.pool.isEmpty ? pools.first { available[$0.name, default: 0] > 0 }?.name : form.pool
        let cards = pools.map { PoolCard($0, available: available[$0.name, default: 0], selected: $0.name == chosen) }
        return try self.templates.page(
            NewRacePage(model: NewRacePage.Model(pools: cards, form: form, error: error)),
            layout: PageLayout(title: "New race", context: context, section: "races"),
            status: error?.problem.status ?? .ok
        )
    }
}

extension RaceError {
    /// What is said on a page: there it is plain which field is meant.
    fileprivate var words: String {
        if case .invalid(let fields) = self, let field = fields.first { field.why } else { self.problem.detail }
    }
}

extension AppContext {
    /// An id in the address of a page; whatever is no id leads nowhere.
    func pageID<ID: Identifier>(_ name: String) throws -> ID {
        guard let text = self.parameters.get(name), let id = ID(text) else {
            throw Problem(.notFound, "There is no such race")
        }
        return id
    }
}
