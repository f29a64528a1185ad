import SpeedFogProtocol
import Database
import Live
package import RaceRules
package import WebServer

/// From the release of the seeds to the end of the race and back.
extension Races {
    /// Opens the packs to the participants.
    package func releaseSeeds(of id: RaceID, by user: SignedInUser) async throws {
        try await self.change(id, by: user) { state, _, now, _ in try state.release(at: now) }
    }

    /// Exchanges the seed for another of the same pool. Packs have to be released again, and those of before are
    /// worthless.
    package func rerollSeed(of id: RaceID, by user: SignedInUser) async throws {
        let (tables, tokens) = (self.tables, self.tokens)
        try await self.change(id, by: user) { state, race, now, session in
            guard state.status == .setup else { throw RaceError.onlyInSetup }
            guard let old = race.seed else { throw RaceError.noSeed }
            guard let taken = try SeedStore.take(pool: old.pool, except: old.id, in: session),
                let seed = try Self.readable({ try tables.seed(taken.id, in: session) })
            else { throw RaceError.noOtherSeed(old.pool) }
            try Self.giveBack(old.id, of: state, at: now.moment, in: session)
            try RaceStore.changeTokens(of: id, in: session) {
                ModTokens.hash(tokens.token(forParticipant: $0, round: $1))
            }
            return try state.reroll(to: seed, at: now)
        }
    }

    /// Lets the race begin.
    package func start(_ id: RaceID, by user: SignedInUser) async throws {
        try await self.change(id, by: user) { state, _, now, _ in try state.start(at: now) }
    }

    /// Ends a running race at once; whoever has not finished is abandoned, also those who never began.
    package func finish(_ id: RaceID, by user: SignedInUser) async throws {
        try await self.change(id, by: user) { state, _, now, _ in try state.finish(at: now) }
    }

    /// Gives up the own run.
    package func abandon(_ id: RaceID, by user: SignedInUser) async throws {
        try await self.change(id) { state, _, now, _ in
            guard let own = state.run(of: user.id) else { throw RaceError.notInRace }
            return (try state.abandon(own.id, at: now), ())
        }
    }

    /// Takes a race that has begun back to its setup, for another attempt.
    package func reset(_ id: RaceID, by user: SignedInUser) async throws {
        try await self.change(id, by: user) { state, _, now, _ in try state.reset(at: now) }
    }

    /// Lets a held gate or finish count, or refuses it.
    package func decide(
        hold number: Int,
        of run: RunID,
        in id: RaceID,
        counts: Bool,
        by user: SignedInUser
    ) async throws {
        try await self.change(id, by: user) { state, _, now, _ in
            counts
                ? try state.accept(hold: number, of: run, at: now) : try state.refuse(hold: number, of: run, at: now)
        }
    }
}
