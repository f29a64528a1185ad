import struct RaceRules.RaceID
import struct RaceRules.RunID
import Synchronization

@testable import SpeedFogServer

/// Stands where the rooms are: remembers what it was asked and answers as a test wants it.
final class RecordingRooms: LiveRaces {
    enum Call: Equatable, Sendable {
        case start(RaceID, version: Int)
        case finish(RaceID)
        case abandon(RaceID, participant: RunID)
        case reset(RaceID, version: Int)
        case seedsReleased(RaceID)
        case raceEdited(RaceID)
        case participantRemoved(RaceID, participant: RunID)
        case deleted(RaceID)
    }

    private struct State {
        var calls: [Call] = []
        var refusal: LiveError?
        var runs: [RunID: LiveRun]?
        var onDelete: @Sendable () async -> Void = {}
    }

    private let state = Mutex(State())

    var calls: [Call] { self.state.withLock { $0.calls } }

    func forget() { self.state.withLock { $0.calls = [] } }

    /// From now on every call that may be refused is.
    func refuse(with error: LiveError) { self.state.withLock { $0.refusal = error } }

    /// A room is open and knows these runs.
    func open(_ runs: [RunID: LiveRun]) { self.state.withLock { $0.runs = runs } }

    /// What the room still does before it closes for good.
    func onDelete(_ action: @escaping @Sendable () async -> Void) { self.state.withLock { $0.onDelete = action } }

    private func note(_ call: Call) { self.state.withLock { $0.calls.append(call) } }

    private func noteOrRefuse(_ call: Call) throws {
        try self.state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            state.calls.append(call)
        }
    }

    func start(_ race: RaceID, expectedVersion: Int) async throws {
        try self.noteOrRefuse(.start(race, version: expectedVersion))
    }
    func finish(_ race: RaceID) async throws { try self.noteOrRefuse(.finish(race)) }
    func abandon(_ race: RaceID, participant: RunID) async throws {
        try self.noteOrRefuse(.abandon(race, participant: participant))
    }
    func reset(_ race: RaceID, expectedVersion: Int) async throws {
        try self.noteOrRefuse(.reset(race, version: expectedVersion))
    }
    func seedsReleased(_ race: RaceID) async { self.note(.seedsReleased(race)) }
    func raceEdited(_ race: RaceID) async { self.note(.raceEdited(race)) }
    func participantRemoved(_ race: RaceID, participant: RunID) async {
        self.note(.participantRemoved(race, participant: participant))
    }
    func deleted(_ race: RaceID) async {
        await self.state.withLock { $0.onDelete }()
        self.note(.deleted(race))
    }
    func liveParticipants(_ race: RaceID) async -> [RunID: LiveRun]? { self.state.withLock { $0.runs } }
}
