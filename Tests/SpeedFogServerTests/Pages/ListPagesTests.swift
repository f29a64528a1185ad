import RaceRules
import RoomTesting
import SpeedFogProtocol
import Testing
import Vocabulary
import WebServer

@testable import SpeedFogServer

@Suite struct ListPagesTests {
    @Test func `an empty server says what to do next`() async throws {
        let organizer = SignedInUser.sample(role: .organizer)
        let model = HomePage.Model(live: nil, upcoming: [], recent: [], user: organizer, offersDemo: false)

        let html = try await SiteSample.html(HomePage(model: model), user: organizer, scripts: HomePage.scripts)

        #expect(html.contains("No race is running"))
        #expect(html.contains("Create a race"))
        #expect(!html.contains("data-live-race"))
    }

    @Test func `the start page shows the race that is on, with leaderboard and map`() async throws {
        var state = try RoomState.sample()
        state.play(1)
        let live = HomePage.Live(
            .sample(name: "<b>now</b>"),
            view: .sample(state),
            others: [],
            now: Moment(rawValue: 0)
        )
        let model = HomePage.Model(
            live: live,
            upcoming: [RaceCard(.sample(status: .setup), now: 1_800_000_000_000)],
            recent: [RaceCard(.sample(status: .finished), now: 1_800_000_000_000)],
            user: nil,
            offersDemo: true
        )

        let html = try await SiteSample.html(HomePage(model: model), scripts: HomePage.scripts)

        #expect(html.contains("data-live-race=\"\(RoomState.raceID)\""))
        #expect(html.contains("data-player=\"\(RunID.sample(11))\""))
        #expect(html.contains("data-node=\"start\""))
        #expect(html.contains("&lt;b&gt;now&lt;/b&gt;") && !html.contains("<b>now"))
        #expect(html.contains("Upcoming") && html.contains("Winner: "))
    }

    @Test func `cards tell state, people and time`() {
        let card = RaceCard(.sample(status: .setup, runner: "Zoë"), now: 1_800_000_000_000)

        #expect(card.statusLabel == "Upcoming")
        #expect(card.pool == "Boss Shuffle")
        #expect(card.players == "7 runners" && card.more == "+6")
        #expect(card.faces.map(\.initial) == ["Z"])
        #expect(card.whenWord == "Starts" && card.whenText == "15 Jan, 09:00 UTC")
    }

    @Test func `results are paged`() async throws {
        let cards = (0..<10).map { _ in RaceCard(.sample(status: .finished), now: 1_800_000_000_000) }
        let first = RacesPage.Model(live: [], upcoming: [], recent: cards, page: 1, total: 25, canCreate: false)
        let last = RacesPage.Model(
            live: [],
            upcoming: [],
            recent: Array(cards.prefix(5)),
            page: 3,
            total: 25,
            canCreate: false
        )

        #expect(first.pageText == "1 to 10 of 25" && first.newerURL == nil)
        #expect(first.olderURL == "/races?page=2#recent-results")
        #expect(last.pageText == "21 to 25 of 25" && last.olderURL == nil)
        #expect(last.newerURL == "/races?page=2#recent-results")
        let html = try await SiteSample.html(RacesPage(model: first))
        #expect(html.contains("rel=\"next\"") && !html.contains("rel=\"prev\""))
        #expect(html.contains("aria-current=\"page\"") == false)
    }

    @Test func `a list without races says so`() async throws {
        let model = RacesPage.Model(live: [], upcoming: [], recent: [], page: 1, total: 0, canCreate: true)

        let html = try await SiteSample.html(RacesPage(model: model))

        #expect(html.contains("No race is running") && html.contains("No results yet"))
        #expect(html.contains("Create a race"))
        #expect(!html.contains("class=\"pager\""))
    }
}
