import Accounts
import Database
package import RaceRules
import Vocabulary
package import WebServer

extension Races {
    /// Puts `username` into the race, or keeps a place for whoever will sign in with that name.
    package func add(_ username: String, to id: RaceID, by user: SignedInUser) async throws -> Addition {
        let read = try await self.store.race(id)
        try read.requireManager(user)
        try read.requireSetup()
        let name: String
        do {
            name = try TypedText(username, field: "twitch_username", limit: 100).text
        } catch {
            throw RaceError.invalid([error])
        }
        guard let found = try await self.users.user(named: name) else { return try await self.invite(name, to: id) }
        try read.requireMayEnter(found.id)
        let participant = try await self.insert(found.id, named: found.username, into: id)
        await self.live.raceEdited(id)
        return .participant(participant)
    }

    private func insert(_ user: UserID, named username: String, into id: RaceID) async throws -> Participant {
        let participant = RunID()
        let tokenHash = ModTokens.hash(self.tokens.token(forParticipant: participant))
        let now = self.now()
        return try await self.store.change(id) { race, session in
            try race.requireSetup()
            guard try RaceStore.participant(of: user, in: id, session: session) == nil else {
                throw RaceError.alreadyParticipates(username)
            }
            guard try !RaceStore.isCaster(user, of: id, in: session) else { throw RaceError.isCaster(username) }
            try RaceStore.addParticipant(
                participant,
                tokenHash: tokenHash,
                user: user,
                to: id,
                at: now,
                in: session
            )
            guard let added = try RaceStore.participant(of: user, in: id, session: session) else {
                throw RaceError.participantNotFound(participant)
            }
            return added
        }
    }

    private func invite(_ name: String, to id: RaceID) async throws -> Addition {
        let new = Invite(id: InviteID(), username: name, createdAt: self.now())
        let tokenHash = ModTokens.hash(self.tokens.token(forInvite: new.id))
        let invite = try await self.store.change(id) { race, session in
            try race.requireSetup()
            if let pending = try RaceStore.pendingInvite(for: name, to: id, in: session) { return pending }
            try RaceStore.insert(new, tokenHash: tokenHash, to: id, in: session)
            return new
        }
        await self.live.raceEdited(id)
        return .invite(invite, token: self.tokens.token(forInvite: invite.id))
    }

    /// Takes a participant out of a race that has not begun.
    package func remove(participant: RunID, from id: RaceID, by user: SignedInUser) async throws {
        let read = try await self.store.race(id)
        try read.requireManager(user)
        try await self.store.change(id) { race, session in
            try race.requireSetup()
            try RaceStore.removeParticipant(participant, from: id, in: session)
        }
        await self.live.participantRemoved(id, participant: participant)
    }
}
