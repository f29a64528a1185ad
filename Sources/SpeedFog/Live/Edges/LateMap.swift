import RaceRules
import Vocabulary

/// What the field had discovered some time ago, for those who may only see that.
struct LateMap: Sendable {
    /// Milliseconds.
    var delay: Int64
    private(set) var discovered: Set<String> = []
    /// What was discovered since, in order.
    private var waiting: [(at: Moment, place: String)] = []
    private var known: Set<String> = []

    init(delay: Int64) { self.delay = delay }

    /// Notes what the field knows now; what is new in it is shown when the time has passed.
    mutating func note(_ places: Set<String>, at moment: Moment) {
        for place in places.subtracting(self.known).sorted() {
            self.known.insert(place)
            self.waiting.append((moment, place))
        }
    }

    /// Shows what was discovered long enough before `now`.
    ///
    /// - Returns: whether that is more than before.
    mutating func pass(to now: Moment) -> Bool {
        let due = self.waiting.prefix { now - $0.at >= self.delay }
        self.discovered.formUnion(due.map(\.place))
        self.waiting.removeFirst(due.count)
        return !due.isEmpty
    }
}

extension LateMap {
    /// The late map of a room that is opened while it runs: its events tell what was discovered when.
    init(delay: Int64, of state: RoomState, events: [RoomEvent]) {
        self.init(delay: delay)
        for event in events {
            switch event.happening {
            case .reset: self = LateMap(delay: delay)
            case .ran(_, .started(let node, _)): if let node { self.note([node], at: event.at) }
            case .ran(_, .crossed(let crossing)): self.note([crossing.node], at: event.at)
            case .ran(_, .position(let node)): self.note([node], at: event.at)
            default: break
            }
        }
        // Held gates that were accepted count from now: nobody can say that they were seen long ago.
        if let newest = events.last?.at { self.note(state.discoveredByField, at: newest) }
    }

    /// The map as it may be shown at `now`; nil while that is nothing.
    func map(of state: RoomState, at now: Moment) -> SeenMap? {
        var passed = self
        return passed.pass(to: now) ? state.map(ofPlacesSeenByField: passed.discovered) : nil
    }
}
