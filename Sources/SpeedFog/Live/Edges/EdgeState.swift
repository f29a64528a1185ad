import RaceRules
import SpeedFogProtocol
import Vocabulary
import WebServer

/// What an edge knows, and what follows for its sockets. Used under the edge's lock.
struct EdgeState: Sendable {
    /// News that were made up so long ago still count: those who come at once get the same bytes.
    private static let newsLastFor: Int64 = 200

    private(set) var room: RoomState
    let epoch: Int64
    /// What happened; and what happened as those see it who see the map late.
    private(set) var past = Past()
    private(set) var latePast = Past()
    private var late: LateMap?
    private var lateMap: SeenMap?
    /// As of the newest step that was more than a clock.
    private var standings: Placings
    private var areStandingsOld = false
    private var wording: Wording?
    private var news: [News.Asked: (news: News, at: Int64)] = [:]

    var audience = Audience()
    /// Mods that the room has not seated yet.
    var arrivals: [ConnectionID: Socket] = [:]
    var fanOut: FanOut?
    var isClosed = false
    private var toldPageCount = 0

    init(_ room: RoomState, epoch: Int64, late: LateMap?) {
        self.room = room
        self.epoch = epoch
        self.late = late
        self.standings = Placings(room.board)
    }

    var snapshot: Snapshot {
        Snapshot(state: self.room, epoch: self.epoch, version: self.past.version, lateMap: self.lateMap)
    }

    mutating func deliver(_ delivery: Delivery) { self.fanOut?.deliver(delivery) }

    // MARK: What the room says

    mutating func take(_ notice: RoomNotice) {
        switch notice {
        case .update(let update): self.take(update)
        case .closed(let why):
            self.isClosed = true
            self.close(.everyone, why)
        }
    }

    private mutating func take(_ update: Update) {
        var moved = Moved(change: update.outcome.change, furnishing: update.furnishing != nil)
        self.changed()
        if update.outcome.events.isEmpty {
            self.room.apply(update)
        } else {
            let before = self.room
            self.room.apply(update)
            self.noteDiscoveries(of: update, before: before)
            self.regroup(before: before)
        }
        if update.movesPlaces { self.place(&moved) } else { self.areStandingsOld = true }
        self.past.note(moved, version: update.version)
        self.latePast.note(moved, version: self.latePast.version + 1)
        for told in update.outcome.told { self.tell(told) }
        if !moved.isEmpty, self.audience.readsUpdates { self.deliver(.news) }
    }

    /// What was put into words is of before.
    private mutating func changed() {
        self.wording = nil
        self.news.removeAll(keepingCapacity: true)
    }

    private mutating func place(_ moved: inout Moved) {
        let standings = Placings(self.room.board)
        moved.compare(standings, with: self.standings)
        self.standings = standings
        self.areStandingsOld = false
    }

    /// What a page may see changes with the room and with the run of its user.
    private mutating func regroup(before: RoomState) {
        guard self.room.whatDecidesSight != before.whatDecidesSight else { return }
        let sights = self.audience.regroup(in: self.room)
        if !sights.isEmpty { self.deliver(.regroup(sights)) }
    }

    // MARK: The map that is shown late

    private mutating func noteDiscoveries(of update: Update, before: RoomState) {
        guard case .delayed(let delay) = self.room.map, self.room.status == .running else {
            (self.late, self.lateMap) = (nil, nil)
            return
        }
        if self.late == nil, before.status == .running, before.map == .live {
            // They have seen it all already.
            self.late = LateMap(delay: 0)
            self.late?.note(self.room.discoveredByField, at: update.at)
            self.showLate(at: update.at)
        }
        if self.late == nil { self.late = LateMap(delay: delay) }
        self.late?.delay = delay
        guard update.outcome.change.isStructural || !update.outcome.change.discoverers.isEmpty else { return }
        self.late?.note(self.room.discoveredByField, at: update.at)
    }

    /// Shows what was discovered long enough ago. Once a second.
    mutating func showLate(at now: Moment) {
        guard self.late?.pass(to: now) == true, let places = self.late?.discovered else { return }
        self.lateMap = self.room.map(ofPlacesSeenByField: places)
        self.changed()
        self.latePast.note(Moved(lateMap: true), version: self.latePast.version + 1)
        let views = self.audience.wholePageViews.filter(\.projection.isDelayed)
        if !views.isEmpty { self.deliver(.event(.pages, self.stateFrames(for: views))) }
        if self.audience.readsUpdates { self.deliver(.news) }
    }

    // MARK: Words

    /// The room in words; what is kept of them is kept.
    mutating func withWording<Answer>(_ body: (inout Wording) -> Answer) -> Answer {
        var wording =
            self.wording ?? Wording(self.room, standings: self.standings, lateMap: self.lateMap?.json)
        self.wording = nil
        defer { self.wording = wording }
        return body(&wording)
    }

    /// Gaps follow clocks; who is told them gets those of now.
    mutating func refreshStandings() {
        guard self.areStandingsOld else { return }
        self.standings = Placings(self.room.board)
        self.areStandingsOld = false
        self.wording = nil
    }

    /// What one is told next who knows the room up to a version.
    ///
    /// - Parameter isResumed: it came back and waits for an answer.
    mutating func news(for asked: News.Asked, at now: Reading, isResumed: Bool = false) -> News {
        if !isResumed, let known = self.news[asked], now.uptime - known.at < Self.newsLastFor { return known.news }
        self.refreshStandings()
        let past = asked.view.projection.isDelayed ? self.latePast : self.past
        let projection = asked.view.projection
        let stamp = Stamp(epoch: String(self.epoch), version: past.version, view: projection.name)
        let missed = asked.since.flatMap(past.since)
        let frame = self.withWording { wording in
            guard let missed, !missed.isStructural else {
                return Optional(wording.state(for: projection, at: stamp, now: now.moment))
            }
            return wording.update(missed, for: projection, at: stamp, now: now.moment, isAsked: isResumed)
        }
        let news = News(frame: frame, version: past.version)
        if !isResumed { self.news[asked] = (news, now.uptime) }
        return news
    }

    // MARK: The beat

    /// Once a second: heartbeats, the number of viewers if it changed, and what is due of the late map.
    mutating func beat(_ now: ContinuousClock.Instant, at moment: Moment) {
        self.showLate(at: moment)
        self.deliver(.heartbeat(Frame(text: ServerMessage.ping.encoded()), now: now))
        guard self.audience.pageCount != self.toldPageCount else { return }
        self.toldPageCount = self.audience.pageCount
        self.deliver(.event(.pages, .same(self.pageCountFrame)))
    }

    var pageCountFrame: Frame { Frame(text: ServerMessage.spectatorCount(self.audience.pageCount).encoded()) }
}

extension Update {
    /// Whether runs may have other places, or gaps that do not follow from their own clocks.
    fileprivate var movesPlaces: Bool {
        self.outcome.events.contains { event in
            switch event.happening {
            case .ran(_, .deaths), .ran(_, .clockWentBack), .ran(_, .clockAhead), .mapShown: false
            default: true
            }
        }
    }
}
