import RaceRules
import SeedGraph
import SpeedFogProtocol
import Vocabulary
import WebServer

/// One race: before, during and after.
struct RaceShowPage: Page {
    static let template = "races/show"
    static let scripts = ["races/show.js"]

    /// All that the page is made from.
    struct Source: Sendable {
        var detail: RaceDetail
        var view: RaceView
        var viewer: SignedInUser?
        var poolConfig: PoolConfig?
        var feedback = Feedback()
        var now: Moment

        var race: Race { self.detail.race }
        var isManager: Bool { self.viewer.map { self.race.isManaged(by: $0) } ?? false }
        var own: Participant? { self.detail.participants.first { $0.person.id == self.viewer?.id } }
        var totalLayers: Int { self.view.graph?.totalLayers ?? self.race.seed?.totalLayers ?? 0 }
        var paths: RacePaths { SitePath.race(self.race.id) }
    }

    /// What came of a form on the page.
    struct Feedback: Sendable {
        var notice: String?
        var addName = ""
        var addError: String?
    }

    struct Model: Sendable {
        let id: String
        let paths: RacePaths
        let name: String
        let status: String
        let statusLabel: String
        let isRunning: Bool
        let isFinished: Bool
        let isDemo: Bool
        let isPrivate: Bool
        let organizer: String
        let isOrganizer: Bool
        let roleLabel: String?
        let me: String
        let audience: String
        let totalLayers: Int
        let pool: String
        let seedNumber: String?
        let notice: String?
        let noticeKind: String

        let startedISO: String?
        let startedText: String
        let elapsed: String
        let createdISO: String
        let createdText: String
        let scheduledISO: String?
        let scheduledText: String
        let scheduleInput: String
        let runnersText: String
        let poolSettings: [PoolCard.Setting]

        let map: MapDrawing?
        let mapURL: String
        let mapNote: String
        let mapHiddenText: String

        /// Before the start.
        let setup: SetupPart?
        /// From the start on.
        let arena: ArenaPart?
        /// For those who run.
        let pack: PackPart?
    }

    let model: Model
}

extension RaceShowPage.Model {
    init(_ source: RaceShowPage.Source) {
        let race = source.race
        let map = MapDrawing(source.view.map)
        self.id = race.id.description
        self.paths = source.paths
        self.name = race.name
        self.status = race.status.rawValue
        self.statusLabel = race.status.label
        self.isRunning = race.status == .running
        self.isFinished = race.status == .finished
        self.isDemo = race.isDemo
        self.isPrivate = !race.isPublic
        self.organizer = race.organizer.shownName
        self.isOrganizer = source.isManager
        self.roleLabel = Self.role(source)
        self.me = source.own?.id.description ?? ""
        self.audience = source.view.projection.word
        self.totalLayers = source.totalLayers
        self.pool = race.seed.map { NameText.pool($0.pool) } ?? "no seed"
        self.seedNumber = race.seed?.number
        self.notice = source.feedback.notice
        self.noticeKind = "bad"
        self.startedISO = race.startedAt?.iso8601
        self.startedText = race.startedAt.map { TimeText.utc($0, now: source.now) } ?? ""
        self.elapsed = race.startedAt.map { TimeText.elapsed(since: $0, now: source.now) } ?? ""
        self.createdISO = race.createdAt.iso8601
        self.createdText = TimeText.utc(race.createdAt, now: source.now)
        self.scheduledISO = race.scheduledAt?.iso8601
        self.scheduledText = race.scheduledAt.map { TimeText.utc($0, now: source.now) } ?? ""
        self.scheduleInput = race.scheduledAt.map(TimeText.field) ?? ""
        let limit = race.maxParticipants.map { " of at most \($0)" } ?? ""
        self.runnersText = "\(source.detail.participants.count)\(limit)"
        self.poolSettings = source.poolConfig.map(PoolCard.Setting.all) ?? []
        self.map = map
        self.mapURL = source.paths.map
        self.mapNote = Self.note(map, source.view)
        self.mapHiddenText = "There is no map for this race."
        self.setup = race.status == .setup ? SetupPart(source) : nil
        self.arena = race.status == .setup ? nil : ArenaPart(source)
        self.pack = source.own.map { _ in PackPart(source) }
    }

    private static func role(_ source: RaceShowPage.Source) -> String? {
        if source.race.organizer.id == source.viewer?.id { return "You organize" }
        if source.own != nil { return "You race" }
        return source.isManager ? "Admin" : nil
    }

    private static func note(_ map: MapDrawing?, _ view: RaceView) -> String {
        guard let map else { return "" }
        let places = TimeText.counted(map.nodes.count, "place", "places")
        return view.showsWholeMap ? "\(map.totalLayers) layers, \(places)" : "Only what you have discovered so far"
    }
}

extension Projection {
    /// As browser code and styles call it.
    var word: String {
        switch self {
        case .full: "full"
        case .managing: "managing"
        case .masked: "masked"
        case .own: "run"
        case .delayed: "delayed"
        }
    }
}
