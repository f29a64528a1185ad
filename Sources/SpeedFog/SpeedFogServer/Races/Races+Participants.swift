import Accounts
import Database
package import RaceRules
import Vocabulary
package import WebServer

extension Races {
    /// Puts whom `typed` names into the race, or keeps a place for whoever will sign in with that name.
    ///
    /// - Parameter typed: a name that people see, a Twitch name with or without `@`, or the address of a channel.
    package func add(_ typed: String, to id: RaceID, by user: SignedInUser) async throws -> Addition {
        let read = try await self.store.race(id)
        try read.requireManager(user)
        try read.requireSetup()
        let name: TypedName
        do {
            name = try TypedName(typed, field: "twitch_username")
        } catch {
            throw RaceError.invalid([error])
        }
        guard let found = try await self.users.user(named: name.text) else {
            guard name.isLogin else { throw RaceError.invalid([Self.unknown(name)]) }
            return try await self.invite(name.text, to: id)
        }
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
            // Who was invited before the first sign-in has taken the place by this.
            try RaceStore.removeInvites(for: username, from: id, in: session)
            guard let added = try RaceStore.participant(of: user, in: id, session: session) else {
                throw RaceError.participantNotFound(participant)
            }
            return added
        }
    }

    private static func unknown(_ name: TypedName) -> InvalidField {
        InvalidField(
            field: "twitch_username",
            why: "Nobody here is called '\(name.text)', and it is no Twitch name: those have letters from a to z, "
                + "digits and underscores, 25 at most"
        )
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
