/// What an update tells of a run of which only the clock moved, or the others around it.
package struct LiveClock: Equatable, Sendable {
    package var id: String
    package var igtMs: Int
    package var deathCount: Int
    package var place: Int?
    package var gap: Int?

    package init(id: String, igtMs: Int, deathCount: Int, place: Int?, gap: Int?) {
        self.id = id
        self.igtMs = igtMs
        self.deathCount = deathCount
        self.place = place
        self.gap = gap
    }

    /// The entry as JSON.
    package func encoded() -> String {
        var text = JSONText(reserving: 128)
        text.append(raw: "{")
        text.member("id", self.id, first: true)
        text.member("igt_ms", self.igtMs)
        text.member("death_count", self.deathCount)
        text.member("place", self.place)
        text.member("gap", self.gap)
        text.append(raw: "}")
        return text.result
    }
}
