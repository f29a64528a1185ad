import Foundation
import RaceRules
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import Live

@Suite struct EventRecordTests {
    static let run = RunID("00000000-0000-4000-8000-00000000000a") ?? RunID()
    static let user = UserID("00000000-0000-4000-8000-00000000000b") ?? UserID()
    static let seed = SeedID("00000000-0000-4000-8000-00000000000c") ?? SeedID()
    private static let a = "00000000-0000-4000-8000-00000000000a"
    private static let b = "00000000-0000-4000-8000-00000000000b"
    private static let c = "00000000-0000-4000-8000-00000000000c"

    /// Every kind of event as the journal keeps it. What stands here is in databases: it may grow, never change.
    static let kept: [(happening: Happening, kind: String, isOfRun: Bool, body: String)] = [
        (
            .made(Making(kind: .race, organizer: user)), "made", false,
            #"{"kind":"race","organizer":"\#(b)","map":"live"}"#
        ),
        (
            .made(Making(kind: .solo, organizer: user, map: .delayed(60_000))), "made", false,
            #"{"kind":"solo","organizer":"\#(b)","map":"delayed","delay_ms":60000}"#
        ),
        (.seedTaken(seed), "seed_taken", false, #"{"seed":"\#(c)"}"#),
        (.rerolled(seed), "rerolled", false, #"{"seed":"\#(c)"}"#),
        (.released, "released", false, "{}"),
        (.joined(run, user: user, color: 3), "joined", true, #"{"user":"\#(b)","color":3}"#),
        (.left(run), "left", true, "{}"),
        (.roleGiven(.caster, user), "role_given", false, #"{"role":"caster","user":"\#(b)"}"#),
        (.roleTaken(.monitor, user), "role_taken", false, #"{"role":"monitor","user":"\#(b)"}"#),
        (.mapSet(.afterFinish), "map_set", false, #"{"map":"after_finish"}"#),
        (.mapShown(user), "map_shown", false, #"{"user":"\#(b)"}"#),
        (.started, "started", false, "{}"),
        (.finished(byForce: true), "finished", false, #"{"by_force":true}"#),
        (.reset, "reset", false, "{}"),
        (.ran(run, .ready), "run_ready", true, "{}"),
        (.ran(run, .started(node: "start", igtMs: 12)), "run_started", true, #"{"node":"start","igt_ms":12}"#),
        (.ran(run, .started(node: nil, igtMs: 0)), "run_started", true, #"{"igt_ms":0}"#),
        (
            .ran(run, .crossed(Crossing(node: "a\"b", isReturn: true, igtMs: 1, clockMs: 2, flag: 9, missingGates: 1))),
            "run_crossed", true,
            #"{"node":"a\"b","return":true,"igt_ms":1,"clock_ms":2,"missing_gates":1,"flag":9}"#
        ),
        (.ran(run, .deaths(total: 4, node: "cave")), "run_deaths", true, #"{"total":4,"node":"cave"}"#),
        (.ran(run, .deaths(total: 4, node: nil)), "run_deaths", true, #"{"total":4}"#),
        (.ran(run, .position(node: "cave")), "run_position", true, #"{"node":"cave"}"#),
        (
            .ran(run, .finished(Arrival(igtMs: 7, missingGates: 2))), "run_finished", true,
            #"{"igt_ms":7,"missing_gates":2}"#
        ),
        (
            .ran(run, .held(Hold(node: "cave", igtMs: 5, flag: 8, missingGates: 3, awayMs: 90_000))), "run_held", true,
            #"{"igt_ms":5,"missing_gates":3,"away_ms":90000,"node":"cave","flag":8}"#
        ),
        (
            .ran(run, .held(Hold(node: nil, igtMs: 5, missingGates: 3, awayMs: 0))), "run_held", true,
            #"{"igt_ms":5,"missing_gates":3,"away_ms":0}"#
        ),
        (.ran(run, .holdAccepted(17)), "run_hold_accepted", true, #"{"hold":17}"#),
        (.ran(run, .holdRefused(17)), "run_hold_refused", true, #"{"hold":17}"#),
        (.ran(run, .abandoned(igtMs: 5)), "run_abandoned", true, #"{"igt_ms":5}"#),
        (.ran(run, .clockWentBack(fromMs: 9, toMs: 4)), "run_clock_went_back", true, #"{"from_ms":9,"to_ms":4}"#),
        (.ran(run, .clockAhead(byMs: 700)), "run_clock_ahead", true, #"{"by_ms":700}"#),
    ]

    @Test func `every kind of event is kept in its own words, and reads as what it was`() throws {
        for (happening, kind, isOfRun, body) in Self.kept {
            let event = RoomEvent(sequence: 5, at: Moment(rawValue: 1_700_000_000_123), happening: happening)

            let record = EventRecord(event)

            #expect(record.kind == kind)
            #expect(record.run == (isOfRun ? Self.run : nil))
            #expect(record.body == body)
            #expect(try record.event() == event)
        }
    }

    @Test func `the words of all kinds are tried here`() {
        #expect(Set(Self.kept.map(\.kind)) == Set(EventKind.allCases.map(\.rawValue)))
    }

    @Test(
        arguments: [
            ("teleported", "{}"), ("teleported", "no JSON at all"),
            ("role_given", #"{"role":"timekeeper","user":"00000000-0000-4000-8000-00000000000b"}"#),
            ("made", #"{"kind":"relay","organizer":"00000000-0000-4000-8000-00000000000b","map":"live"}"#),
            ("map_set", #"{"map":"raffled"}"#),
        ]
    )
    func `what a newer version wrote reads as unknown and keeps its number`(kind: String, body: String) throws {
        let record = EventRecord(sequence: 8, kind: kind, run: nil, at: Moment(rawValue: 1), body: body)

        let event = try record.event()

        #expect(event == RoomEvent(sequence: 8, at: Moment(rawValue: 1), happening: .unknown(kind: kind)))
    }

    @Test(
        arguments: [
            ("run_position", "{}", "it has no text 'node'"),
            ("run_position", #"{"node":7}"#, "it has no text 'node'"),
            ("run_started", #"{"node":7,"igt_ms":1}"#, "it has no text 'node'"),
            ("run_finished", #"{"igt_ms":1.5}"#, "it has no whole number 'igt_ms'"),
            ("run_ready", "[]", "its body is not a JSON object"),
            ("run_ready", "{", "its body is not right: it is not JSON (at byte 1)"),
            ("rerolled", #"{"seed":"7"}"#, "its 'seed' is not an id"),
            ("finished", #"{"by_force":1}"#, "it has no 'by_force' that is true or false"),
        ]
    )
    func `a damaged event says which it is and what is wrong`(kind: String, body: String, words: String) {
        let record = EventRecord(sequence: 8, kind: kind, run: Self.run, at: Moment(rawValue: 1), body: body)
        let error = EventRecordError(sequence: 8, kind: kind, words: words)

        #expect(throws: error) { try record.event() }
    }

    @Test func `an event of a run that names none is damaged`() {
        let record = EventRecord(sequence: 8, kind: "run_ready", run: nil, at: Moment(rawValue: 1), body: "{}")

        #expect(throws: EventRecordError(sequence: 8, kind: "run_ready", words: "it names no run")) {
            try record.event()
        }
    }
}
