import Testing

@testable import ActivityFiles

/// The messages of a file as they are, for showing them.
@Suite struct FITMessageTests {
    private func messages(_ bytes: [UInt8]) throws -> [FITMessage] {
        var found: [FITMessage] = []
        let warnings = try FITFile.forEachMessage(in: bytes) { found.append($0) }
        #expect(warnings.isEmpty)
        return found
    }

    @Test func `known messages have names, scaled values and units`() throws {
        let found = try self.messages(FITVectorTests.bigEndian)

        #expect(found.map(\.name) == ["file_id", "record"])
        #expect(found[0].fields.map(\.value) == [.integer(4)])
        #expect(found[1].timestamp == 1_000_000_000)
        #expect(found[1].fields.map(\.name) == ["timestamp", "heart_rate", "speed"])
        #expect(found[1].fields.map(\.value) == [.integer(1_000_000_000), .integer(150), .number(3.333)])
        #expect(found[1].fields.map(\.units) == ["s", "bpm", "m/s"])
    }

    @Test func `invalid values are left out, and unknown messages shown by number`() throws {
        var builder = FITFileBuilder()
        builder.define(0, 65_000, [.uint8(1), .uint16(2), .string(3, 5), .bytes(4, 2), .uint8(5)])
        builder.add(raw: [0, 0xFF, 0xE8, 0x03] + Array("abc".utf8) + [0, 0, 7, 8, 9])

        let message = try #require(try self.messages(builder.file()).first)

        #expect(message.number == 65_000)
        #expect(message.name == nil)
        #expect(message.fields.map(\.number) == [2, 3, 4, 5])
        #expect(message.fields.map(\.value) == [.integer(1000), .text("abc"), .bytes([7, 8]), .integer(9)])
    }

    @Test func `arrays are lists, with gaps where a value is invalid`() throws {
        var builder = FITFileBuilder()
        builder.define(0, 78, [FITFileBuilder.Field(number: 0, size: 6, type: 0x84)])
        builder.add(raw: [0, 0xE8, 0x03, 0xFF, 0xFF, 0xF4, 0x01])

        let message = try #require(try self.messages(builder.file()).first)

        #expect(message.name == "hrv")
        #expect(message.fields.map(\.value) == [.list([.number(1), nil, .number(0.5)])])
    }
}
