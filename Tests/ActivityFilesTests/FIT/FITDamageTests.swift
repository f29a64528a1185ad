import Testing
import TrainingMaths

@testable import ActivityFiles

/// Files that are cut, bent or lie about themselves.
@Suite struct FITDamageTests {
    private static let run = FITFileBuilder.run()

    @Test func `a wrong checksum is told and the file read`() throws {
        let file = try ActivityFile.decode(Self.run.file(sum: .wrong))

        #expect(file.activities[0].samples.count == 121)
        #expect(file.warnings == ["The checksum of the file is wrong; it was read anyway."])
    }

    @Test func `a wrong checksum of the header is told and the file read`() throws {
        let file = try ActivityFile.decode(Self.run.file(headerSum: .wrong))

        #expect(file.activities[0].samples.count == 121)
        #expect(file.warnings == ["The checksum of the file's header is wrong; it was read anyway."])
    }

    @Test(
        arguments: [(12, FITFileBuilder.Sum.right), (14, .missing), (14, .right), (20, .right)]
            as [(UInt8, FITFileBuilder.Sum)]
    )
    func `headers of every size are read`(size: UInt8, sum: FITFileBuilder.Sum) throws {
        let file = try ActivityFile.decode(Self.run.file(headerSize: size, headerSum: sum))

        #expect(file.activities[0].samples.count == 121)
        #expect(file.warnings.isEmpty)
    }

    @Test func `a missing checksum is told`() throws {
        #expect(try ActivityFile.decode(Self.run.file(sum: .missing)).warnings.count == 1)
    }

    @Test func `a recording that was never closed is read to its end`() throws {
        // The device writes the size of the data last of all.
        let file = try ActivityFile.decode(Self.run.file(sum: .missing, dataSize: 0))

        #expect(file.activities[0].samples.count == 121)
        #expect(file.warnings == ["The file breaks off in the middle; everything before the break was read."])
    }

    @Test(arguments: [0xFFFF_FFFF, 1_000_000])
    func `a header that promises another size is not believed`(size: Int) throws {
        let file = try ActivityFile.decode(Self.run.file(dataSize: size))

        #expect(file.activities[0].totals.distance == Distance(meters: 360))
        #expect(file.activities[0].samples.count == 121)
        #expect(!file.warnings.isEmpty)
    }

    @Test func `cut at any byte, a file gives what came before or says why not`() throws {
        let whole = FITFileBuilder.run(seconds: 30).file()
        var most = 0
        for end in 0..<whole.count {
            guard let file = try? ActivityFile.decode(Array(whole[..<end])) else { continue }
            let activity = try #require(file.activities.first)
            #expect(!file.warnings.isEmpty)
            // What is read never becomes less with more bytes at hand.
            #expect(activity.samples.count >= most)
            most = max(most, activity.samples.count)
        }
        #expect(most == 31)
    }

    @Test func `a cut file without its summary keeps its samples`() throws {
        let whole = Self.run.file()

        let file = try ActivityFile.decode(Array(whole[..<(whole.count / 2)]))

        #expect(file.activities[0].samples.count > 40)
        #expect(file.warnings == ["The file breaks off in the middle; everything before the break was read."])
        #expect(file.activities[0].warnings.contains { $0.contains("no summary") })
    }

