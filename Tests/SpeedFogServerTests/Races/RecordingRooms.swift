import Foundation
import Synchronization

@testable import SpeedFogServer

/// Stands where the rooms are: remembers what it was asked and answers as a test wants it.
final class RecordingRooms: LiveRaces {
    enum Call: Equatable, Sendable {
        case start(UUID, version: Int)
        case finish(UUID)
        case abandon(UUID, participant: UUID)
        case reset(UUID, version: Int)
        case seedsReleased(UUID)
        case raceEdited(UUID)
        case participantRemoved(UUID, participant: UUID)
        case deleted(UUID)
    }

    private struct State {
        var calls: [Call] = []
        var refusal: LiveError?
        var runs: [UUID: LiveRun]?
        var onDelete: @Sendable () async -> Void = {}
    }

    private let state = Mutex(State())

    var calls: [Call] { self.state.withLock { $0.calls } }

    func forget() { self.state.withLock { $0.calls = [] } }

    /// From now on every call that may be refused is.
    func refuse(with error: LiveError) { self.state.withLock { $0.refusal = error } }

    /// A room is open and knows these runs.
    func open(_ runs: [UUID: LiveRun]) { self.state.withLock { $0.runs = runs } }

    /// What the room still does before it closes for good.
    func onDelete(_ action: @escaping @Sendable () async -> Void) { self.state.withLock { $0.onDelete = action } }

    private func note(_ call: Call) { self.state.withLock { $0.calls.append(call) } }

    private func noteOrRefuse(_ call: Call) throws {
        try self.state.withLock { state in
            if let refusal = state.refusal { throw refusal }
            state.calls.append(call)
        }
    }

    func start(_ race: UUID, expectedVersion: Int) async throws {
        try self.noteOrRefuse(.start(race, version: expectedVersion))
    }
    func finish(_ race: UUID) async throws { try self.noteOrRefuse(.finish(race)) }
    func abandon(_ race: UUID, participant: UUID) async throws {
        try self.noteOrRefuse(.abandon(race, participant: participant))
    }
    func reset(_ race: UUID, expectedVersion: Int) async throws {
        try self.noteOrRefuse(.reset(race, version: expectedVersion))
    }
    func seedsReleased(_ race: UUID) async { self.note(.seedsReleased(race)) }
    func raceEdited(_ race: UUID) async { self.note(.raceEdited(race)) }
    func participantRemoved(_ race: UUID, participant: UUID) async {
        self.note(.participantRemoved(race, participant: participant))
    }
    func deleted(_ race: UUID) async {
        await self.state.withLock { $0.onDelete }()
        self.note(.deleted(race))
    }
    func liveParticipants(_ race: UUID) async -> [UUID: LiveRun]? { self.state.withLock { $0.runs } }
}
