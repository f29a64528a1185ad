import RaceRules
import SpeedFogProtocol
import Vocabulary

/// What the page of a race shows before the start (`races/_setup`).
struct SetupPart: Sendable {
    struct Entrant: Sendable {
        let id: String
        let colorClass: String
        let status: String
        let initial: String
        let name: String
        let place: String
        let isMe: Bool
        let organizes: Bool
        let removable: Bool
        let removeURL: String
    }

    struct Invited: Sendable {
        let id: String
        let invitedName: String
    }

    let playerCount: String
    let entrants: [Entrant]
    let hasEntrants: Bool
    let invites: [Invited]
    let addName: String
    let addError: String?
    let released: Bool
    let readyText: String
    let startWarning: String
    let rerollWarning: String
    let curtainTitle: String
    let curtainText: String

    init(_ source: RaceShowPage.Source) {
        let rows = source.view.rows
        let ready = rows.count { $0.status == .ready }
        let participants = Dictionary(
            source.detail.participants.map { ($0.id.description, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        self.playerCount = TimeText.counted(rows.count, "runner", "runners")
        self.entrants = rows.map { row in
            let participant = participants[row.id]
            let removal = participant.map { source.paths.removal(of: $0.id) }
            return Entrant(
                id: row.id,
                colorClass: NameText.colorClass(row.colorIndex),
                status: row.status.rawValue,
                initial: NameText.initial(row.shownName),
                name: row.shownName,
                place: LeaderboardRow.place(row, totalLayers: source.totalLayers),
                isMe: row.id == source.own?.id.description,
                organizes: participant?.person.id == source.race.organizer.id,
                removable: source.isManager && removal != nil,
                removeURL: removal ?? ""
            )
        }
        self.hasEntrants = !rows.isEmpty
        self.invites = source.detail.invites.map {
            Invited(id: $0.invite.id.description, invitedName: $0.invite.username)
        }
        self.addName = source.feedback.addName
        self.addError = source.feedback.addError
        self.released = source.race.seedsReleasedAt != nil
        self.readyText = Self.readiness(ready, of: rows.count)
        self.startWarning = Self.warning(notReady: rows.count - ready, of: rows.count)
        self.rerollWarning =
            self.released
            ? "Runners may have downloaded their packs already. Those become useless, and you have to release again."
            : "The present seed goes back to the pool, and the race gets another one."
        self.curtainTitle = "The map is revealed at the start"
        self.curtainText =
            "Nobody knows this seed yet. When the race starts, its whole network of fog gates appears here, "
            + "with everyone's way through it."
    }

    private static func readiness(_ ready: Int, of count: Int) -> String {
        count == 0
            ? "Add at least one runner first." : "\(ready) of \(TimeText.counted(count, "runner", "runners")) ready."
    }

    private static func warning(notReady: Int, of count: Int) -> String {
        switch notReady {
        case 0: "Everyone is ready. The clock starts for all at once."
        case 1: "One runner is not ready yet, and would have to catch up."
        default: "\(notReady) of \(count) runners are not ready yet, and would have to catch up."
        }
    }
}

/// What runners are told about their pack (`races/_pack`).
struct PackPart: Sendable {
    let packReady: Bool
    let packText: String
    let packURL: String
    let packOpen: Bool

    init(_ source: RaceShowPage.Source) {
        let isReleased = source.race.seedsReleasedAt != nil
        let isSetup = source.race.status == .setup
        self.packReady = isReleased && source.race.status != .finished
        self.packOpen = isSetup
        self.packURL = source.paths.pack
        self.packText =
            if !isReleased {
                "The organizer has not released the seed yet. Stay on this page: the download appears here by itself."
            } else if source.race.status == .finished {
                "This race is over, so there is nothing to download any more."
            } else {
                "It holds the seed and your personal key, so that the server knows the run is yours."
            }
    }
}
