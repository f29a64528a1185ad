import SpeedFogProtocol
import Synchronization

/// A race as the protocol describes it, small enough for a test: it judges messages, answers them, and remembers everything.
final class TestRace: Sendable {
    struct Run: Sendable {
        let id: String
        let name: String
        var status = RunStatus.registered
        var igtMs = 0
        var deaths = 0
        var history: [HistoryEntry] = []
        var received: [ModMessage] = []
        var connects = 0
        var link: TestServer.Link?
    }

    private struct State {
        var status = RaceStatus.setup
        var runs: [String: Run] = [:]
        var order: [String] = []
    }

    private let nodeOfFlag: [Int: String]
    private let finishFlag: Int?
    private let startNode: String
    /// Asked for each message before it is judged: whether the connection is cut instead.
    private let swallow: @Sendable (_ token: String, ModMessage) -> Bool
    private let state: Mutex<State>
    private let changes: AsyncStream<Void>.Continuation
    /// Yields whenever something has happened.
    let changed: AsyncStream<Void>

    init(
        tokens: [String],
        nodeOfFlag: [Int: String],
        finishFlag: Int?,
        startNode: String = "start",
        status: RaceStatus = .setup,
        swallow: @escaping @Sendable (_ token: String, ModMessage) -> Bool = { _, _ in false }
    ) {
        var state = State(status: status, order: tokens)
        for token in tokens { state.runs[token] = Run(id: "id-\(token)", name: "player-\(token)") }
        self.state = Mutex(state)
        self.nodeOfFlag = nodeOfFlag
        self.finishFlag = finishFlag
        self.startNode = startNode
        self.swallow = swallow
        (self.changed, self.changes) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var script: TestServer.Script {
        TestServer.Script(text: { link, text in self.receive(text, link) }, closed: { self.disconnected($0) })
    }

    func run(_ token: String) -> Run? { self.state.withLock { $0.runs[token] } }
    var runs: [Run] { self.state.withLock { state in state.order.compactMap { state.runs[$0] } } }
    var status: RaceStatus { self.state.withLock { $0.status } }

    /// Waits until something is so.
    func until(_ isSo: @Sendable (TestRace) -> Bool) async {
        if isSo(self) { return }
        for await _ in self.changed where isSo(self) { return }
    }

    func start() {
        self.state.withLock { state in
            state.status = .running
            self.tell(state, .raceStart)
            self.tell(state, self.zone(self.startNode))
            self.tell(state, .raceStatusChange(status: .running, startedAt: nil))
        }
        self.changes.yield()
    }

    func abandon(_ token: String) {
        self.state.withLock { state in
            state.runs[token]?.status = .abandoned
            self.tell(state, self.leaderboard(state))
            self.endIfAllDone(&state)
        }
        self.changes.yield()
    }

    private func receive(_ text: String, _ link: TestServer.Link) {
        guard let message = try? ModMessage(parsing: text) else { return }
        self.state.withLock { state in
            if case .auth(let token) = message { return self.signIn(token, link, &state) }
            guard let token = state.order.first(where: { state.runs[$0]?.link?.channel === link.channel }) else {
                return
            }
            guard !self.swallow(token, message) else {
                // What came in the same packet is gone too.
                state.runs[token]?.link = nil
                return link.cut()
            }
            state.runs[token]?.received.append(message)
            self.judge(message, token, link, &state)
        }
        self.changes.yield()
    }

    private func disconnected(_ link: TestServer.Link) {
        self.state.withLock { state in
            for token in state.order where state.runs[token]?.link?.channel === link.channel {
                state.runs[token]?.link = nil
            }
        }
        self.changes.yield()
    }

    private func signIn(_ token: String, _ link: TestServer.Link, _ state: inout State) {
        let error: String? =
            state.runs[token] == nil
            ? "Invalid mod token or race" : state.status == .finished ? "Race has already finished" : nil
        if let error {
            link.send(.authError(message: error))
            return link.close(code: 4003, reason: error)
        }
        state.runs[token]?.link = link
        state.runs[token]?.connects += 1
        link.send(
            .authOK(
                AuthOK(
                    participantID: "id-\(token)",
                    race: RaceInfo(id: "race", name: "Race", status: state.status),
                    seed: SeedInfo(
                        totalLayers: 3,
                        eventIDs: self.nodeOfFlag.keys.sorted(),
                        finishEvent: self.finishFlag
                    ),
                    participants: self.rows(state)
                )
            )
        )
        if state.status == .running { link.send(self.zone(state.runs[token]?.history.last?.nodeID ?? self.startNode)) }
        self.tell(state, self.leaderboard(state))
    }

    private func judge(_ message: ModMessage, _ token: String, _ link: TestServer.Link, _ state: inout State) {
        guard var run = state.runs[token] else { return }
        defer { state.runs[token] = run }
        if message == .ready, run.status == .registered { run.status = .ready }
        guard let igt = message.igt else { return }
        guard state.status == .running else { return link.send(.error(message: "Race not running")) }
        guard run.status != .finished, run.status != .abandoned else { return }
        if case .statusUpdate(_, let deaths) = message {
            if run.status == .ready {
                run.status = .playing
                run.history.append(HistoryEntry(nodeID: self.startNode, igtMs: 0))
            }
            (run.igtMs, run.deaths) = (igt, deaths)
            self.tell(state, .playerUpdate(self.row(run)))
        } else if message.endsRun(finishFlag: self.finishFlag) {
            (run.status, run.igtMs) = (.finished, igt)
            state.runs[token] = run
            self.endIfAllDone(&state)
            self.tell(state, self.leaderboard(state))
        } else if case .eventFlag(let flag, _) = message, let node = self.nodeOfFlag[flag] {
            if !run.history.contains(where: { $0.nodeID == node && abs($0.igtMs - igt) <= 1000 }) {
                run.history.append(HistoryEntry(nodeID: node, igtMs: igt))
                run.igtMs = igt
                state.runs[token] = run
                self.tell(state, self.leaderboard(state))
            }
            link.send(self.zone(node))
        }
    }

    private func endIfAllDone(_ state: inout State) {
        guard state.runs.values.allSatisfy({ $0.status == .finished || $0.status == .abandoned }) else { return }
        state.status = .finished
        self.tell(state, .raceStatusChange(status: .finished, startedAt: nil))
    }

    private func tell(_ state: State, _ message: ServerMessage) {
        for run in state.runs.values { run.link?.send(message) }
    }

    private func zone(_ node: String) -> ServerMessage {
        .zoneUpdate(ZoneUpdate(nodeID: node, displayName: node, tier: nil, originalTier: nil, exits: []))
    }

    private func leaderboard(_ state: State) -> ServerMessage {
        .leaderboardUpdate(participants: self.rows(state), leaderSplits: nil)
    }

    private func rows(_ state: State) -> [ParticipantInfo] {
        state.order.compactMap { state.runs[$0].map(self.row) }
    }

    private func row(_ run: Run) -> ParticipantInfo {
        ParticipantInfo(
            id: run.id,
            twitchUsername: run.name,
            status: run.status,
            igtMs: run.igtMs,
            deathCount: run.deaths,
            modConnected: run.link != nil
        )
    }
}

extension ModMessage {
    var igt: Int? {
        switch self {
        case .statusUpdate(let igt, _): igt
        case .eventFlag(_, let igt), .finished(let igt): igt
        default: nil
        }
    }

    func endsRun(finishFlag: Int?) -> Bool {
        switch self {
        case .finished: true
        case .eventFlag(let flag, _): flag == finishFlag
        default: false
        }
    }
}
