import Database
import HTTPTypes
import Hummingbird
import NIOPosix
import RaceRules
import SpeedFogProtocol
package import Vocabulary
package import WebServer

/// The handlers of SpeedFog's pages. They read, render, and leave all rules to `Races`.
package struct SpeedFogPages: Sendable {
    /// What the site's header offers of this product.
    package static let navigation = [NavItem(section: "races", title: "Races", href: SitePath.races)]

    let races: Races
    let pools: PoolCatalogue
    let seeds: SeedStore
    let templates: Templates
    let offersDemo: Bool
    let now: @Sendable () -> Moment
    private let cache = RacePageCache()

    /// Stops the start of the server when a page has no template.
    package init(
        races: Races,
        pools: PoolCatalogue,
        seeds: SeedStore,
        templates: Templates,
        offersDemo: Bool = false,
        now: @escaping @Sendable () -> Moment = Moment.now
    ) throws {
        try templates.check([HomePage.self, RacesPage.self, NewRacePage.self, RaceShowPage.self, MapFragment.self])
        self.races = races
        self.pools = pools
        self.seeds = seeds
        self.templates = templates
        self.offersDemo = offersDemo
        self.now = now
    }

    func home(_ request: Request, context: AppContext) async throws -> Response {
        async let running = self.races.list(RaceQuery(statuses: [.running], limit: 7))
        async let upcoming = self.races.list(RaceQuery(statuses: [.setup], limit: 4))
        async let recent = self.races.list(RaceQuery(statuses: [.finished], limit: 4))
        let viewer = context.user?.id
        let now = self.now()
        let page = HomePage(
            model: HomePage.Model(
                live: try await self.live(running.listings, for: context.user),
                upcoming: try await upcoming.listings.map { RaceCard($0, viewer: viewer, now: now) },
                recent: try await recent.listings.map { RaceCard($0, viewer: viewer, now: now) },
                user: context.user,
                offersDemo: self.offersDemo
            )
        )
        let layout = PageLayout(
            title: "Live fog gate races",
            context: context,
            description: "Races on randomised Elden Ring seeds, live: leaderboard, map and every gate.",
            scripts: HomePage.scripts
        )
        return try self.templates.page(page, layout: layout)
    }

    /// A race of people goes before one of bots.
    private func live(_ listings: [RaceListing], for viewer: SignedInUser?) async throws -> HomePage.Live? {
        guard let shown = listings.first(where: { !$0.race.isDemo }) ?? listings.first else { return nil }
        let now = self.now()
        let others = listings.filter { $0.race.id != shown.race.id }.map { RaceCard($0, viewer: viewer?.id, now: now) }
        do {
            let view = try await self.races.view(of: shown.race.id, for: viewer)
            return HomePage.Live(shown, view: view, others: others, now: now)
        } catch RaceError.notFound {
            return nil
        }
    }

    func index(_ request: Request, context: AppContext) async throws -> Response {
        let page = max(1, min(request.uri.queryParameters["page"].flatMap { Int($0) } ?? 1, 100_000))
        let size = RacesPage.resultsPerPage
        async let running = self.races.list(RaceQuery(statuses: [.running], limit: 100))
        async let upcoming = self.races.list(RaceQuery(statuses: [.setup], limit: 100))
        let results = try await self.races.list(
            RaceQuery(statuses: [.finished], offset: (page - 1) * size, limit: size)
        )
        let viewer = context.user?.id
        let now = self.now()
        let model = RacesPage.Model(
            live: try await running.listings.map { RaceCard($0, viewer: viewer, now: now) },
            upcoming: try await upcoming.listings.map { RaceCard($0, viewer: viewer, now: now) },
            recent: results.listings.map { RaceCard($0, viewer: viewer, now: now) },
            page: page,
            total: results.total ?? results.listings.count,
            canCreate: context.user?.mayOrganize ?? false
        )
        let layout = PageLayout(title: "Races", context: context, section: "races")
        return try self.templates.page(RacesPage(model: model), layout: layout)
    }

    func show(_ request: Request, context: AppContext) async throws -> Response {
        let look = try await self.races.look(at: try context.pageID("race_id"))
        guard context.user == nil else { return try await self.page(look, context: context) }
        let now = self.now()
        let page = try await self.cache.page(RacePageCache.Key(look, now: now)) {
            let (page, made) = try await self.made(of: look, context: context, feedback: RaceShowPage.Feedback())
            // Who is not signed in finds no form here, and a token of one visitor is not for the others.
            var layout = made
            layout.csrf = nil
            return try self.templates.rendered(page, layout: layout)
        }
        return page.response(at: now)
    }

    /// The page of a race, also after a form on it was refused.
    func race(
        _ id: RaceID,
        context: AppContext,
        feedback: RaceShowPage.Feedback = RaceShowPage.Feedback(),
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        try await self.page(try await self.races.look(at: id), context: context, feedback: feedback, status: status)
    }

    private func page(
        _ look: RaceLook,
        context: AppContext,
        feedback: RaceShowPage.Feedback = RaceShowPage.Feedback(),
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (page, layout) = try await self.made(of: look, context: context, feedback: feedback)
        return try self.templates.page(page, layout: layout, status: status)
    }

    private func made(
        of look: RaceLook,
        context: AppContext,
        feedback: RaceShowPage.Feedback
    ) async throws -> (RaceShowPage, PageLayout) {
        let view = try await self.races.view(look, for: context.user)
        let source = RaceShowPage.Source(
            detail: view.detail,
            view: view,
            viewer: context.user,
            poolConfig: try await self.poolConfig(view.detail.race.seed?.pool),
            feedback: feedback,
            now: self.now()
        )
        let layout = PageLayout(
            title: view.detail.race.name,
            context: context,
            section: "races",
            scripts: RaceShowPage.scripts
        )
        return (RaceShowPage(model: .init(source)), layout)
    }

    /// The drawing alone, which browser code fetches when the viewer may see more of it.
    func map(_ request: Request, context: AppContext) async throws -> Response {
        let view = try await self.races.view(of: try context.pageID("race_id"), for: context.user)
        let html = try self.templates.fragment(MapFragment.template, MapFragment(view).model)
        return Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html))
        )
    }

    private func poolConfig(_ pool: String?) async throws -> PoolConfig? {
        guard let pool else { return nil }
        let pools = self.pools
        return try await NIOThreadPool.singleton.runIfActive { pools.pool(pool, .race)?.config }
    }
}

/// The map without a page around it.
struct MapFragment: Page {
    static let template = "map/fragment"

    struct Model: Sendable {
        let map: MapDrawing?
    }

    let model: Model

    init(_ view: RaceView) {
        self.model = Model(map: MapDrawing(view.map))
    }
}
