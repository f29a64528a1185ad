import Foundation
import RaceRules
import Testing
import Vocabulary

@Suite struct IDTests {
    @Test func `an id is written in lower case and read in either`() throws {
        let text = "0E8F3B5C-1C2D-4E5F-8A9B-0C1D2E3F4A5B"
        let id = try #require(RaceID(text))
        #expect(id.description == text.lowercased())
        #expect(RaceID(id.description) == id)
        #expect(RaceID("not an id") == nil)
    }

    @Test func `an id is one text in JSON`() throws {
        let id = RunID()
        let json = try JSONEncoder().encode([id])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(id)\"]")
        #expect(try JSONDecoder().decode([RunID].self, from: json) == [id])
    }
}
