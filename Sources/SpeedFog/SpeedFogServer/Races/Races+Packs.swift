package import RaceRules
package import WebServer

/// A pack that somebody may have.
package struct PackOrder: Equatable, Sendable {
    package let race: RaceID
    package let participant: Participant
    package let seed: RaceSeed
    package let modToken: String
}

extension Races {
    /// The pack of `user` in the race.
    package func ownPack(in id: RaceID, for user: SignedInUser) async throws -> PackOrder {
        let race = try await self.store.race(id)
        guard let own = try await self.store.participant(of: user.id, in: id) else { throw RaceError.notParticipating }
        return try await self.order(own, in: race)
    }

    /// The pack that a token names, for its owner and for those who run the race or comment it.
    package func pack(withToken token: String, in id: RaceID, for user: SignedInUser) async throws -> PackOrder {
        let race = try await self.store.race(id)
        let hash = ModTokens.hash(token)
        guard let participant = try await self.store.participant(withTokenHash: hash, in: id) else {
            throw RaceError.packNotFound
        }
        let isOwn = participant.person.id == user.id || race.isManaged(by: user)
        guard try await isOwn ? true : self.store.isCaster(user.id, of: id) else { throw RaceError.packOfSomeoneElse }
        return try await self.order(participant, in: race)
    }

    /// From here on the seed is not fresh any more, whatever becomes of the download.
    private func order(_ participant: Participant, in race: Race) async throws -> PackOrder {
        try race.requirePacksReleased()
        guard let seed = race.seed else { throw RaceError.noPack }
        try await self.store.markSeen(seed.id, at: self.now())
        return PackOrder(
            race: race.id,
            participant: participant,
            seed: seed,
            modToken: self.tokens.token(
                forParticipant: participant.id,
                round: try await self.store.tokenRound(of: participant.id)
            )
        )
    }
}
