import Foundation
import Testing
import WebServer

@testable import SpeedFogServer

@Suite struct NewRacePageTests {
    private func pool(_ name: String, available: Int, selected: Bool = false) -> PoolCard {
        var config = PoolConfig(type: .race)
        config.description = "<b>long</b>"
        config.minLayers = 20
        config.maxLayers = 25
        return PoolCard(
            Pool(name: name, type: .race, directory: "/nowhere", config: config),
            available: available,
            selected: selected
        )
    }

    @Test func `pools show their seeds and settings, and empty ones can't be chosen`() async throws {
        let pools = [self.pool("boss_shuffle", available: 3, selected: true), self.pool("sprint", available: 0)]
        let model = NewRacePage.Model(pools: pools, form: NewRaceForm(), error: nil)

        let html = try await SiteSample.html(NewRacePage(model: model))

        #expect(html.contains("Boss Shuffle") && html.contains("3 seeds") && html.contains("20 to 25"))
        #expect(html.contains("value=\"sprint\" required disabled"))
        #expect(html.contains("value=\"boss_shuffle\" required checked"))
        #expect(html.contains("&lt;b&gt;long") && !html.contains("<b>long"))
    }

    @Test func `a server without pools says how to make one`() async throws {
        let html = try await SiteSample.html(
            NewRacePage(model: NewRacePage.Model(pools: [], form: NewRaceForm(), error: nil))
        )

        #expect(html.contains("startline pool generate"))
    }

    @Test func `errors stand beside their fields and what was typed stays`() async throws {
        var form = NewRaceForm()
        form.name = "<b>x"
        let error = RaceError.invalid([InvalidField(field: "name", why: "Too long")])
        let model = NewRacePage.Model(pools: [self.pool("sprint", available: 1)], form: form, error: error)

        let html = try await SiteSample.html(NewRacePage(model: model))

        #expect(html.contains("data-error=\"name\">Too long"))
        #expect(html.contains("aria-invalid=\"true\""))
        #expect(html.contains("value=\"&lt;b&gt;x\""))
    }

    @Test(arguments: [
        (RaceError.poolEmpty("sprint"), "data-error=\"pool\""),
        (RaceError.scheduledInPast, "data-error=\"schedule\""),
        (RaceError.notDurable, "could not be saved"),
    ])
    func `each refusal is told where it belongs`(error: RaceError, mark: String) async throws {
        let pools = [self.pool("sprint", available: 1)]

        let html = try await SiteSample.html(
            NewRacePage(model: NewRacePage.Model(pools: pools, form: NewRaceForm(), error: error))
        )

        #expect(html.contains(mark))
    }

    @Test func `the form becomes a race in the zone of its author`() throws {
        let fields = try FormFields(
            parsing:
                "name=Night&pool=sprint&schedule=2027-01-15T10%3A00&instant=2027-01-15T08%3A00%3A00.000Z"
                + "&participate=1&visibility=private"
        )

        let race = try NewRaceForm(fields).newRace()

        #expect(race.name == "Night" && race.pool == "sprint")
        #expect(race.scheduledAt == 1_800_000_000_000)
        #expect(race.organizerParticipates && !race.isPublic)
    }

    @Test func `without script a time is one of UTC`() throws {
        #expect(try PlannedTime.moment("2027-01-15T08:00", instant: "") == 1_800_000_000_000)
        #expect(try PlannedTime.moment("", instant: "") == nil)
    }

    @Test(arguments: [
        ("tomorrow", ""), ("2027-13-01T10:00", ""), ("2027-01-15T10:00", "soon"), ("2027-01-15T10:00", "skipped"),
    ])
    func `a time that is none is refused`(text: String, instant: String) {
        #expect(throws: RaceError.self) { try PlannedTime.moment(text, instant: instant) }
    }
}
