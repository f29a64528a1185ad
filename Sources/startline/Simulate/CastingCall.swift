import Foundation
import SeedGraph
import Simulator

/// Who plays: seats with their tokens, and the seed they play on.
struct Casting: Sendable {
    struct Organizer: Sendable {
        let api: RaceClient
        let token: String
    }

    let server: String
    let seats: [RaceSimulation.Seat]
    let graph: Graph
    let organizer: Organizer?
    var notes: [String] = []

    /// Packs that people downloaded.
    static func fromPacks(in folder: String, race: String, limit: Int?) throws -> Casting {
        let packs = try PackFile.all(in: URL(fileURLWithPath: folder))
        let ours = packs.filter { $0.raceID == race }
        guard let first = ours.first else {
            throw SimulationProblem.input(
                packs.isEmpty
                    ? "There is no pack in \(folder): it must hold *.zip files, or *.toml files with a graph.json beside."
                    : "None of the \(packs.count) packs in \(folder) is for race \(race)."
            )
        }
        guard let graph = ours.lazy.compactMap(\.graph).first else {
            throw SimulationProblem.input(
                "No pack in \(folder) holds a graph.json. Put the seed's one into the folder."
            )
        }
        let seats = ours.prefix(limit ?? ours.count).map { RaceSimulation.Seat(name: $0.name, modToken: $0.modToken) }
        let skipped = packs.count - ours.count
        return Casting(
            server: first.url,
            seats: seats,
            graph: graph,
            organizer: nil,
            notes: skipped == 0 ? [] : ["\(skipped) packs are for other races and stay where they are"]
        )
    }
}

/// Gathers the players of a race through the API.
struct CastingCall {
    let api: RaceClient
    let race: String
    let token: String?
    let tell: @Sendable (String) -> Void

    private static let names = [
        "Ash", "Bramble", "Cinder", "Drift", "Ember", "Fen", "Gale", "Hollow", "Iris", "Juniper", "Kestrel", "Lark",
        "Moss", "Nettle", "Onyx", "Pike", "Quill", "Rook", "Sable", "Thorn",
    ]

    static func botName(_ index: Int) -> String {
        let name = "Bot_\(self.names[index % self.names.count])"
        return index < self.names.count ? name : "\(name)_\(index / self.names.count + 1)"
    }

    func casting(players wanted: Int?, release: Bool, organizerNeeded: Bool) async throws -> Casting {
        var detail = try await self.detail()
        guard detail.status != "finished" else {
            throw SimulationProblem.input("Race \"\(detail.name)\" has finished.")
        }
        let missing = max((wanted ?? 0) - detail.participants.count, 0)
        var organizer: Casting.Organizer?
        if organizerNeeded || detail.status == "setup" && (missing > 0 || release && detail.seeds_released_at == nil) {
            organizer = try await self.organizer(of: detail)
        }
        if let organizer, detail.status == "setup" {
            if missing > 0 { try await self.addBots(missing, to: detail, organizer) }
            if release, detail.seeds_released_at == nil {
                try await self.wordy("releasing the seeds") {
                    try await self.api.post("/api/races/\(self.race)/release-seeds", token: organizer.token)
                }
                self.tell("seeds released")
            }
            detail = try await self.detail()
        }
        guard detail.seeds_released_at != nil else {
            throw SimulationProblem.input(
                "The seeds of \"\(detail.name)\" are not released yet. Release them, or add --prepare."
            )
        }
        return try await self.seats(of: detail, limit: wanted, organizer)
    }

    private func detail() async throws -> RaceClient.Detail {
        do {
            return try await self.api.detail(self.race)
        } catch let refusal as RaceClient.Refusal {
            throw SimulationProblem.input("Race \(self.race): \(refusal)")
        }
    }

    /// The token given, or that of the organiser through the development login.
    private func organizer(of detail: RaceClient.Detail) async throws -> Casting.Organizer {
        if let token { return Casting.Organizer(api: self.api, token: token) }
        do {
            let token = try await self.api.developmentToken(detail.organizer.twitch_username)
            return Casting.Organizer(api: self.api, token: token)
        } catch is RaceClient.Refusal {
            throw SimulationProblem.input(
                "This changes the race, so it needs the organiser's API token (--token): the server has no development login."
            )
        }
    }

    private func addBots(_ count: Int, to detail: RaceClient.Detail, _ organizer: Casting.Organizer) async throws {
        let taken = Set(detail.participants.map { $0.user.twitch_username.lowercased() })
        let names = (0..<200).lazy.map(Self.botName).filter { !taken.contains($0.lowercased()) }.prefix(count)
        for name in names {
            try await self.wordy("adding \(name)") {
                _ = try await self.api.developmentToken(name)
                try await self.api.post(
                    "/api/races/\(self.race)/participants",
                    token: organizer.token,
                    json: ["twitch_username": name]
                )
            }
        }
        self.tell("added \(count) bots")
    }

    private func seats(
        of detail: RaceClient.Detail,
        limit: Int?,
        _ organizer: Casting.Organizer?
    ) async throws -> Casting {
        let folder = FileManager.default.temporaryDirectory.appending(path: "startline-simulate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var seats: [RaceSimulation.Seat] = []
        var graph: Graph?
        var unreachable: [String] = []
        for (index, participant) in detail.participants.prefix(limit ?? detail.participants.count).enumerated() {
            let name = participant.user.twitch_username
            do {
                let token = try await self.api.developmentToken(name)
                let file = folder.appending(path: "\(index).zip")
                try await self.api.download("/api/races/\(self.race)/my-seed-pack", token: token, to: file)
                let pack = try PackFile(zip: file)
                graph = graph ?? pack.graph
                seats.append(self.seat(name, pack, token))
                try? FileManager.default.removeItem(at: file)
            } catch is RaceClient.Refusal {
                unreachable.append(name)
            }
        }
        guard let graph, !seats.isEmpty else {
            throw SimulationProblem.failed(
                detail.participants.isEmpty
                    ? "Nobody takes part in \"\(detail.name)\" yet. Add --players N --prepare for bots."
                    : "No participant's pack can be had here: the server has no development login for "
                        + "\(unreachable.joined(separator: ", ")). Let them download their packs and use --packs."
            )
        }
        if !unreachable.isEmpty {
            self.tell("not played, because their packs cannot be had here: \(unreachable.joined(separator: ", "))")
        }
        return Casting(server: self.api.server, seats: seats, graph: graph, organizer: organizer)
    }

    private func seat(_ name: String, _ pack: PackFile, _ token: String) -> RaceSimulation.Seat {
        let (api, race, tell) = (self.api, self.race, self.tell)
        return RaceSimulation.Seat(name: name, modToken: pack.modToken) {
            // Whoever gives up says so until it is heard: a server that starts again must not wait for a run for ever.
            for attempt in 1...Self.mostFarewells {
                do {
                    _ = try await api.post("/api/races/\(race)/abandon", token: token)
                    return
                } catch SimulationProblem.failed(let why) where attempt < Self.mostFarewells {
                    guard (try? await Task.sleep(for: .seconds(1))) != nil else {
                        return tell("\(name) could not leave the race: \(why)")
                    }
                } catch {
                    return tell("\(name) could not leave the race: \(error)")
                }
            }
        }
    }

    /// Tries, a second apart, to leave a race.
    private static let mostFarewells = 30

    /// Says what was being done when the server refused it.
    private func wordy(_ what: String, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let refusal as RaceClient.Refusal {
            throw SimulationProblem.failed("The server refused \(what): \(refusal)")
        }
    }
}
