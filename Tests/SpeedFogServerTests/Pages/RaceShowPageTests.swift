import Foundation
import SpeedFogProtocol
import Testing
import Vocabulary
import WebServer

import RaceRules
import RoomTesting

@testable import SpeedFogServer

@Suite struct RaceShowPageTests {
    private static let organizer = SignedInUser.sample(.organizer, name: "ondine", role: .organizer)
    private static let runner = SignedInUser.sample()

    private func html(_ source: RaceShowPage.Source) async throws -> String {
        try await SiteSample.html(
            RaceShowPage(model: .init(source)),
            user: source.viewer,
            scripts: RaceShowPage.scripts
        )
    }

    @Test func `before the start a stranger sees the runners, but no map`() async throws {
        let html = try await self.html(.sample(try .sample(status: .setup)))

        #expect(html.contains("data-race-status=\"setup\""))
        #expect(html.contains("runner102"))
        #expect(html.contains("data-map-curtain"))
        #expect(!html.contains("data-node=") && !html.contains("Damp Cave"))
        #expect(!html.contains("data-action="))
    }

    @Test func `before the start the organizer sees all of the map and the controls`() async throws {
        let html = try await self.html(.sample(try .sample(status: .setup), viewer: Self.organizer))

        #expect(html.contains("data-node=\"boss\"") && html.contains("Throne - Last King"))
        for action in ["start", "reroll", "schedule", "delete"] {
            #expect(html.contains("data-action=\"\(action)\""), "\(action)")
        }
        #expect(html.contains("data-remove"))
    }

    @Test(arguments: [
        (
            RaceStatus.setup, true,
            [
                "delete", "participants", "participants/run/remove", "reroll", "schedule", "start",
                "visibility",
            ]
        ),
        (
            .setup, false,
            [
                "delete", "participants", "participants/run/remove", "release", "reroll", "schedule",
                "visibility",
            ]
        ),
        (.running, true, ["delete", "finish", "reset", "visibility"]),
    ])
    func `each form of the organizer leads to a route of the race`(
        status: RaceStatus,
        isReleased: Bool,
        forms: [String]
    ) async throws {
        let state = try RoomState.sample(runs: 1, status: status, isReleased: isReleased)
        let html = try await self.html(.sample(state, viewer: Self.organizer))

        let base = "action=\"/race/\(RoomState.raceID)/"
        let found = html.components(separatedBy: base).dropFirst().compactMap { $0.split(separator: "\"").first }
        let shown = found.map { String($0).replacing("/\(RunID.sample(11))/", with: "/run/") }
        #expect(Set(shown) == Set(forms))
    }

    @Test func `a seed is released before the race can start`() async throws {
        let html = try await self.html(
            .sample(try .sample(status: .setup, isReleased: false), viewer: Self.organizer)
        )

        #expect(html.contains("data-action=\"release\""))
        #expect(!html.contains("data-action=\"start\""))
    }

    @Test func `a runner gets the pack once it is released`() async throws {
        var state = try RoomState.sample(status: .setup, isReleased: false)

        let before = try await self.html(.sample(state, viewer: Self.runner))
        _ = try state.release(at: .at(-1))
        let after = try await self.html(.sample(state, viewer: Self.runner))

        #expect(before.contains("data-pack") && !before.contains("data-download-pack"))
        #expect(after.contains("my-seed-pack\" data-download-pack"))
    }

    @Test func `a runner sees only what the own run has discovered`() async throws {
        var state = try RoomState.sample()
        state.play(1)
        state.play(2)
        state.flag(SampleSeed.cave, 60_000, run: 2)

        let html = try await self.html(.sample(state, viewer: Self.runner))

        #expect(html.contains("data-audience=\"run\""))
        #expect(html.contains("Quiet Chapel"))
        #expect(html.contains("data-node=\"hidden-") && !html.contains("Damp Cave"))
        #expect(!html.contains("\"boss\"") && !html.contains("\"cave\""))
        #expect(html.contains("data-action=\"abandon\""))
    }

    @Test func `while it runs everyone sees order, layers, times and gaps`() async throws {
        var state = try RoomState.sample()
        state.play(1)
        state.play(2)
        state.flag(SampleSeed.cave, 60_000, run: 2)
        state.flag(SampleSeed.keep, 65_000, run: 1)

        let rows = RaceShowPage.Model(.sample(state)).arena?.rows ?? []

        #expect(rows.map(\.name) == ["runner102", "runner101"])
        #expect(rows.map(\.gap) == ["Leader", "+0:05"])
        #expect(rows.map(\.gapSign) == ["leader", "behind"])
        #expect(rows.map(\.place) == ["Layer 2/4 · Damp Cave", "Layer 2/4 · Old Keep"])
        #expect(rows.map(\.time) == ["1:00", "1:05"])
    }

    @Test func `the end shows podium, results and statistics`() async throws {
        var state = try RoomState.sample()
        state.play(1)
        state.play(2)
        state.flag(SampleSeed.cave, 60_000, run: 2)
        state.flag(SampleSeed.hallFromCave, 80_000, run: 2)
        state.flag(SampleSeed.bossFromHall, 100_000, run: 2)
        state.flag(SampleSeed.finish, 125_000, run: 2)
        _ = try state.finish(at: .at(9))

        let html = try await self.html(.sample(state))

        #expect(html.contains("data-podium") && html.contains("2:05"))
        #expect(html.contains("1 of 2"))
        #expect(html.contains("Results") && html.contains("Did not finish"))
        #expect(html.contains("data-node=\"boss\""))
    }

    @Test func `names of people and races are escaped everywhere`() async throws {
        let html = try await self.html(
            .sample(try .sample(status: .setup), name: "<b>Dawn</b>", viewer: Self.organizer)
        )

        #expect(html.contains("&lt;b&gt;Dawn&lt;/b&gt;") && !html.contains("<b>Dawn"))
        #expect(html.contains("&lt;i&gt;late&lt;/i&gt;") && !html.contains("<i>late"))
    }

    @Test func `what was refused stands beside its field`() async throws {
        var source = RaceShowPage.Source.sample(try .sample(status: .setup), viewer: Self.organizer)
        source.feedback = .init(addName: "\"x\"", addError: "Nobody is called that")

        let html = try await self.html(source)

        #expect(html.contains("value=\"&quot;x&quot;\""))
        #expect(html.contains("data-error=\"username\">Nobody is called that"))
    }

    @Test func `the fragment holds the drawing and nothing for those who may not see it`() throws {
        let templates = try SiteSample.templates()
        let state = try RoomState.sample(status: .setup)

        let hidden = MapFragment(.sample(state)).model
        let whole = MapFragment(.sample(state, viewer: Self.organizer)).model

        #expect(try !templates.fragment(MapFragment.template, hidden).contains("<svg"))
        #expect(try templates.fragment(MapFragment.template, whole).contains("data-node=\"keep\""))
    }
}
