import Foundation
import SpeedFogProtocol
import Testing

@Suite struct ServerMessageTests {
    @Test(arguments: Samples.toMods + Samples.toViewers)
    func `a frame is what was recorded, byte for byte`(sample: Sample<ServerMessage>) throws {
        let recorded = try sample.frame()

        #expect(sample.message.encoded() == recorded)
    }

    @Test(arguments: Samples.toMods + Samples.toViewers)
    func `Foundation reads a frame as it reads the record`(sample: Sample<ServerMessage>) throws {
        let ours = try JSONSerialization.jsonObject(with: Data(sample.message.encoded().utf8)) as? NSDictionary
        let recorded = try JSONSerialization.jsonObject(with: Data(try sample.frame().utf8)) as? NSDictionary

        #expect(ours != nil)
        #expect(ours == recorded)
    }

    @Test(arguments: Samples.toMods)
    func `an old mod reads every frame meant for it`(sample: Sample<ServerMessage>) throws {
        #expect(try ServerMessage.parseAsMod(try sample.frame()) == sample.message)
    }

    @Test(arguments: Samples.toViewers)
    func `an old mod does not know the frames of viewers`(sample: Sample<ServerMessage>) throws {
        let frame = try sample.frame()
        let type = String(sample.name.prefix { $0 != "-" })

        #expect(throws: MessageError.unknownType(type)) { try ServerMessage.parseAsMod(frame) }
    }

    @Test(arguments: Samples.toMods + Samples.toViewers)
    func `our own clients read every frame`(sample: Sample<ServerMessage>) throws {
        #expect(try ServerMessage(parsing: try sample.frame()) == sample.message)
    }

    @Test func `a frame of spliced rows equals the frame of the whole message`() {
        let rows = [ParticipantInfo.playing, .registered]

        #expect(
            ServerMessage.leaderboardUpdate(rows: rows.map { $0.encodedRow() }, leaderSplits: ["1": 5])
                == ServerMessage.leaderboardUpdate(participants: rows, leaderSplits: ["1": 5]).encoded()
        )
    }

    @Test func `no splits and empty splits are both null`() {
        #expect(
            ServerMessage.leaderboardUpdate(rows: [], leaderSplits: [:])
                == ServerMessage.leaderboardUpdate(rows: [], leaderSplits: nil)
        )
    }

    @Test func `integers beyond 32 bits are clamped so that an old mod reads the row`() throws {
        var row = ParticipantInfo.playing
        row.igtMs = .max
        row.deathCount = 1 << 31
        row.gapMs = .min
        row.currentLayer = -1 << 40

        guard case .playerUpdate(let read) = try ServerMessage.parseAsMod(ServerMessage.playerUpdate(row).encoded())
        else { return #expect(Bool(false), "another message") }

        #expect(read.igtMs == Int(Int32.max))
        #expect(read.deathCount == Int(Int32.max))
        #expect(read.gapMs == Int(Int32.min))
        #expect(read.currentLayer == Int(Int32.min))
    }

    @Test func `flags and items no game has are left out of a seed`() throws {
        let seed = SeedInfo(
            totalLayers: 1,
            eventIDs: [-1, 5, 1 << 32],
            finishEvent: 1 << 32,
            spawnItems: [SpawnItem(id: -4), SpawnItem(id: 7, quantity: -1)]
        )
        let frame = ServerMessage.authOK(participantID: "p", race: .setup, seed: seed, rows: [])

        guard case .authOK(let read) = try ServerMessage.parseAsMod(frame) else {
            return #expect(Bool(false), "another message")
        }

        #expect(read.seed.eventIDs == [5])
        #expect(read.seed.finishEvent == nil)
        #expect(read.seed.spawnItems == [SpawnItem(id: 7, quantity: 0)])
    }

    @Test(arguments: [
        "\u{0}\u{1F}\n\r\t\u{8}", "\u{2028}\u{2029}", "\"\\/", "😀é\u{301}", "</script>", "\u{7F}\u{FFFF}", "…",
    ])
    func `any text survives a frame`(text: String) throws {
        let frame = ServerMessage.error(message: text).encoded()
        let read = try JSONSerialization.jsonObject(with: Data(frame.utf8)) as? [String: String]

        #expect(read?["message"].map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
        #expect(try ServerMessage.parseAsMod(frame) == .error(message: text))
        #expect(!frame.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{2028}" || $0 == "\u{2029}" })
    }
}
