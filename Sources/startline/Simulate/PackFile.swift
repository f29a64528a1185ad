import Archives
import Foundation
import SeedGraph
import SpeedFogServer

/// A player's seed pack, or only the player's file out of it.
struct PackFile: Sendable {
    let name: String
    let url: String
    let modToken: String
    let raceID: String
    let graph: Graph?

    /// All packs of a folder, in the order of their names.
    static func all(in folder: URL) throws -> [PackFile] {
        let files: [URL]
        do {
            files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        } catch {
            throw SimulationProblem.input("\(folder.path) is no folder that can be read.")
        }
        let graph = try files.first { $0.lastPathComponent == "graph.json" }.map {
            try Self.graph(Array(Data(contentsOf: $0)), $0.path)
        }
        return try files.sorted { $0.lastPathComponent < $1.lastPathComponent }.compactMap { file in
            switch file.pathExtension {
            case "zip": try PackFile(zip: file)
            case "toml": try PackFile(toml: file, graph: graph)
            default: nil
            }
        }
    }

    init(zip file: URL) throws {
        do {
            let zip = try ZipReader(path: file.path)
            let entries = try zip.entries()
            guard let own = entries.last(where: { $0.name.hasSuffix("lib/speedfog_race.toml") }) else {
                throw SimulationProblem.input(
                    "\(file.lastPathComponent) is no personal pack: it has no speedfog_race.toml."
                )
            }
            let graph = try entries.first { $0.name == "graph.json" || $0.name.hasSuffix("/graph.json") }.map {
                try Self.graph(zip.contents(of: $0, limit: Graph.maxBytes), file.lastPathComponent)
            }
            let text = String(decoding: try zip.contents(of: own, limit: 1 << 20), as: UTF8.self)
            try self.init(text: text, name: file, graph: graph)
        } catch let error as ZipError {
            throw SimulationProblem.input("\(file.lastPathComponent): \(error)")
        }
    }

    private init(toml file: URL, graph: Graph?) throws {
        try self.init(text: String(decoding: try Data(contentsOf: file), as: UTF8.self), name: file, graph: graph)
    }

    /// Takes the three strings the mod needs; the rest of the file is about its looks.
    private init(text: String, name file: URL, graph: Graph?) throws {
        var values: [String: String] = [:]
        var section = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("[") { section = line }
            guard section == "[server]", let equals = line.firstIndex(of: "=") else { continue }
            let value = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
            guard value.hasPrefix("\""), let end = value.dropFirst().firstIndex(of: "\"") else { continue }
            let key = line[..<equals].trimmingCharacters(in: .whitespaces)
            values[key] = String(value[value.index(after: value.startIndex)..<end])
        }
        guard let url = values["url"], let token = values["mod_token"], let race = values["race_id"] else {
            throw SimulationProblem.input(
                "\(file.lastPathComponent) lacks url, mod_token or race_id in its [server] part."
            )
        }
        self.name = file.deletingPathExtension().lastPathComponent
        self.url = url
        self.modToken = token
        self.raceID = race.lowercased()
        self.graph = graph
    }

    private static func graph(_ bytes: [UInt8], _ source: String) throws -> Graph {
        do {
            return try Graph(json: bytes, source: source)
        } catch {
            throw SimulationProblem.input("\(error)")
        }
    }
}
