import SpeedFogProtocol
import struct RaceRules.RaceID
import Testing
import Vocabulary
import WebServer

@testable import SpeedFogServer

/// Who may do what to a race, and when: the table of the rules, on both databases.
@Suite struct RaceRulesTests {
    @Test func `only organizers and admins create races`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let new = try NewRace(name: "Dawn")

            await #expect(throws: RaceError.mayNotCreate) { try await server.races.create(new, by: server.player) }
            #expect(try await server.races.create(new, by: server.organizer).race.organizer.username == "ondine")
            #expect(try await server.races.create(new, by: server.admin).race.organizer.username == "ada")
        }
    }

    @Test func `an organizer who plays is there from the start, in colour 0`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace(participates: true)

            let detail = try await server.races.detail(race, for: nil)
            #expect(detail.participants.map(\.person.username) == ["ondine"])
            #expect(detail.participants.map(\.colorIndex) == [0])
        }
    }

    @Test func `a race can't be planned for the past`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()

            await #expect(throws: RaceError.scheduledInPast) {
                try await server.races.create(NewRace(name: "Dawn", scheduledAt: RaceServer.now), by: server.organizer)
            }
            await #expect(throws: RaceError.scheduledInPast) {
                try await server.races.edit(race, RaceChange(schedule: .at(RaceServer.now - 1)), by: server.organizer)
            }
        }
    }

    @Test func `a date is set and cleared in setup only, visibility at any time`() async throws {
        try await RaceServer.onEachDatabase(seeds: 4) { (server) async throws in
            let later = RaceServer.now + 1
            for state in RaceServer.State.allCases {
                let race = try await server.makeRace(in: state)
                let before = try await server.races.detail(race, for: nil).race

                try await server.races.edit(race, RaceChange(isPublic: false), by: server.organizer)
                let hidden = try await server.races.detail(race, for: nil).race
                #expect(!hidden.isPublic && hidden.version == before.version)

                if state == .setup || state == .released {
                    try await server.races.edit(race, RaceChange(schedule: .at(later)), by: server.organizer)
                    #expect(try await server.races.detail(race, for: nil).race.scheduledAt == later)
                    try await server.races.edit(race, RaceChange(schedule: .cleared), by: server.organizer)
                    #expect(try await server.races.detail(race, for: nil).race.scheduledAt == nil)
                } else {
                    await #expect(throws: RaceError.onlyInSetup) {
                        try await server.races.edit(race, RaceChange(schedule: .cleared), by: server.organizer)
                    }
                }
            }
        }
    }

    @Test func `strangers manage no race, admins any`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace(in: .setup)
            let participant = try await server.races.detail(race, for: nil).participants[0].id
            let steps: [(SignedInUser) async throws -> Void] = [
                { try await server.races.edit(race, RaceChange(isPublic: true), by: $0) },
                { try await server.races.releaseSeeds(of: race, by: $0) },
                { try await server.races.rerollSeed(of: race, by: $0) },
                { _ = try await server.races.add("otto", to: race, by: $0) },
                { try await server.races.remove(participant: participant, from: race, by: $0) },
            ]

            for step in steps {
                for stranger in [server.other, server.player] {
                    await #expect(throws: RaceError.notOrganizer) { try await step(stranger) }
                }
                try await step(server.admin)
            }
            for step in [server.races.start, server.races.finish, server.races.reset, server.races.delete] {
                await #expect(throws: RaceError.notOrganizer) { try await step(race, server.other) }
            }
            try await server.races.delete(race, by: server.admin)
        }
    }

    @Test func `a race that is not there is not found`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let nowhere = RaceID()
            let races = server.races
            let steps = [
                races.releaseSeeds, races.rerollSeed, races.start, races.finish, races.abandon, races.reset,
                races.delete,
            ]

            await #expect(throws: RaceError.notFound(nowhere)) { try await races.detail(nowhere, for: nil) }
            await #expect(throws: RaceError.notFound(nowhere)) {
                try await races.add("pia", to: nowhere, by: server.admin)
            }
            for step in steps {
                await #expect(throws: RaceError.notFound(nowhere)) { try await step(nowhere, server.admin) }
            }
        }
    }

    @Test func `seeds are released once, in setup`() async throws {
        try await RaceServer.onEachDatabase(seeds: 3) { (server) async throws in
            let race = try await server.makeRace(in: .setup)

            try await server.races.releaseSeeds(of: race, by: server.organizer)

            let released = try await server.races.detail(race, for: nil).race
            #expect(released.seedsReleasedAt == RaceServer.now)
            await #expect(throws: RaceError.alreadyReleased) {
                try await server.races.releaseSeeds(of: race, by: server.organizer)
            }
            for state in [RaceServer.State.running, .finished] {
                let begun = try await server.makeRace(in: state)
                await #expect(throws: RaceError.onlyInSetup) {
                    try await server.races.releaseSeeds(of: begun, by: server.organizer)
                }
            }
        }
    }

    @Test func `a race starts after its seeds were released, with at least one participant`() async throws {
        try await RaceServer.onEachDatabase(seeds: 4) { (server) async throws in
            let empty = try await server.makeRace()

            await #expect(throws: RaceError.startBeforeRelease) {
                try await server.races.start(empty, by: server.organizer)
            }
            try await server.races.releaseSeeds(of: empty, by: server.organizer)
            await #expect(throws: RaceError.startWithoutParticipants) {
                try await server.races.start(empty, by: server.organizer)
            }

            let race = try await server.makeRace(in: .released)
            try await server.races.start(race, by: server.organizer)
            #expect(try await server.races.detail(race, for: nil).race.status == .running)

            for state in [RaceServer.State.running, .finished] {
                let begun = try await server.makeRace(in: state)
                await #expect(throws: RaceError.onlyInSetup) {
                    try await server.races.start(begun, by: server.organizer)
                }
            }
        }
    }

    @Test func `only a running race is finished, only one that has begun is reset`() async throws {
        try await RaceServer.onEachDatabase(seeds: 4) { (server) async throws in
            for state in RaceServer.State.allCases {
                let race = try await server.makeRace(in: state)
                if state == .running {
                    try await server.races.finish(race, by: server.organizer)
                    #expect(try await server.races.detail(race, for: nil).race.status == .finished)
                } else {
                    await #expect(throws: RaceError.notRunning) {
                        try await server.races.finish(race, by: server.organizer)
                    }
                }
                if state == .running || state == .finished {
                    try await server.races.reset(race, by: server.organizer)
                    #expect(try await server.races.detail(race, for: nil).race.status == .setup)
                } else {
                    await #expect(throws: RaceError.nothingToReset) {
                        try await server.races.reset(race, by: server.organizer)
                    }
                }
            }
        }
    }

    @Test func `a participant gives up a running race once`() async throws {
        try await RaceServer.onEachDatabase(seeds: 3) { (server) async throws in
            let setup = try await server.makeRace(in: .released)
            await #expect(throws: RaceError.notRunning) { try await server.races.abandon(setup, by: server.player) }

            let race = try await server.makeRace(in: .running)
            await #expect(throws: RaceError.notInRace) { try await server.races.abandon(race, by: server.organizer) }
            try await server.races.abandon(race, by: server.player)
            let detail = try await server.races.detail(race, for: nil)
            #expect(detail.participants.map(\.status) == [.abandoned])
            #expect(detail.race.status == .finished)
            await #expect(throws: RaceError.notRunning) { try await server.races.abandon(race, by: server.player) }
        }
    }

    @Test func `an edit is done as a whole or not at all`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace(in: .setup)

            await #expect(throws: RaceError.scheduledInPast) {
                let change = RaceChange(schedule: .at(RaceServer.now - 1), isPublic: false, map: .afterFinish)
                try await server.races.edit(race, change, by: server.organizer)
            }

            let shown = try await server.races.detail(race, for: nil).race
            #expect(shown.isPublic && shown.scheduledAt == nil && shown.map == .live)
        }
    }

    @Test func `of two releases at once one is lost`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace(in: .setup)

            let errors = await withTaskGroup(of: RaceError?.self, returning: [RaceError].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        do {
                            try await server.races.releaseSeeds(of: race, by: server.organizer)
                            return nil
                        } catch {
                            return error as? RaceError ?? .refused("\(error)")
                        }
                    }
                }
                return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
            }

            #expect(errors.count == 7)
            #expect(errors.allSatisfy { $0 == .changedMeanwhile || $0 == .alreadyReleased }, "\(errors)")
        }
    }
}
