import WebServer

/// The list of races: live, upcoming, and results page by page.
struct RacesPage: Page {
    static let template = "races/index"
    static let resultsPerPage = 10

    struct Model: Sendable {
        let canCreate: Bool
        let live: [RaceCard]
        let hasLive: Bool
        let upcoming: [RaceCard]
        let hasUpcoming: Bool
        let recent: [RaceCard]
        let hasRecent: Bool
        let pageText: String?
        let hasPages: Bool
        let newerURL: String?
        let olderURL: String?

        init(
            live: [RaceCard],
            upcoming: [RaceCard],
            recent: [RaceCard],
            page: Int,
            total: Int,
            canCreate: Bool
        ) {
            let first = (page - 1) * RacesPage.resultsPerPage
            let isLast = first + recent.count >= total
            self.canCreate = canCreate
            self.live = live
            self.hasLive = !live.isEmpty
            self.upcoming = upcoming
            self.hasUpcoming = !upcoming.isEmpty
            self.recent = recent
            self.hasRecent = !recent.isEmpty
            self.pageText = recent.isEmpty ? nil : "\(first + 1) to \(first + recent.count) of \(total)"
            self.hasPages = page > 1 || !isLast
            self.newerURL = page > 1 ? SitePath.results(page: page - 1) : nil
            self.olderURL = isLast ? nil : SitePath.results(page: page + 1)
        }
    }

    let model: Model
}
