import FileTesting
import DatabaseTesting
import Foundation
import Testing

@testable import SpeedFogServer

@Suite struct RaceConfigTOMLTests {
    /// What another TOML reader makes of it.
    private func read(_ config: RaceConfigTOML) async throws -> [String: [String: Any]] {
        let scratch = try ScratchFolder()
        let path = try scratch.write("race.toml", config.bytes)
        let script = "import sys,json,tomllib; print(json.dumps(tomllib.load(open(sys.argv[1],'rb'))))"
        let python = try await ProgramRun("python3", "-c", script, path)
        let object = try JSONSerialization.jsonObject(with: Data(python.output.utf8))
        return try #require(object as? [String: [String: Any]], "\(python.output)")
    }

    @Test func `a race's file says where to report`() async throws {
        let config = RaceConfigTOML(url: "wss://host", modToken: "t", target: .race(id: "r", seedID: "s"), fontSize: 24)

        let tables = try await self.read(config)
        let server = try #require(tables["server"] as? [String: String])

        #expect(server == ["url": "wss://host", "mod_token": "t", "race_id": "r", "seed_id": "s"])
        #expect(tables["overlay"]?["font_size"] as? Double == 24)
        #expect(tables["overlay"]?["position_offset_x"] == nil)
        #expect(tables["overlay"]?.count == 9)
        #expect(tables["keybindings"] as? [String: String] == ["toggle_ui": "f9"])
        #expect(config.text.contains("font_size = 24.0"))
    }

    @Test func `a solo run's file is one that old mods know`() async throws {
        let tables = try await self.read(RaceConfigTOML(url: "ws://h", modToken: "t", target: .solo(sessionID: "x")))

        #expect(tables["server"]?["training"] as? Bool == true)
        #expect(tables["server"]?["race_id"] as? String == "x")
        #expect(tables["server"]?["seed_id"] == nil)
        #expect(tables["server"]?["solo"] == nil)
    }

    @Test func `no value can leave its quotes`() async throws {
        let nasty = "a\"\\\n\r\t\u{0}\u{1F}\u{7F}é🏁\"\n[server]\nurl=\"x"

        let tables = try await self.read(
            RaceConfigTOML(url: nasty, modToken: nasty, target: .race(id: nasty, seedID: nasty))
        )

        #expect(tables["server"]?["url"] as? String == nasty)
        #expect(tables["server"]?["seed_id"] as? String == nasty)
        #expect(tables.count == 3)
    }
}
