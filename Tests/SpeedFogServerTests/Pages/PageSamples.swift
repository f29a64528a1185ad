import SpeedFogProtocol
import Vocabulary
import WebServer

@testable import SpeedFogServer

extension Race {
    static func sample(name: String = "Dawn", status: RaceStatus = .running, isReleased: Bool = true) -> Race {
        Race(
            id: RoomState.raceID,
            name: name,
            organizer: Person(id: RoomState.organizer, username: "ondine", displayName: "Ondine", avatarURL: nil),
            seed: RaceSeed(id: .sample(900), number: "0a1b", pool: "boss_shuffle", totalLayers: 3),
            status: status,
            createdAt: 1_800_000_000_000,
            scheduledAt: status == .setup ? 1_800_003_600_000 : nil,
            startedAt: status == .setup ? nil : 1_800_000_000_000,
            seedsReleasedAt: isReleased ? 1_800_000_000_000 : nil,
            finishedAt: status == .finished ? 1_800_003_600_000 : nil,
            isPublic: true,
            openRegistration: false,
            maxParticipants: nil,
            organizerParticipates: false,
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

extension RaceShowPage.Source {
    /// The race of `RoomState.sample`, with two runners, as `viewer` sees it.
    static func sample(
        _ state: RoomState,
        name: String = "Dawn",
        viewer: SignedInUser? = nil,
        isReleased: Bool = true
    ) -> RaceShowPage.Source {
        let participants = state.allRuns.map { run in
            Participant(
                id: run.id,
                person: Person(
                    id: run.runner.id,
                    username: run.runner.username,
                    displayName: run.runner.displayName,
                    avatarURL: nil
                ),
                status: run.status,
                currentLayer: run.currentLayer,
                igtMs: run.igtMs,
                deathCount: run.deathCount,
                colorIndex: run.colorIndex
            )
        }
        return RaceShowPage.Source(
            detail: RaceDetail(
                race: .sample(name: name, status: state.race.status, isReleased: isReleased),
                participants: participants,
                casters: [],
                invites: [
                    RaceDetail.PendingInvite(
                        invite: Invite(id: .sample(50), username: "<i>late</i>", createdAt: 1),
                        token: nil
                    )
                ]
            ),
            view: state.view(for: viewer?.id),
            viewer: viewer,
            poolConfig: nil,
            now: 1_800_000_065_000
        )
    }
}