    @Test func `a message that was never defined ends the reading`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...10)
        builder.add(raw: [0x0E, 1, 2, 3])
        builder.addRecords(11...20)

        let file = try ActivityFile.decode(builder.file())

        #expect(file.activities[0].samples.count == 11)
        #expect(file.warnings.contains { $0.contains("damaged at byte") })
    }

    @Test func `what follows the end is left out, and told`() throws {
        let file = try ActivityFile.decode(Self.run.file() + [0, 0, 0, 0, 0])

        #expect(file.activities.count == 1)
        #expect(file.warnings == ["5 bytes after the end of the file were left out."])
    }

    @Test func `a damaged file in a chain does not take the next one with it`() throws {
        var broken = FITFileBuilder.activity()
        broken.addRecords(0...10)
        broken.add(raw: [0x0E])

        let file = try ActivityFile.decode(broken.file() + Self.run.file())

        #expect(file.activities.map(\.samples.count) == [11, 121])
    }

    @Test func `nothing at all is said in words`() {
        #expect(throws: ActivityFileError.empty) { try ActivityFile.decode([]) }
        #expect(throws: ActivityFileError.unknownFormat) { try ActivityFile.decode(Array("hello, world, hello".utf8)) }
        #expect(throws: ActivityFileError.damaged(.fit, "it has no FIT header")) {
            try ActivityFile.decode([200, 0x20, 0, 0, 0, 0, 0, 0] + Array(".FIT".utf8))
        }
        #expect(throws: ActivityFileError.noActivity("settings")) {
            var builder = FITFileBuilder()
            builder.define(0, 0, [.enumeration(0)])
            builder.add(0, [2])
            _ = try ActivityFile.decode(builder.file())
        }
        #expect(throws: ActivityFileError.noActivity("nothing")) {
            try ActivityFile.decode(FITFileBuilder.activity().file())
        }
        #expect(throws: ActivityFileError.noActivity("nothing")) { try ActivityFile.decode(FITFileBuilder().file()) }
        let nothing = ActivityFileError.noActivity("nothing").description
        #expect(nothing == "The file holds no activity and nothing else that can be used.")
        let course = ActivityFileError.noActivity("a course").description
        #expect(course == "The file holds no activity but a course.")
    }

    @Test func `what broke a file of which nothing is left is one plain sentence`() {
        let whole = FITFileBuilder.activity().file()
        let error = #expect(throws: ActivityFileError.self) { try ActivityFile.decode(Array(whole.dropLast(20))) }
        #expect(
            error?.description
                == "The FIT file cannot be read: the file breaks off in the middle, and nothing else was found."
        )
        var timeless = FITFileBuilder.activity(recordFields: [.uint8(3)])
        timeless.add(FITFileBuilder.Local.record, [150])
        #expect(
            throws: ActivityFileError.damaged(.fit, "samples without a time were left out, and nothing else was found")
        ) { try ActivityFile.decode(timeless.file()) }
    }

    @Test func `what a file is stands in its first message, whatever a later one says`() throws {
        var builder = Self.run
        builder.add(FITFileBuilder.Local.fileID, [6, 1, 2691, 42, FITFileBuilder.start])

        #expect(try ActivityFile.decode(builder.file()).activities.count == 1)
    }

    @Test func `limits are kept, and told`() throws {
        var limits = ActivityFileLimits.standard
        limits.samples = 50
        limits.laps = 1

        let file = try ActivityFile.decode(Self.run.file(), limits: limits)

        #expect(file.activities[0].samples.count == 50)
        #expect(file.activities[0].laps.count == 1)
        #expect(
            file.warnings == [
                "There were too many samples; the rest was left out.",
                "There were too many laps; the rest was left out.",
            ]
        )
        limits.bytes = 100
        #expect(throws: ActivityFileError.tooLarge(limit: 100)) {
            try ActivityFile.decode(Self.run.file(), limits: limits)
        }
    }

    @Test func `a chain of very many files ends at the limit`() throws {
        var limits = ActivityFileLimits.standard
        limits.activities = 3
        let small = FITFileBuilder.run(seconds: 2).file()

        let file = try ActivityFile.decode(Array(repeatElement(small, count: 10).joined()), limits: limits)

        #expect(file.activities.count == 3)
        #expect(file.warnings.contains { $0.contains("chain of more than 3") })
    }

    @Test func `a session with less than no laps is read`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...20)
        builder.addLap(from: 0, to: 20, meters: 60)
        // The type of a field is the file's own: here the number of laps has a sign.
        let count = FITFileBuilder.Field(number: 26, size: 2, type: 0x83)
        builder.define(
            FITFileBuilder.Local.session,
            18,
            [.uint32(253), .uint32(2), .enumeration(5), .uint16(25), count]
        )
        for end in [10, 20] {
            let start = FITFileBuilder.start
            builder.add(FITFileBuilder.Local.session, [start + end, start + end - 10, 1, 0, -1])
        }

        let file = try ActivityFile.decode(builder.file())

        #expect(file.activities.count == 2)
        #expect(file.activities.flatMap(\.laps).count == 1)
    }
}
