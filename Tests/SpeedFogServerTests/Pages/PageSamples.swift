import Accounts
import Live
import RaceRules
import RoomTesting
import SpeedFogProtocol
import Vocabulary
import WebServer

@testable import SpeedFogServer

extension Race {
    static func sample(name: String = "Dawn", status: RaceStatus = .running, isReleased: Bool = true) -> Race {
        Race(
            id: RoomState.raceID,
            name: name,
            organizer: Person(id: .organizer, username: "ondine", displayName: "Ondine", avatarURL: nil),
            seed: RaceSeed(id: .sample(900), number: "0a1b", pool: "boss_shuffle", totalLayers: 3),
            status: status,
            createdAt: Moment(rawValue: 1_800_000_000_000),
            scheduledAt: status == .setup ? Moment(rawValue: 1_800_003_600_000) : nil,
            startedAt: status == .setup ? nil : Moment(rawValue: 1_800_000_000_000),
            seedsReleasedAt: isReleased ? Moment(rawValue: 1_800_000_000_000) : nil,
            finishedAt: status == .finished ? Moment(rawValue: 1_800_003_600_000) : nil,
            isPublic: true,
            openRegistration: false,
            maxParticipants: nil,
            organizerParticipates: false,
            map: .live,
            isDemo: false,
            version: 1
        )
    }
}

extension RaceListing {
    static func sample(name: String = "Dawn", status: RaceStatus = .running, runner: String = "Pia") -> RaceListing {
        let person = Person(id: .sample(101), username: "pia", displayName: runner, avatarURL: nil)
        let placement = status == .finished ? 1 : nil
        return RaceListing(
            race: .sample(name: name, status: status),
            participantCount: 7,
            previews: [Preview(person: person, placement: placement)],
            casters: []
        )
    }
}

extension RoomState {
    static let raceID = RaceID.sample(5)

    /// A race with runs 11, 12, ... of users 101, 102, ...
    static func sample(runs: Int = 2, status: RaceStatus = .running, isReleased: Bool = true) throws -> RoomState {
        var state = RoomState.making(
            Making(kind: .race, organizer: .organizer),
            id: Self.raceID.room,
            furnishing: Furnishing(
                name: "Dawn",
                people: [.organizer: Person(id: .organizer, username: "ondine", displayName: "Ondine")],
                seed: try SampleSeed.seed()
            ),
            runs: [],
            at: .at(-60)
        ).state
        for number in 1...runs {
            _ = try state.join(.sample(10 + number), person: .sample(100 + number), at: .at(-50))
        }
        if isReleased || status != .setup { _ = try state.release(at: .at(-30)) }
        if status != .setup { _ = try state.start(at: .at(0)) }
        return state
    }

    /// Makes run `number` play: ready, then a first clock.
    mutating func play(_ number: Int, igtMs: Int = 1_000) {
        _ = self.receive(.ready, from: .sample(10 + number), at: .at(1))
        _ = self.receive(.statusUpdate(igtMs: igtMs, deathCount: 0), from: .sample(10 + number), at: .at(2))
    }

    mutating func flag(_ flag: Int, _ igtMs: Int, run number: Int) {
        _ = self.receive(.eventFlag(flagID: flag, igtMs: igtMs), from: .sample(10 + number), at: .at(3))
    }
}

extension RaceView {
    /// The race of a state as `viewer` sees it.
    static func sample(_ state: RoomState, name: String = "Dawn", viewer: SignedInUser? = nil) -> RaceView {
        let invite = Invite(id: .sample(50), username: "<i>late</i>", createdAt: Moment(rawValue: 1))
        return RaceView(
            RaceLook(
                sheet: RaceStore.Sheet(race: .sample(name: name, status: state.status), casters: [], invites: [invite]),
                snapshot: Snapshot(state: state)
            ),
            viewer: viewer,
            tokens: ModTokens(key: TokenKey(secret: Array("a secret of the tests, 32 bytes.".utf8)))
        )
    }
}

extension RaceShowPage.Source {
    /// The race of `RoomState.sample`, with two runners, as `viewer` sees it.
    static func sample(
        _ state: RoomState,
        name: String = "Dawn",
        viewer: SignedInUser? = nil
    ) -> RaceShowPage.Source {
        let view = RaceView.sample(state, name: name, viewer: viewer)
        return RaceShowPage.Source(
            detail: view.detail,
            view: view,
            viewer: viewer,
            poolConfig: nil,
            now: Moment(rawValue: 1_065_000)
        )
    }
}
