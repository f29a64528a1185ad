import Foundation
import HTTPTypes
import struct RaceRules.RaceID
import Testing
import Vocabulary

@testable import SpeedFogServer

/// What clients of the old platform see: paths, statuses and shapes.
@Suite struct RaceAPITests {
    @Test func `a made race is answered with every key of a listing`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            try await server.http { (client) async throws in
                let body = #"""
                    {"name":"  Dawn ","organizer_participates":true,"scheduled_at":"2030-01-01T10:00:00+01:00",
                     "open_registration":true,"max_participants":8,"config":{"a":1},"unknown":[1]}
                    """#
                let answer = try await client.post("/api/races", json: body)

                #expect(answer.status == .created)
                #expect(answer.headers[.contentType] == "application/json")
                let race = answer.object
                #expect(race.keys.sorted() == Self.listingKeys)
                #expect(race["name"] as? String == "Dawn")
                #expect(race["status"] as? String == "setup")
                #expect(race["pool_name"] as? String == "standard")
                #expect(race["scheduled_at"] as? String == "2030-01-01T09:00:00.000+00:00")
                #expect(race["created_at"] as? String == "2027-01-15T08:00:00.000+00:00")
                #expect(race["started_at"] is NSNull)
                #expect(race["max_participants"] as? Int == 8)
                #expect(race["is_public"] as? Bool == true)
                #expect(race["participant_count"] as? Int == 1)
                #expect(race["seed_total_layers"] as? Int == 12)
                let organizer = try #require(race["organizer"] as? [String: Any])
                #expect(organizer.keys.sorted() == Self.userKeys)
                #expect(organizer["twitch_display_name"] as? String == "ONDINE")
                #expect(organizer["twitch_avatar_url"] is NSNull)
                let previews = try #require(race["participant_previews"] as? [[String: Any]])
                #expect(previews.map { $0.keys.sorted() } == [(Self.userKeys + ["placement"]).sorted()])
            }
        }
    }

    @Test func `a race's page has its participants, casters and invites`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace(in: .setup)
            _ = try await server.races.add("nobody", to: race, by: server.organizer)
            try await server.insertCaster(server.other, of: race)
            try await server.http { (client) async throws in
                let stranger = try await client.get("/api/races/\(race.rawValue.uuidString)").object
                let owner = try await client.get("/api/races/\(race)", as: "ondine").object

                #expect(stranger["id"] as? String == race.description)
                let wanted = [
                    "participants", "casters", "pending_invites", "seed_number", "seed_total_nodes",
                    "seed_total_paths", "seed_total_layers", "pool_config",
                ]
                #expect(Set(wanted).subtracting(stranger.keys).isEmpty)
                #expect(Set(Self.listingKeys).subtracting(stranger.keys).isEmpty)
                let participants = try #require(stranger["participants"] as? [[String: Any]])
                #expect(participants.map { $0.keys.sorted() } == [Self.participantKeys])
                let casters = try #require(stranger["casters"] as? [[String: Any]])
                #expect(casters.map { $0.keys.sorted() } == [["id", "is_live", "stream_url", "user"]])
                let hidden = try #require(stranger["pending_invites"] as? [[String: Any]])
                #expect(hidden.map { $0.keys.sorted() } == [["created_at", "id", "token", "twitch_username"]])
                #expect(hidden.allSatisfy { $0["token"] is NSNull })
                let shown = try #require(owner["pending_invites"] as? [[String: Any]])
                #expect((shown.first?["token"] as? String)?.count == 43)
            }
        }
    }

    @Test func `a private race is found by its id, not in the list`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            try await server.http { (client) async throws in
                let change = try await client.send(
                    .patch,
                    "/api/races/\(race)",
                    as: "ondine",
                    json: #"{"is_public":false}"#
                )
                #expect(change.status == .ok)
                #expect(change.object["is_public"] as? Bool == false)
                #expect(try await client.get("/api/races/\(race)").status == .ok)
                #expect(try await client.get("/api/races").text == #"{"races":[]}"#)
            }
        }
    }

    @Test func `a date is set, kept and cleared`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let path = "/api/races/\(try await server.makeRace())"
            try await server.http { (client) async throws in
                func patch(_ body: String) async throws -> Any? {
                    try await client.send(.patch, path, as: "ondine", json: body).object["scheduled_at"]
                }
                #expect(
                    try await patch(#"{"scheduled_at":"2030-01-01T10:00"}"#) as? String
                        == "2030-01-01T10:00:00.000+00:00"
                )
                #expect(try await patch("{}") as? String == "2030-01-01T10:00:00.000+00:00")
                #expect(try await patch(#"{"scheduled_at":null}"#) is NSNull)
            }
        }
    }

    @Test func `someone is added, invited and removed`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let path = "/api/races/\(try await server.makeRace())/participants"
            try await server.http { (client) async throws in
                let added = try await client.post(path, json: #"{"twitch_username":"PIA"}"#)
                #expect(added.status == .created)
                #expect(added.object["invite"] is NSNull)
                let participant = try #require(added.object["participant"] as? [String: Any])
                #expect(participant.keys.sorted() == Self.participantKeys)

                let invited = try await client.post(path, json: #"{"twitch_username":"stranger"}"#)
                #expect(invited.status == .created)
                #expect(invited.object["participant"] is NSNull)
                #expect((invited.object["invite"] as? [String: Any])?["twitch_username"] as? String == "stranger")

                let id = try #require(participant["id"] as? String)
                #expect(try await client.send(.delete, "\(path)/\(id.uppercased())", as: "ondine").status == .noContent)
                #expect(try await client.send(.delete, "\(path)/\(id)", as: "ondine").status == .notFound)
            }
        }
    }

    @Test func `the steps of a race answer with the race`() async throws {
        try await RaceServer.onEachDatabase(seeds: 3) { (server) async throws in
            let race = try await server.makeRace(in: .setup)
            let running = try await server.makeRace(in: .running)
            try await server.http { (client) async throws in
                for (race, step) in [
                    (race, "reroll-seed"), (race, "release-seeds"), (race, "start"), (race, "finish"),
                    (running, "abandon"), (running, "reset"),
                ] {
                    let name = step == "abandon" ? "pia" : "ondine"
                    let answer = try await client.post("/api/races/\(race)/\(step)", as: name)
                    #expect(answer.status == .ok, "\(step): \(answer.words)")
                    #expect(answer.object["id"] as? String == race.description)
                }
                #expect(try await client.send(.delete, "/api/races/\(race)", as: "ondine").status == .noContent)
                #expect(try await client.get("/api/races/\(race)").status == .notFound)
            }
        }
    }

    @Test func `each refusal has its status and says why`() async throws {
        try await RaceServer.onEachDatabase(seeds: 4) { (server) async throws in
            let setup = "/api/races/\(try await server.makeRace(in: .setup))"
            let running = "/api/races/\(try await server.makeRace(in: .running))"
            let nowhere = "/api/races/\(RaceID())"
            let past = #"{"name":"Dawn","scheduled_at":"2020-01-01T00:00Z"}"#
            let table: [(HTTPRequest.Method, String, String?, String?, HTTPResponse.Status, String)] = [
                (.post, "/api/races", nil, #"{"name":"Dawn"}"#, .unauthorized, "Not authenticated"),
                (
                    .post, "/api/races", "pia", #"{"name":"Dawn"}"#, .forbidden,
                    "Only organizers and admins may create races"
                ),
                (.post, "/api/races", "ondine", past, .badRequest, "The scheduled time must be in the future"),
                (
                    .post, "/api/races", "ondine", #"{"name":"Dawn","pool_name":"none"}"#, .badRequest,
                    "No seed is available in the pool 'none'"
                ),
                (
                    .get, "/api/races?status=setup,gone", nil, nil, .badRequest,
                    "Unknown status 'gone': use setup, running or finished"
                ),
                (.get, nowhere, nil, nil, .notFound, "Race not found"),
                (.post, "\(setup)/start", "pia", nil, .forbidden, "Only the organizer of the race may do this"),
                (.post, "\(setup)/start", "ondine", nil, .badRequest, "Release the seeds before you start the race"),
                (.post, "\(setup)/finish", "ondine", nil, .badRequest, "The race is not running"),
                (.post, "\(setup)/abandon", "pia", nil, .badRequest, "The race is not running"),
                (.post, "\(running)/abandon", "otto", nil, .notFound, "You are not a participant of this race"),
                (
                    .post, "\(running)/release-seeds", "ondine", nil, .badRequest,
                    "This is possible only while the race is in setup"
                ),
                (
                    .post, "\(setup)/participants", "ondine", #"{"twitch_username":"pia"}"#, .badRequest,
                    "pia is already in this race"
                ),
                (
                    .post, "\(setup)/participants", "ondine", #"{"twitch_username":"ondine"}"#, .forbidden,
                    "The organizer chose not to play in this race"
                ),
                (.delete, setup, "otto", nil, .forbidden, "Only the organizer of the race may do this"),
                (.delete, setup, nil, nil, .unauthorized, "Not authenticated"),
            ]
            try await server.http { (client) async throws in
                for (method, path, name, body, status, words) in table {
                    let answer = try await client.send(method, path, as: name, json: body)
                    #expect(answer.status == status, "\(method) \(path)")
                    #expect(answer.words == words, "\(method) \(path)")
                }
            }
        }
    }

    static let userKeys = ["id", "twitch_avatar_url", "twitch_display_name", "twitch_username"]
    static let participantKeys = [
        "color_index", "current_layer", "death_count", "id", "igt_ms", "status", "user",
    ]
    static let listingKeys = [
        "casters", "created_at", "id", "is_public", "map_delay_ms", "map_setting", "max_participants",
        "my_current_layer", "my_death_count",
        "my_igt_ms",
        "name", "open_registration", "organizer", "participant_count", "participant_previews", "pool_name",
        "scheduled_at",
        "seed_total_layers", "seeds_released_at", "started_at", "status",
    ]
}
