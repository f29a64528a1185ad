import Foundation
import SpeedFogProtocol
import Testing

/// The frames of pages that read updates, as `docs/PROTOCOL.md` has them.
@Suite struct UpdateFrameTests {
    private static let stamp = Stamp(epoch: "12", version: 346, view: "full")
    private static let now = "2026-01-31T18:05:00.000+00:00"
    private static let clock = LiveClock(id: "p1", igtMs: 96_000, deathCount: 2, place: 2, gap: 4_000)

    /// A run of which one arrival is new.
    private static var grown: LiveRow {
        var info = ParticipantInfo.playing
        info.zoneHistory = info.zoneHistory.map { Array($0.dropFirst()) }
        return LiveRow(info: info, historyFrom: 1, place: 1, marks: ["knew_map", "missing_gates"])
    }

    /// The same as those see it who decide.
    private static var judged: LiveRow {
        var row = LiveRow(info: .playing, historyFrom: 0, place: 1)
        row.holds = [
            HoldInfo(
                number: 41,
                nodeID: "boss_0708",
                isFinish: false,
                igtMs: 90_000,
                missingGates: 2,
                awayMs: 1_500
            ),
            HoldInfo(
                number: 42,
                nodeID: nil,
                isFinish: true,
                igtMs: 95_000,
                missingGates: 2,
                awayMs: 0
            ),
        ]
        row.evidence = EvidenceInfo(missingGates: 2, clockWentBack: 1, clockWentBackMs: 1_200_000, clockAheadMs: 7_000)
        return row
    }

    static let frames: [Recorded] = [
        Recorded(
            "race_state-updates",
            ServerMessage.raceState(
                race: .running,
                seed: .forViewers,
                rows: [Self.judged.encoded(), LiveRow(info: .registered).encoded()],
                leaderSplits: ["0": 0, "1": 61_000],
                stamp: Self.stamp,
                now: Self.now
            )
        ),
        Recorded(
            "update-clock",
            ServerMessage.update(
                players: [Self.clock.encoded()],
                order: nil,
                leaderSplits: nil,
                graph: nil,
                stamp: Self.stamp,
                now: Self.now
            )
        ),
        Recorded(
            "update-gate",
            ServerMessage.update(
                players: [Self.grown.encoded(), Self.clock.encoded()],
                order: ["p2", "p1"],
                leaderSplits: ["0": 0, "1": 61_000, "10": 90_000],
                graph: RawJSON(text: #"{"nodes":{}}"#),
                stamp: Stamp(epoch: "12", version: 1 << 53, view: "own"),
                now: Self.now
            )
        ),
    ]

    @Test(arguments: Self.frames)
    func `a frame is what was recorded, byte for byte`(frame: Recorded) throws {
        #expect(frame.text == (try Sample(name: frame.name, message: frame.text).frame()))
        #expect(throws: Never.self) { try JSON(parsing: frame.text, rules: .strict) }
    }

    @Test func `a state with a stamp holds every key of one without`() throws {
        let old = try JSON(parsing: ServerMessage.raceState(race: .running, seed: .forViewers, rows: ["{}"])).object
        let new = try JSON(parsing: Self.frames[0].text).object

        let missing = (old?.members.map(\.key) ?? []).filter { new?[$0] == nil }
        #expect(old != nil && missing == [])
    }

    @Test func `a row with its history hidden says so in both keys`() throws {
        var info = ParticipantInfo.playing
        info.zoneHistory = nil
        let row = try #require(try JSON(parsing: LiveRow(info: info).encoded()).object)

        #expect(row["zone_history"] == .null && row["history_from"] == .null)
        #expect(row["holds"] == nil && row["evidence"] == nil)
    }
}

struct Recorded: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    var testDescription: String { self.name }
}
