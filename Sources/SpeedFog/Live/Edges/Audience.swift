import RaceRules
import SpeedFogProtocol
import Vocabulary

/// Who is there: the mods and pages of a room on this process, and what each may see.
struct Audience: Sendable {
    private struct Page {
        let user: UserID?
        var sight: Sight
    }

    private(set) var mods: [SocketID: RunID] = [:]
    private var pages: [SocketID: Page] = [:]
    /// How many pages have a view; who is not here gets nothing encoded.
    private var pageViews: [View: Int] = [:]
    /// Users who came to see the whole map since they were last asked for.
    private var sawMap: Set<UserID> = []

    var isEmpty: Bool { self.mods.isEmpty && self.pages.isEmpty }
    var pageCount: Int { self.pages.count }
    /// Whether some page reads updates.
    var readsUpdates: Bool { self.pageViews.keys.contains { $0.wire == .updates } }

    // MARK: Who comes and goes

    mutating func join(mod socket: SocketID, of run: RunID) { self.mods[socket] = run }

    mutating func join(page socket: SocketID, of user: UserID?, wire: View.Wire, in state: RoomState) -> Sight {
        let sight = Sight(state.sight(of: user), wire: wire)
        self.put(Page(user: user, sight: sight), at: socket, in: state)
        return sight
    }

    /// - Returns: whether it was here.
    mutating func leave(_ socket: SocketID) -> Bool {
        if self.mods.removeValue(forKey: socket) != nil { return true }
        guard let page = self.pages.removeValue(forKey: socket) else { return false }
        self.release(page.sight.view)
        return true
    }

    /// Works out anew what each page may see.
    ///
    /// - Returns: the pages that see something else than before.
    mutating func regroup(in state: RoomState) -> [SocketID: Sight] {
        var known: [UserID?: RoomState.Seen] = [:]
        var changed: [SocketID: Sight] = [:]
        for (socket, page) in self.pages {
            let seen = known[page.user] ?? state.sight(of: page.user)
            known[page.user] = seen
            let sight = Sight(seen, wire: page.sight.view.wire)
            guard sight != page.sight else { continue }
            self.release(page.sight.view)
            self.put(Page(user: page.user, sight: sight), at: socket, in: state)
            changed[socket] = sight
        }
        return changed
    }

    /// Users who came to see the whole map while that could still help somebody, since the last call.
    mutating func takeWhoSawMap() -> Set<UserID> {
        defer { self.sawMap.removeAll() }
        return self.sawMap
    }

    private mutating func put(_ page: Page, at socket: SocketID, in state: RoomState) {
        self.pages[socket] = page
        self.pageViews[page.sight.view, default: 0] += 1
        guard let user = page.user, page.sight.view.projection.showsWholeMap, state.status != .finished,
            !state.mapKnownTo.contains(user)
        else { return }
        self.sawMap.insert(user)
    }

    private mutating func release(_ view: View) {
        guard let count = self.pageViews[view] else { return }
        self.pageViews[view] = count > 1 ? count - 1 : nil
    }

    // MARK: Who is meant

    /// The view of a page that is here.
    func view(of socket: SocketID) -> View? { self.pages[socket]?.sight.view }
    /// The views of pages that read whole rows.
    var wholePageViews: [View] { self.pageViews.keys.filter { $0.wire == .whole } }
    /// The views of everyone who reads whole rows.
    var wholeViews: Set<View> { Set(self.wholePageViews).union(self.mods.values.map(View.mod(of:))) }
    /// The views of one runner's pages that read whole rows.
    func wholeViews(ofPagesOf run: RunID) -> Set<View> {
        Set(self.pages.values.lazy.filter { $0.sight.run == run && $0.sight.view.wire == .whole }.map(\.sight.view))
    }
}

extension Sight {
    fileprivate init(_ seen: RoomState.Seen, wire: View.Wire) {
        self.init(view: View(projection: seen.projection, wire: wire), run: seen.run)
    }
}

extension RoomState {
    fileprivate typealias Seen = (projection: Projection, run: RunID?)

    fileprivate func sight(of user: UserID?) -> Seen {
        (self.projection(for: user), user.flatMap { self.run(of: $0)?.id })
    }

    /// Everything that decides who may see what: while it stays, so do all projections.
    var whatDecidesSight: SightGrounds {
        SightGrounds(
            status: self.status,
            map: self.map,
            organizer: self.organizer,
            roles: self.roles,
            runs: self.runs.mapValues { SightGrounds.Runner(user: $0.user, isOver: $0.isOver) }
        )
    }
}

/// What projections follow from.
struct SightGrounds: Equatable, Sendable {
    struct Runner: Equatable, Sendable {
        let user: UserID
        let isOver: Bool
    }

    let status: RaceStatus
    let map: MapSetting
    let organizer: UserID?
    let roles: [Role: Set<UserID>]
    let runs: [RunID: Runner]
}
