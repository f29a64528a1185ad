import RaceRules
import SpeedFogProtocol

extension RaceListing {
    /// The card of a race whose participants are at hand: finishers by their time first, then everyone by colour.
    init(_ detail: RaceDetail) {
        let isFinished = detail.race.status == .finished
        let finishers = detail.participants.filter { isFinished && $0.status == .finished }
            .sorted { ($0.igtMs, $0.colorIndex) < ($1.igtMs, $1.colorIndex) }
        let others = detail.participants.filter { !isFinished || $0.status != .finished }
        let placed = finishers.enumerated().map { Preview(person: $0.element.person, placement: $0.offset + 1) }
        let unplaced = others.map { Preview(person: $0.person, placement: nil) }
        self.init(
            race: detail.race,
            participantCount: detail.participants.count,
            previews: Array((placed + unplaced).prefix(Self.mostPreviews)),
            casters: detail.casters
        )
    }
}
