import HTTPTypes
import Hummingbird
import RaceRules
import WebServer

/// Races over JSON, in the shapes that clients of the old platform know.
package struct RaceAPI: Sendable {
    let races: Races
    let shelf: SeedShelf

    package init(races: Races, shelf: SeedShelf) {
        self.races = races
        self.shelf = shelf
    }

    func list(_ request: Request, context: AppContext) async throws -> Response {
        let query = try RaceQuery(request.uri.queryParameters)
        return .json(RaceJSON.page(try await self.races.list(query)))
    }

    func create(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let body = try await request.json(CreateBody.self, context: context)
        let listing = try await self.races.create(try body.newRace(), by: user)
        return .json(RaceJSON.listing(listing), status: .created)
    }

    func show(_ request: Request, context: AppContext) async throws -> Response {
        try await self.answer(with: try context.id("race_id"), context)
    }

    func change(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let race: RaceID = try context.id("race_id")
        let body = try await request.json(ChangeBody.self, context: context)
        try await self.races.edit(race, body.change, by: user)
        return try await self.answer(with: race, context)
    }

    func delete(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        try await self.races.delete(try context.id("race_id"), by: user)
        return Response(status: .noContent)
    }

    func addParticipant(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let race: RaceID = try context.id("race_id")
        let body = try await request.json(NameBody.self, context: context)
        let addition = try await self.races.add(body.username, to: race, by: user)
        return .json(RaceJSON.addition(addition), status: .created)
    }

    func removeParticipant(_ request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        let race: RaceID = try context.id("race_id")
        try await self.races.remove(participant: try context.id("participant_id"), from: race, by: user)
        return Response(status: .noContent)
    }

    /// The route of one step in the course of a race: takes it and answers with the race as it is then.
    func step(
        _ take: @escaping @Sendable (Races) -> @Sendable (RaceID, SignedInUser) async throws -> Void
    ) -> @Sendable (Request, AppContext) async throws -> Response {
        { request, context in
            let user = try context.requireUser()
            let race: RaceID = try context.id("race_id")
            try await take(self.races)(race, user)
            return try await self.answer(with: race, context)
        }
    }

    /// The route that decides about what is held.
    func decide(counts: Bool) -> @Sendable (Request, AppContext) async throws -> Response {
        { request, context in
            let user = try context.requireUser()
            let race: RaceID = try context.id("race_id")
            let run: RunID = try context.id("participant_id")
            let number = try context.number("number")
            try await self.races.decide(hold: number, of: run, in: race, counts: counts, by: user)
            return try await self.answer(with: race, context)
        }
    }

    private func answer(with race: RaceID, _ context: AppContext) async throws -> Response {
        let detail = try await self.races.detail(race, for: context.user)
        guard let seed = detail.race.seed else { return .json(RaceJSON.detail(detail, totals: .unknown, pool: nil)) }
        let totals = try await self.shelf.totals(of: seed.id)
        let pool = try await self.shelf.config(of: seed.pool, .race)
        return .json(RaceJSON.detail(detail, totals: totals, pool: try pool?.json()))
    }
}
