package import RaceRules

/// What the rest of the server asks of the rooms in which races are live.
///
/// Rows are changed by their feature while a race is in setup; from the start on, the room is the only writer.
package protocol LiveRaces: Sendable {
    /// Moves a race from setup to running and tells everyone (facts of the protocol: mods, then viewers).
    ///
    /// - Throws: `LiveError.wrongState` or `.conflict` when `expectedVersion` is no longer the race's version.
    func start(_ race: RaceID, expectedVersion: Int) async throws

    /// Ends a running race now: everyone who is still on the way is abandoned.
    func finish(_ race: RaceID) async throws

    /// Abandons one run of a running race, and ends the race if it was the last one on the way.
    func abandon(_ race: RaceID, participant: RunID) async throws

    /// Takes a running or finished race back to setup, clears its runs and closes its sockets (1000 "Race reset").
    func reset(_ race: RaceID, expectedVersion: Int) async throws

    /// Tells viewers that packs may be downloaded.
    func seedsReleased(_ race: RaceID) async

    /// Reloads a race whose rows were changed in setup (participants, seed, name, visibility) and tells its viewers.
    func raceEdited(_ race: RaceID) async

    /// Closes the mod socket of a participant who was taken out of the race, and tells the viewers.
    func participantRemoved(_ race: RaceID, participant: RunID) async

    /// Closes the room of a deleted race (4001 "Race deleted").
    func deleted(_ race: RaceID) async

    /// The runs as the open room knows them, fresher than the rows; nil when no room is open.
    func liveParticipants(_ race: RaceID) async -> [RunID: LiveRun]?
}

/// The part of a run that changes while it is live.
package struct LiveRun: Sendable, Equatable {
    package let status: String
    package let currentLayer: Int
    package let igtMs: Int
    package let deathCount: Int

    package init(status: String, currentLayer: Int, igtMs: Int, deathCount: Int) {
        self.status = status
        self.currentLayer = currentLayer
        self.igtMs = igtMs
        self.deathCount = deathCount
    }
}

/// Why a live race did not do what it was asked.
package enum LiveError: Error, Equatable {
    case raceNotFound(RaceID)
    case participantNotFound(RunID)
    /// The race (or the run) is not in the state that the call needs.
    case wrongState(String)
    /// Someone else changed the race since the caller read it.
    case conflict
    /// The journal could not be written; nothing was told to anyone.
    case notDurable
}
