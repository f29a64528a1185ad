import Companion
import SpeedFogProtocol
import Synchronization

/// What a simulated player knows of the race and of its own run; written by the half that listens and the half that plays.
final class RaceView: Sendable {
    enum Change: Sendable {
        case nothingNew
        /// The race runs: play on from this game time.
        case go(fromIgtMs: Int)
        case over
    }

    private struct State {
        var ownID: String?
        var own: ParticipantInfo?
        var status: RaceStatus = .setup
        var isOver = false
        var igtMs = 0
        var deaths = 0
        var gates = 0
        /// The story ends here: the player leaves the race.
        var isLeaving = false
        var toldFinish = false
    }

    /// What the server answers a mod that comes too late.
    private static let refusalAfterTheEnd = "Race has already finished"
    private let state = Mutex(State())

    var isRunning: Bool { self.state.withLock { $0.status == .running && !$0.isOver } }

    var isLeaving: Bool { self.state.withLock { $0.isLeaving } }

    func began(deaths: Int) { self.state.withLock { $0.deaths = deaths } }
    func leaves() { self.state.withLock { $0.isLeaving = true } }
    func passed(igtMs: Int) { self.state.withLock { $0.igtMs = max($0.igtMs, igtMs) } }

    func reached(_ step: StoryReader.Step) {
        self.state.withLock { state in
            state.igtMs = max(state.igtMs, step.beat.igtMs)
            state.deaths = step.deaths
            switch step.beat.kind {
            case .gate: state.gates += 1
            case .finish: state.toldFinish = true
            case .death, .abandon: break
            }
        }
    }

    /// Takes in an event of the connection and says what it means for the player.
    func see(_ event: ModEvent) -> Change {
        self.state.withLock { state in
            let before = state.status
            switch event {
            case .connected(let auth):
                state.ownID = auth.participantID
                state.own = auth.participants.first { $0.id == auth.participantID }
                state.status = auth.race.status
            case .message(.raceStart):
                state.status = .running
            case .message(.raceStatusChange(let status, _)):
                state.status = status
            case .message(.leaderboardUpdate(let rows, _)):
                state.own = rows.first { $0.id == state.ownID } ?? state.own
            case .message(.playerUpdate(let row)):
                if row.id == state.ownID { state.own = row }
            case .lost(.refused(Self.refusalAfterTheEnd)):
                state.status = .finished
            default:
                break
            }
            let ownStatus = state.own?.status
            if state.status == .finished || ownStatus == .finished || ownStatus == .abandoned {
                state.isOver = true
                return .over
            }
            guard state.status == .running, before != .running else { return .nothingNew }
            let resumed = ownStatus == .playing ? state.own?.igtMs ?? 0 : 0
            state.igtMs = resumed
            state.gates = 0
            return .go(fromIgtMs: resumed)
        }
    }

    func result(of player: SimulatedPlayer) -> PlayerResult {
        self.state.withLock { state in
            let ending = Self.ending(of: state)
            return PlayerResult(
                name: player.name,
                ending: ending,
                gates: state.gates,
                deaths: state.deaths,
                reconnects: player.connection.reconnects,
                igtMs: state.igtMs,
                unconfirmed: player.connection.unconfirmed.count
            )
        }
    }

    private static func ending(of state: State) -> PlayerResult.Ending {
        switch state.own?.status {
        case .finished: .finished
        case .abandoned: .abandoned
        default:
            if state.isLeaving {
                .abandoned
            } else if state.status != .finished {
                .stopped
            } else {
                // The last to finish hears that the race is over before the row that says so. A race ends by itself only when
                // all runs have.
                state.toldFinish ? .finished : .raceOver
            }
        }
    }
}
