import Accounts
import Database
package import RaceRules
import SpeedFogProtocol
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
            return try await self.invite(name.text, to: id, by: user)
        }
        try read.requireMayEnter(found.id)
        return .participant(try await self.insert(Person(found), into: id, by: user))
    }

    private func insert(_ person: Person, into id: RaceID, by user: SignedInUser) async throws -> Participant {
        let run = RunID()
        let tokenHash = ModTokens.hash(self.tokens.token(forParticipant: run, round: 0))
        return try await self.change(id) { state, race, now, session in
            try race.requireManager(user, in: state)
            let outcome: Outcome
            do {
                outcome = try state.join(run, person: person, at: now)
            } catch RuleError.alreadyRuns {
                throw RaceError.alreadyParticipates(person.username)
            } catch RuleError.isCaster {
                throw RaceError.isCaster(person.username)
            }
            guard let joined = state.runs[run] else { throw RaceError.participantNotFound(run) }
            try RaceStore.insert(joined, tokenHash: tokenHash, into: id, at: now.moment, in: session)
            try RaceStore.removeInvites(for: person.username, from: id, in: session)
            return (outcome, Participant(joined, person: person))
        }
    }

    private static func unknown(_ name: TypedName) -> InvalidField {
        InvalidField(
            field: "twitch_username",
            why: "Nobody here is called '\(name.text)', and it is no Twitch name: those have letters from a to z, "
                + "digits and underscores, 25 at most"
        )
    }

    private func invite(_ name: String, to id: RaceID, by user: SignedInUser) async throws -> Addition {
        let new = Invite(id: InviteID(), username: name, createdAt: self.now())
        let tokenHash = ModTokens.hash(self.tokens.token(forInvite: new.id))
        let invite = try await self.change(id) { state, race, _, session in
            try race.requireManager(user, in: state)
            guard state.status == .setup else { throw RaceError.onlyInSetup }
            if let pending = try RaceStore.pendingInvite(for: name, to: id, in: session) { return (Outcome(), pending) }
            try RaceStore.insert(new, tokenHash: tokenHash, to: id, in: session)
            return (Outcome(), new)
        }
        return .invite(invite, token: self.tokens.token(forInvite: invite.id))
    }

    /// Takes a participant out of a race that has not begun.
    package func remove(participant: RunID, from id: RaceID, by user: SignedInUser) async throws {
        try await self.change(id, by: user) { state, _, now, session in
            let outcome = try state.leave(participant, at: now)
            try RaceStore.removeParticipant(participant, from: id, in: session)
            return outcome
        }
    }
}

extension Person {
    /// The public face of an account.
    init(_ user: User) {
        self.init(id: user.id, username: user.username, displayName: user.displayName, avatarURL: user.avatarURL)
    }
}
