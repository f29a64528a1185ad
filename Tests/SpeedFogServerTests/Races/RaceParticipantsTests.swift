import Database
import SpeedFogProtocol
import Live
import RaceRules
import Testing

@testable import SpeedFogServer

/// Who is in a race: added, invited, refused, removed.
@Suite struct RaceParticipantsTests {
    @Test(arguments: ["pia", "PIA", "  Pia ", "@pia", "https://www.twitch.tv/Pia"])
    func `an account is found by its name, however it is written`(name: String) async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()

            let addition = try await server.races.add(name, to: race, by: server.organizer)

            guard case .participant(let participant) = addition else {
                Issue.record("\(addition)")
                return
            }
            #expect(participant.person.username == "pia")
            #expect(participant.status == .registered)
        }
    }

    @Test(arguments: ["_ia", "p_a"])
    func `wildcards find nobody`(name: String) async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()

            guard case .invite(let invite, _) = try await server.races.add(name, to: race, by: server.organizer) else {
                Issue.record("\(name) was taken for an account")
                return
            }
            #expect(invite.username == name)
        }
    }

    @Test func `colours count up from the organizer's`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace(participates: true)
            for name in ["pia", "otto", "ada"] { _ = try await server.races.add(name, to: race, by: server.organizer) }

            let participants = try await server.races.detail(race, for: nil).participants
            #expect(participants.map(\.person.username) == ["ondine", "pia", "otto", "ada"])
            #expect(participants.map(\.colorIndex) == [0, 1, 2, 3])

            try await server.races.remove(participant: participants[1].id, from: race, by: server.organizer)
            _ = try await server.races.add("pia", to: race, by: server.organizer)
            #expect(try await server.races.detail(race, for: nil).participants.map(\.colorIndex) == [0, 2, 3, 4])
        }
    }

    @Test func `nobody is in a race twice, nor plays and casts`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            try await server.insertCaster(server.other, of: race)
            _ = try await server.races.add("pia", to: race, by: server.organizer)

            await #expect(throws: RaceError.alreadyParticipates("pia")) {
                try await server.races.add("pia", to: race, by: server.organizer)
            }
            await #expect(throws: RaceError.isCaster("otto")) {
                try await server.races.add("otto", to: race, by: server.organizer)
            }
            await #expect(throws: RaceError.organizerDoesNotPlay) {
                try await server.races.add("ondine", to: race, by: server.organizer)
            }
        }
    }

    @Test func `many added at once are all in, each in a colour of its own`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            let names = (0..<12).map { "runner\($0)" }
            for name in names { _ = try await server.database.insertUser(name) }

            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in names {
                    group.addTask { _ = try await server.races.add(name, to: race, by: server.organizer) }
                }
                try await group.waitForAll()
            }

            let participants = try await server.races.detail(race, for: nil).participants
            #expect(participants.map(\.colorIndex) == Array(0..<12))
        }
    }

    @Test func `an unknown name gets one invite, whose token only managers see and nobody stores`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            let first = try await server.races.add("Nobody_Yet", to: race, by: server.organizer)
            let second = try await server.races.add("nobody_yet", to: race, by: server.organizer)

            guard case .invite(let invite, let token) = first else {
                Issue.record("\(first)")
                return
            }
            #expect(second == first)
            #expect(token.count == 43)
            let stored: String? = try await server.database.row("SELECT token_hash FROM invites")?.get("token_hash")
            #expect(stored == ModTokens.hash(token))
            for (viewer, expected) in [(server.organizer, token), (server.admin, token), (server.player, nil)] {
                let invites = try await server.races.detail(race, for: viewer).invites
                #expect(invites == [RaceDetail.PendingInvite(invite: invite, token: expected)])
            }
            #expect(try await server.races.detail(race, for: nil).invites.map(\.token) == [nil])
        }
    }

    @Test(arguments: [
        "", "  ", "@", "a\u{0}b", String(repeating: "x", count: 101), String(repeating: "x", count: 26), "p%",
        "two words",
        "Möbius", "https://www.twitch.tv/videos/1", "https://example.com/pia",
    ])
    func `a name that can be nobody's is refused`(name: String) async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()

            await #expect(throws: RaceError.self) { try await server.races.add(name, to: race, by: server.organizer) }
            #expect(try await server.races.detail(race, for: nil).invites.isEmpty)
        }
    }

    @Test func `who is added after signing in takes the place of the invite`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            for name in ["Late_Comer", "stranger"] {
                _ = try await server.races.add(name, to: race, by: server.organizer)
            }
            _ = try await server.database.insertUser("late_comer")

            _ = try await server.races.add("late_comer", to: race, by: server.organizer)

            let detail = try await server.races.detail(race, for: nil)
            #expect(detail.participants.map(\.person.username) == ["late_comer"])
            #expect(detail.invites.map(\.invite.username) == ["stranger"])
        }
    }

    @Test func `once a race has begun its participants stay`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            for state in [RaceServer.State.running, .finished] {
                let race = try await server.makeRace(in: state)
                let participant = try await server.races.detail(race, for: nil).participants[0].id

                for name in ["otto", "nobody"] {
                    await #expect(throws: RaceError.onlyInSetup) {
                        try await server.races.add(name, to: race, by: server.organizer)
                    }
                }
                await #expect(throws: RaceError.onlyInSetup) {
                    try await server.races.remove(participant: participant, from: race, by: server.organizer)
                }
            }
        }
    }

    @Test func `who is removed is gone from the race, and stays in its journal`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace(in: .released)
            let participant = try await server.races.detail(race, for: nil).participants[0].id

            try await server.races.remove(participant: participant, from: race, by: server.organizer)

            #expect(try await server.races.detail(race, for: nil).participants.isEmpty)
            #expect(try await server.database.count("SELECT COUNT(*) AS total FROM participants") == 0)
            let events = try await server.database.read { try JournalStore.events(of: race.room, in: $0) }
            #expect(events.last?.happening == .left(participant))
            await #expect(throws: RaceError.participantNotFound(participant)) {
                try await server.races.remove(participant: participant, from: race, by: server.organizer)
            }
        }
    }

    @Test func `a participant of another race is not removed from this one`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace(in: .setup)
            let elsewhere = try await server.makeRace(in: .setup)
            let participant = try await server.races.detail(elsewhere, for: nil).participants[0].id

            await #expect(throws: RaceError.participantNotFound(participant)) {
                try await server.races.remove(participant: participant, from: race, by: server.organizer)
            }
            #expect(try await server.races.detail(elsewhere, for: nil).participants.count == 1)
        }
    }

    @Test func `who is added after an invite has no invite any more`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            _ = try await server.races.add("Late_Comer", to: race, by: server.organizer)
            _ = try await server.database.insertUser("late_comer")

            _ = try await server.races.add("late_comer", to: race, by: server.organizer)

            let detail = try await server.races.detail(race, for: server.organizer)
            #expect(detail.participants.map(\.person.username) == ["late_comer"])
            #expect(detail.invites.isEmpty)
        }
    }
}
