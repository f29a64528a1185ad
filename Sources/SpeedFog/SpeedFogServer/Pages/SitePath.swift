import Vocabulary
import RaceRules

/// The paths of SpeedFog, each spelled once: routes are made from them, and so is every link.
enum SitePath {
    static let home = "/"
    static let races = "/races"
    static let newRace = "/race/new"

    /// One page of the races that are over, counted from 1.
    static func results(page: Int) -> String { "\(Self.races)?page=\(page)#recent-results" }

    /// A race's page and what is below it.
    static func race(_ id: RaceID) -> RacePaths { RacePaths(race: id.description) }

    /// The routes of every race. They name what stands in the path `race_id` and `participant_id`.
    static let anyRace = RacePaths(race: ":race_id")
}

/// The paths of one race; templates read them by name.
struct RacePaths: Sendable {
    let page: String
    let map: String
    let participants: String
    let schedule: String
    let visibility: String
    let mapSetting: String
    let delete: String
    let release: String
    let reroll: String
    let start: String
    let finish: String
    let abandon: String
    let reset: String
    /// The download of one's own pack.
    let pack: String

    fileprivate init(race: String) {
        let page = "/race/\(race)"
        self.page = page
        self.map = "\(page)/map"
        self.participants = "\(page)/participants"
        self.schedule = "\(page)/schedule"
        self.visibility = "\(page)/visibility"
        self.mapSetting = "\(page)/map-setting"
        self.delete = "\(page)/delete"
        self.release = "\(page)/release"
        self.reroll = "\(page)/reroll"
        self.start = "\(page)/start"
        self.finish = "\(page)/finish"
        self.abandon = "\(page)/abandon"
        self.reset = "\(page)/reset"
        self.pack = "/api/races/\(race)/my-seed-pack"
    }

    /// The form that takes a runner out of the race.
    func removal(of run: RunID) -> String { self.removal(run.description) }

    /// The route of `removal(of:)`.
    var anyRemoval: String { self.removal(":participant_id") }

    /// The form that lets count what a run's hold waits for.
    func acceptance(of hold: Int, by run: String) -> String { self.decision("accept", hold: "\(hold)", run: run) }

    /// The form that refuses it.
    func refusal(of hold: Int, by run: String) -> String { self.decision("refuse", hold: "\(hold)", run: run) }

    /// The routes of `acceptance` and `refusal`, which name `participant_id` and `number`.
    var anyAcceptance: String { self.decision("accept", hold: ":number", run: ":participant_id") }
    var anyRefusal: String { self.decision("refuse", hold: ":number", run: ":participant_id") }

    private func decision(_ word: String, hold: String, run: String) -> String {
        "\(self.page)/holds/\(run)/\(hold)/\(word)"
    }

    private func removal(_ run: String) -> String { "\(self.participants)/\(run)/remove" }
}
