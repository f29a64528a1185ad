import Foundation
import SpeedFogProtocol
import Testing

/// A recorded frame: the text in `Frames/` and the message it stands for.
struct Sample<Message: Sendable>: Sendable, CustomTestStringConvertible {
    let name: String
    let message: Message

    var testDescription: String { self.name }

    func frame() throws -> String {
        let url = try #require(Bundle.module.url(forResource: self.name, withExtension: "json", subdirectory: "Frames"))
        return try String(contentsOf: url, encoding: .utf8).trimmingCharacters(in: .newlines)
    }
}

extension ParticipantInfo {
    static let registered = ParticipantInfo(id: "p1", twitchUsername: "ada", status: .registered)
    static let playing = ParticipantInfo(
        id: "p2",
        twitchUsername: "bob",
        twitchDisplayName: "Bøb \"the\" Fast",
        status: .playing,
        currentZone: "cave_c3d4",
        currentLayer: 1,
        currentLayerTier: 4,
        igtMs: 95_000,
        deathCount: 3,
        colorIndex: 1,
        modConnected: true,
        zoneHistory: [
            HistoryEntry(nodeID: "start_a1b2", igtMs: 0), HistoryEntry(nodeID: "cave_c3d4", igtMs: 61_000, deaths: 3),
        ],
        gapMs: -5000,
        layerEntryIgt: 61_000,
        isLive: true,
        streamURL: "https://twitch.tv/bob"
    )
    static let finished = ParticipantInfo(
        id: "p3",
        twitchUsername: "cyd",
        twitchDisplayName: "Cyd",
        status: .finished,
        currentZone: "boss_0708",
        currentLayer: 3,
        currentLayerTier: 9,
        igtMs: Int(Int32.max),
        colorIndex: 2,
        zoneHistory: []
    )
}

extension RaceInfo {
    static let setup = RaceInfo(id: "r1", name: "Sunday run", status: .setup)
    static let running = RaceInfo(
        id: "r1",
        name: "Sunday run",
        status: .running,
        startedAt: "2026-01-31T18:00:00.250+00:00",
        seedsReleasedAt: "2026-01-31T17:30:00.000+00:00"
    )
}

extension SeedInfo {
    static let none = SeedInfo(totalLayers: 0)
    static let forMods = SeedInfo(
        seedID: "s1",
        totalLayers: 3,
        eventIDs: [1_040_292_800, 1_040_292_801, 4_294_967_295],
        finishEvent: 1_040_292_804,
        spawnItems: [SpawnItem(id: 10_100)]
    )
    static let forViewers = SeedInfo(
        seedID: "s1",
        totalLayers: 3,
        graph: RawJSON(text: #"{"version":"4.2","nodes":{},"edges":[]}"#),
        totalNodes: 4,
        totalPaths: 2
    )
}

enum Samples {
    static let toMods: [Sample<ServerMessage>] = [
        Sample(
            name: "auth_ok-setup",
            message: .authOK(AuthOK(participantID: "p1", race: .setup, seed: .none, participants: [.registered]))
        ),
        Sample(
            name: "auth_ok-running",
            message: .authOK(
                AuthOK(participantID: "p2", race: .running, seed: .forMods, participants: [.playing, .finished])
            )
        ),
        Sample(name: "auth_error", message: .authError(message: "Invalid mod token or race")),
        Sample(name: "race_start", message: .raceStart),
        Sample(name: "leaderboard_update-empty", message: .leaderboardUpdate(participants: [], leaderSplits: nil)),
        Sample(
            name: "leaderboard_update-running",
            message: .leaderboardUpdate(
                participants: [.finished, .playing, .registered],
                leaderSplits: ["10": Int(Int32.max), "2": 75_000, "0": 0]
            )
        ),
        Sample(
            name: "race_status_change-running",
            message: .raceStatusChange(status: .running, startedAt: "2026-01-31T18:00:00.250+00:00")
        ),
        Sample(name: "race_status_change-finished", message: .raceStatusChange(status: .finished, startedAt: nil)),
        Sample(name: "player_update", message: .playerUpdate(.playing)),
        Sample(
            name: "zone_update-plain",
            message: .zoneUpdate(
                ZoneUpdate(
                    nodeID: "boss_0708",
                    displayName: "Throne - Last King",
                    tier: 9,
                    originalTier: nil,
                    exits: []
                )
            )
        ),
        Sample(
            name: "zone_update-exits",
            message: .zoneUpdate(
                ZoneUpdate(
                    nodeID: "start_a1b2",
                    displayName: "Quiet Chapel",
                    tier: 1,
                    originalTier: -2,
                    exits: [
                        .init(text: "behind the altar", toName: "Limgrave - Damp Cave", discovered: true),
                        .init(text: "cliff door [Chapel Yard]", toName: "Old Keep", discovered: false),
                    ]
                )
            )
        ),
        Sample(name: "ping", message: .ping),
        Sample(name: "error", message: .error(message: "Race not running")),
    ]

    static let toViewers: [Sample<ServerMessage>] = [
        Sample(
            name: "race_state-setup",
            message: .raceState(RaceState(race: .setup, seed: .none, participants: [.registered]))
        ),
        Sample(
            name: "race_state-running",
            message: .raceState(RaceState(race: .running, seed: .forViewers, participants: [.playing]))
        ),
        Sample(name: "spectator_count", message: .spectatorCount(12)),
    ]

    static let fromMods: [Sample<ModMessage>] = [
        Sample(name: "mod-auth", message: .auth(modToken: "abc_-\"\\")),
        Sample(name: "mod-ready", message: .ready),
        Sample(name: "mod-status_update", message: .statusUpdate(igtMs: 61_000, deathCount: 3)),
        Sample(name: "mod-event_flag", message: .eventFlag(flagID: Int(UInt32.max), igtMs: Int(Int32.max))),
        Sample(name: "mod-zone_query-grace", message: .zoneQuery(ZoneQuery(graceEntityID: 10_002_950))),
        Sample(
            name: "mod-zone_query-map",
            message: .zoneQuery(ZoneQuery(mapID: "m60_42_36_00", position: [1.5, -2, 0.25], playRegionID: 0))
        ),
        Sample(name: "mod-finished", message: .finished(igtMs: 120_000)),
        Sample(name: "mod-pong", message: .pong),
    ]
}
