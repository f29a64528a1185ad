import Live
import RaceRules
import Synchronization
import Vocabulary
import WebServer

/// Pages of races, rendered once for everyone who sees the same: those who are not signed in and have no form open.
///
/// A thousand who come to a race at once cost one rendering a second.
final class RacePageCache: Sendable {
    /// What decides what such a page shows.
    struct Key: Hashable {
        let race: RaceID
        let projection: Projection
        let epoch: Int64
        let version: UInt64
        /// The number of the newest event: it tells states apart that are only read.
        let sequence: Int
        /// The time since the start stands in the page.
        let second: Int64

        init(_ look: RaceLook, now: Moment) {
            let state = look.snapshot.state
            self.race = look.sheet.race.id
            self.projection = state.projection(for: nil)
            self.epoch = look.snapshot.epoch
            self.version = look.snapshot.version
            self.sequence = state.sequence
            self.second = now.rawValue / 1_000
        }
    }

    /// A page may have a hundred KiB.
    private static let most = 64

    private let pages = Mutex<[RaceID: (key: Key, page: RenderedPage)]>([:])

    /// The page of a key, made if need be.
    func page(_ key: Key, make: () async throws -> RenderedPage) async rethrows -> RenderedPage {
        if let known = self.pages.withLock({ $0[key.race] }), known.key == key { return known.page }
        let page = try await make()
        self.pages.withLock { pages in
            if pages.count >= Self.most, pages[key.race] == nil { pages.removeAll() }
            pages[key.race] = (key, page)
        }
        return page
    }
}
