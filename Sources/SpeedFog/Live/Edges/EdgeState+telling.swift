import RaceRules
import SpeedFogProtocol
import WebServer

/// What a room tells, as deliveries to those who read whole rows. Nothing is encoded for a view that nobody has.
extension EdgeState {
    mutating func tell(_ told: Told) {
        switch told {
        case .seat(let run, let connection): self.seat(connection, as: run)
        case .raceStart: self.deliver(.event(.mods, .same(Frame(text: ServerMessage.raceStart.encoded()))))
        case .startZone:
            if let zone = self.withWording({ $0.startZone }) { self.deliver(.event(.mods, .same(zone))) }
        case .leaderboard: self.deliver(.board(self.leaderboards()))
        case .player(let run, let withHistory):
            self.deliver(.row(run, withHistory: withHistory, self.rows(of: run, withHistory: withHistory)))
        case .zone(let run):
            if let zone = self.withWording({ $0.zone(of: run) }) { self.deliver(.event(.mod(run), .same(zone))) }
        case .revealed(let run):
            let views = self.audience.wholeViews(ofPagesOf: run)
            if !views.isEmpty { self.deliver(.event(.pagesOf(run), self.stateFrames(for: views))) }
        case .roomState: self.deliver(.event(.pages, self.stateFrames(for: self.audience.wholePageViews)))
        case .roomStatus: self.deliver(.event(.everyone, self.statusFrames()))
        case .error(let run, let words): self.deliver(.event(.mod(run), .same(Self.error(words))))
        case .close(let whom, let why): self.close(whom, why)
        }
    }

    static func error(_ words: String) -> Frame { Frame(text: ServerMessage.error(message: words).encoded()) }

    mutating func stateFrames(for views: some Sequence<View>) -> FrameSet {
        self.withWording { wording in .byView(Self.frames(for: views) { wording.state(for: $0) }) }
    }

    private mutating func leaderboards() -> FrameSet {
        let views = self.audience.wholeViews
        self.refreshStandings()
        return self.withWording { wording in
            .byView(Self.frames(for: views) { wording.leaderboard(for: $0.projection) })
        }
    }

    /// One run's row is one of two, with its way or without: those with the same get the same frame.
    private mutating func rows(of run: RunID, withHistory: Bool) -> FrameSet {
        let views = self.audience.wholeViews
        return self.withWording { wording in
            var made: [Bool: Frame] = [:]
            var frames: [View: Frame] = [:]
            for view in views {
                let showsWay = view.projection.showsWay(of: run)
                let frame =
                    made[showsWay] ?? wording.player(run, withHistory: withHistory, for: view.projection)
                made[showsWay] = frame
                frames[view] = frame
            }
            return .byView(frames)
        }
    }

    /// Those who read updates have it from their state.
    private mutating func statusFrames() -> FrameSet {
        let status = self.withWording { $0.status }
        return .byView(Self.frames(for: self.audience.wholeViews) { _ in status })
    }

    private static func frames(for views: some Sequence<View>, _ frame: (View) -> Frame) -> [View: Frame] {
        Dictionary(views.map { ($0, frame($0)) }, uniquingKeysWith: { first, _ in first })
    }
}
