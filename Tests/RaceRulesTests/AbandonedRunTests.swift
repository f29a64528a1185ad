import RaceRules
import Testing
import Vocabulary

@Suite struct AbandonedRunTests {
    @Test func `a run that was given up keeps its time when its events are read again`() throws {
        let (run, user) = (RunID(), UserID())
        let opening: [Happening] = [
            .made(Making(kind: .race, organizer: user)), .joined(run, user: user, color: 0), .started,
            .ran(run, .started(node: "start", igtMs: 0)),
        ]
        var events = opening.enumerated().map { index, happening in
            RoomEvent(sequence: index + 1, at: Moment(rawValue: Int64(index)), happening: happening)
        }
        var room = RoomState(id: RoomID(), furnishing: Furnishing(name: "Dawn"))
        for event in events { room.apply(event) }
        room.apply(Tick(run: run, igtMs: 61_000, at: Reading(moment: Moment(rawValue: 70_000), uptime: 70_000)))

        let outcome = try room.abandon(run, at: Reading(moment: Moment(rawValue: 71_000), uptime: 71_000))
        events += outcome.events
        let again = RoomState.asOf(
            Moment(rawValue: 71_000),
            events: events,
            id: room.id,
            furnishing: room.furnishing
        )

        #expect(room.runs[run]?.row.igtMs == 61_000)
        #expect(again.runs[run]?.row == room.runs[run]?.row)
    }
}
