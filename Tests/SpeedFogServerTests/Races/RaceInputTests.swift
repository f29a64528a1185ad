import Foundation
import HTTPTypes
import Testing

@testable import SpeedFogServer

/// Whatever is sent, the answer is a 4xx in words, and the next good request works.
@Suite struct RaceInputTests {
    private static let bodies = [
        "", "{", "[]", "1", "null", "\"text\"", "{}}", "\u{FEFF}", #"{"name":}"#,
        #"{"name":"\ud800","is_public":"\ud800","twitch_username":"\ud800"}"#,
        String(repeating: "[", count: 60_000), #"{"name":"\#(String(repeating: "x", count: 70_000))"}"#,
    ]

    private static let values = [
        "null", "true", "1", "-1", "1e400", "99999999999999999999", "1.5", "[]", "{}", "\"\"", "\"\\u0000\"", "\" \"",
        #""\#(String(repeating: "x", count: 201))""#, "\"a\\nb\"",
    ]

    @Test func `bodies that are no such object are refused on every route that takes one`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            let routes: [(HTTPRequest.Method, String)] = [
                (.post, "/api/races"), (.patch, "/api/races/\(race)"), (.post, "/api/races/\(race)/participants"),
            ]
            try await server.http { (client) async throws in
                for (method, path) in routes {
                    for body in Self.bodies {
                        let answer = try await client.send(method, path, as: "ondine", json: body)
                        #expect((400..<500).contains(answer.status.code), "\(method) \(path) \(body.prefix(40))")
                        #expect(!answer.words.isEmpty, "\(method) \(path) \(body.prefix(40))")
                    }
                    let form = try await client.send(
                        method,
                        path,
                        as: "ondine",
                        json: "name=Dawn",
                        type: "application/x-www-form-urlencoded"
                    )
                    #expect(form.status == .unsupportedMediaType)
                }
                #expect(try await client.post("/api/races", json: #"{"name":"Dawn"}"#).status == .created)
            }
        }
    }

    @Test(arguments: [
        ("name", [Int]()), ("pool_name", []), ("config", [8]), ("organizer_participates", [1]), ("scheduled_at", [0]),
        ("is_public", [1]), ("open_registration", []), ("max_participants", [0]), ("twitch_username", []),
    ])
    func `a field of the wrong type or size is refused by its name`(field: String, fine: [Int]) async throws {
        try await RaceServer.onEachDatabase(seeds: 20) { (server) async throws in
            let race = try await server.makeRace()
            try await server.http { (client) async throws in
                for (index, value) in Self.values.enumerated() where !fine.contains(index) {
                    let path = field == "twitch_username" ? "/api/races/\(race)/participants" : "/api/races"
                    let body =
                        field == "name" || field == "twitch_username"
                        ? #"{"\#(field)":\#(value)}"# : #"{"name":"Dawn","\#(field)":\#(value)}"#
                    let answer = try await client.post(path, json: body)
                    // No number is that large, so already the body is no JSON.
                    let isNoJSON = value == "1e400" && answer.status == .badRequest
                    #expect(answer.status == .unprocessableContent || isNoJSON, "\(body.prefix(80)): \(answer.status)")
                    // What is wrong with open registration is that it has no limit.
                    let named = field == "open_registration" && value == "true" ? "max_participants" : field
                    #expect(isNoJSON || answer.words.contains(named), "\(answer.words)")
                }
                #expect(try await client.post("/api/races", json: #"{"name":"Dawn"}"#).status == .created)
            }
        }
    }

    @Test func `a missing field is named`() async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            try await server.http { (client) async throws in
                let create = try await client.post("/api/races", json: "{}")
                #expect(create.status == .unprocessableContent)
                #expect(create.words.contains("name") && create.words.contains("Field required"))
                let add = try await client.post("/api/races/\(race)/participants", json: "{}")
                #expect(add.status == .unprocessableContent)
                #expect(add.words.contains("twitch_username"))
            }
        }
    }

    @Test(arguments: [
        #"{"scheduled_at":1}"#, #"{"scheduled_at":"soon"}"#, #"{"scheduled_at":{}}"#, #"{"is_public":null}"#,
        #"{"is_public":"yes"}"#, #"{"is_public":0}"#,
    ])
    func `a wrong change changes nothing`(body: String) async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            let before = try await server.races.detail(race, for: nil)
            try await server.http { (client) async throws in
                let answer = try await client.send(.patch, "/api/races/\(race)", as: "ondine", json: body)
                #expect(answer.status == .unprocessableContent)
            }
            #expect(try await server.races.detail(race, for: nil) == before)
        }
    }

    @Test(arguments: [
        "1", "nope", "00000000-0000-0000-0000-00000000000g", "%00", "..%2f", "00000000000000000000000000000000",
    ])
    func `an id that is none is refused on every route`(id: String) async throws {
        try await RaceServer.onEachDatabase { (server) async throws in
            let race = try await server.makeRace()
            let steps = ["release-seeds", "reroll-seed", "start", "finish", "abandon", "reset"]
            try await server.http { (client) async throws in
                #expect(try await client.get("/api/races/\(id)").status == .unprocessableContent)
                #expect(try await client.send(.delete, "/api/races/\(id)", as: "ada").status == .unprocessableContent)
                #expect(
                    try await client.send(.patch, "/api/races/\(id)", as: "ada", json: "{}").status
                        == .unprocessableContent
                )
                for step in steps {
                    #expect(try await client.post("/api/races/\(id)/\(step)").status == .unprocessableContent)
                }
                let participant = try await client.send(.delete, "/api/races/\(race)/participants/\(id)", as: "ondine")
                #expect(participant.status == .unprocessableContent)
                #expect(participant.words.contains("participant_id"))
                #expect(try await client.get("/api/races/\(race)").status == .ok)
            }
        }
    }

    @Test(arguments: [
        "limit=0", "limit=101", "limit=-1", "limit=x", "limit=", "limit=1.5", "limit=99999999999999999999", "offset=-1",
        "offset=x", "offset=9223372036854775807",
    ])
    func `a page that can't be is refused`(query: String) async throws {
        try await RaceServer.embedded { (server) async throws in
            try await server.http { (client) async throws in
                let answer = try await client.get("/api/races?\(query)")
                #expect(answer.status == .unprocessableContent)
                #expect(answer.words.contains(String(query.prefix { $0 != "=" })))
            }
        }
    }
}
