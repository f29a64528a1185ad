import RaceRules
import SeedGraph
import SpeedFogProtocol
import Vocabulary
import WebServer

/// The start page.
struct HomePage: Page {
    static let template = "home/show"
    static let scripts = ["home/home.js"]

    /// The race that is shown live on the page.
    struct Live: Sendable {
        static let boardRows = 6

        let id: String
        let url: String
        let mapURL: String
        let name: String
        let isDemo: Bool
        let players: String
        let pool: String
        let totalLayers: Int
        let startedISO: String?
        let elapsed: String
        let boardLimit: Int
        let rows: [LeaderboardRow]
        let hasRows: Bool
        let blankRow: LeaderboardRow
        let map: MapDrawing?
        let otherLive: Bool
        let races: [RaceCard]

        init(_ listing: RaceListing, view: RaceView, others: [RaceCard], now: Moment) {
            let race = listing.race
            let layers = view.graph?.totalLayers ?? race.seed?.totalLayers ?? 0
            self.id = race.id.description
            self.url = SitePath.race(race.id).page
            self.mapURL = SitePath.race(race.id).map
            self.name = race.name
            self.isDemo = race.isDemo
            self.players = TimeText.counted(listing.participantCount, "runner", "runners")
            self.pool = race.seed.map { NameText.pool($0.pool) } ?? "no seed"
            self.totalLayers = layers
            self.startedISO = race.startedAt?.iso8601
            self.elapsed = race.startedAt.map { TimeText.elapsed(since: $0, now: now) } ?? ""
            self.boardLimit = Self.boardRows
            let all = LeaderboardRow.all(view, totalLayers: layers, isFinished: false)
            self.rows = Array(all.prefix(Self.boardRows))
            self.hasRows = !self.rows.isEmpty
            self.blankRow = .blank
            self.map = MapDrawing(view.map)
            self.otherLive = !others.isEmpty
            self.races = others
        }
    }

    struct Model: Sendable {
        let live: Live?
        let canCreate: Bool
        let signedIn: Bool
        let demoSoon: Bool
        let upcoming: [RaceCard]
        let hasUpcoming: Bool
        let recent: [RaceCard]
        let hasRecent: Bool

        init(live: Live?, upcoming: [RaceCard], recent: [RaceCard], user: SignedInUser?, offersDemo: Bool) {
            self.live = live
            self.canCreate = user?.mayOrganize ?? false
            self.signedIn = user != nil
            self.demoSoon = offersDemo
            self.upcoming = upcoming
            self.hasUpcoming = !upcoming.isEmpty
            self.recent = recent
            self.hasRecent = !recent.isEmpty
        }
    }

    let model: Model
}
