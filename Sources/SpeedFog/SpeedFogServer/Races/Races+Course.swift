import Database
package import RaceRules
import SeedGraph
package import WebServer

/// From the release of the seeds to the end of the race and back.
extension Races {
    /// Opens the packs to the participants.
    package func releaseSeeds(of id: RaceID, by user: SignedInUser) async throws {
        let read = try await self.store.race(id)
        try read.requireManager(user)
        try read.requireUnreleased()
        let now = self.now()
        try await self.store.change(id, expecting: read.version) { _, session in
            try RaceStore.setReleased(at: now, of: id, in: session)
        }
        await self.live.seedsReleased(id)
    }

    /// Exchanges the seed for another of the same pool. Packs have to be released again.
    package func rerollSeed(of id: RaceID, by user: SignedInUser) async throws {
        let read = try await self.store.race(id)
        try read.requireManager(user)
        try read.requireSetup()
        guard let old = read.seed else { throw RaceError.noSeed }
        try await self.store.change(id, expecting: read.version) { _, session in
            guard let seed = try SeedStore.take(pool: old.pool, except: old.id, in: session) else {
                throw RaceError.noOtherSeed(old.pool)
            }
            try SeedStore.release(old.id, in: session)
            try RaceStore.setSeed(seed.id, of: id, in: session)
        }
        await self.live.raceEdited(id)
    }

    /// Lets the race begin.
    package func start(_ id: RaceID, by user: SignedInUser) async throws {
        let (read, count) = try await self.store.raceAndCount(id)
        try read.requireManager(user)
        try read.requireReadyToStart(participants: count)
        try await self.asking(id) { try await self.live.start(id, expectedVersion: read.version) }
    }

    /// Ends a running race at once; whoever has not finished is abandoned, also those who never began.
    package func finish(_ id: RaceID, by user: SignedInUser) async throws {
        let read = try await self.store.race(id)
        try read.requireManager(user)
        try read.requireRunning()
        try await self.asking(id) { try await self.live.finish(id) }
    }

    /// Gives up the own run.
    package func abandon(_ id: RaceID, by user: SignedInUser) async throws {
        let read = try await self.store.race(id)
        guard let row = try await self.store.participant(of: user.id, in: id) else { throw RaceError.notInRace }
        try read.requireRunning()
        let own = row.merged(with: await self.live.liveParticipants(id)?[row.id])
        guard !own.isOver else { throw RaceError.runIsOver }
        try await self.asking(id) { try await self.live.abandon(id, participant: own.id) }
    }

    /// Takes a race that has begun back to its setup and forgets its runs.
    package func reset(_ id: RaceID, by user: SignedInUser) async throws {
        let read = try await self.store.race(id)
        try read.requireManager(user)
        try read.requireBegun()
        try await self.asking(id) { try await self.live.reset(id, expectedVersion: read.version) }
    }

    /// Says what the room refused as an error of races.
    private func asking(_ id: RaceID, _ ask: () async throws -> Void) async throws {
        do {
            try await ask()
        } catch let error as LiveError {
            switch error {
            case .raceNotFound: throw RaceError.notFound(id)
            case .participantNotFound: throw RaceError.notInRace
            case .wrongState(let why): throw RaceError.refused(why)
            case .conflict: throw RaceError.changedMeanwhile
            case .notDurable: throw RaceError.notDurable
            }
        } catch let error as GraphError {
            throw RaceError.refused("The seed of this race can't be read; choose another (\(error))")
        }
    }
}
