import RaceRules
import SpeedFogProtocol
import Vocabulary

/// A race as lists show it, in words (`races/_card`).
struct RaceCard: Sendable {
    struct Face: Sendable {
        let colorClass: String
        let initial: String
        let name: String
    }

    let id: String
    let url: String
    let name: String
    let status: String
    let statusLabel: String
    let winner: String?
    let winnerTime: String?
    let hasPlayers: Bool
    let faces: [Face]
    let more: String?
    let players: String
    let pool: String
    let isDemo: Bool
    let isPrivate: Bool
    let role: String?
    let whenWord: String
    let whenISO: String?
    let whenText: String
    let whenStyle: String
    let organizer: String

    init(_ listing: RaceListing, viewer: UserID? = nil, now: Moment) {
        let race = listing.race
        let rest = listing.participantCount - listing.previews.count
        let moment = Self.moment(of: race)
        self.id = race.id.description
        self.url = SitePath.race(race.id).page
        self.name = race.name
        self.status = race.status.rawValue
        self.statusLabel = race.status.label
        self.winner = listing.previews.first { $0.placement == 1 }?.person.shownName
        self.winnerTime = nil
        self.hasPlayers = !listing.previews.isEmpty
        self.faces = listing.previews.enumerated().map { index, preview in
            let name = preview.person.shownName
            return Face(
                colorClass: NameText.colorClass(index),
                initial: NameText.initial(name),
                name: name
            )
        }
        self.more = rest > 0 ? "+\(rest)" : nil
        self.players = TimeText.counted(listing.participantCount, "runner", "runners")
        self.pool = race.seed.map { NameText.pool($0.pool) } ?? "no seed"
        self.isDemo = race.isDemo
        self.isPrivate = !race.isPublic
        self.role = viewer == race.organizer.id ? "You organize" : nil
        self.whenWord = moment.word
        self.whenISO = moment.time.iso8601
        self.whenText = TimeText.utc(moment.time, now: now)
        self.whenStyle = moment.style
        self.organizer = race.organizer.shownName
    }

    private static func moment(of race: Race) -> (word: String, time: Moment, style: String) {
        switch race.status {
        case .setup:
            race.scheduledAt.map { ("Starts", $0, "schedule") } ?? ("Created", race.createdAt, "relative")
        case .running: ("Started", race.startedAt ?? race.createdAt, "relative")
        case .finished: ("Ended", race.finishedAt ?? race.startedAt ?? race.createdAt, "relative")
        }
    }
}

extension RaceStatus {
    /// The state in a word for people.
    var label: String {
        switch self {
        case .setup: "Upcoming"
        case .running: "Live"
        case .finished: "Finished"
        }
    }
}
