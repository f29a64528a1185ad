import Testing
import TrainingMaths

@testable import ActivityFiles

import struct Foundation.Date

/// What a sound file becomes.
@Suite struct FITActivityTests {
    private func only(_ builder: FITFileBuilder) throws -> Activity {
        let file = try ActivityFile.decode(builder.file())
        #expect(file.activities.count == 1)
        return try #require(file.activities.first)
    }

    @Test func `a run has its totals, laps, samples, device and local time`() throws {
        let activity = try self.only(.run())

        #expect(activity.sport == Sport(.running))
        #expect(activity.start == Date(timeIntervalSince1970: 1_631_065_600))
        #expect(activity.utcOffsetSeconds == 7200)
        #expect(activity.device == "Garmin Forerunner 935")
        #expect(activity.totals.distance == Distance(meters: 360))
        #expect(activity.totals.timerSeconds == 120)
        #expect(activity.totals.elapsedSeconds == 120)
        #expect(activity.totals.averageHeartRate == 150)
        #expect(activity.totals.maximumHeartRate == 165)
        #expect(activity.laps.map(\.startSeconds) == [0, 60])
        #expect(activity.laps.map(\.totals.distance) == [Distance(meters: 180), Distance(meters: 180)])
        #expect(activity.laps.map(\.trigger) == [.manual, .manual])
        #expect(activity.samples.count == 121)
        #expect(activity.samples.last?.distance == 360)
        #expect(activity.pauses.isEmpty)
        #expect(activity.warnings.isEmpty)
    }

    @Test func `cadence counts both feet on foot and revolutions on a bicycle`() throws {
        func cadence(sport: Int) throws -> Double? {
            var builder = FITFileBuilder.activity()
            builder.addRecords(0...3)
            builder.addSession(from: 0, to: 3, meters: 9, sport: sport)
            return try self.only(builder).samples[0].cadence
        }

        #expect(try cadence(sport: 1) == 170)
        #expect(try cadence(sport: 2) == 85)
    }

    @Test func `fractions of cadence are added`() throws {
        var builder = FITFileBuilder.activity(recordFields: [.uint32(253), .uint8(4), .uint8(53)])
        builder.add(FITFileBuilder.Local.record, [FITFileBuilder.start, 85, 64])
        builder.addSession(from: 0, to: 3, meters: 9)

        #expect(try self.only(builder).samples[0].cadence == 171)
    }

    @Test func `enhanced fields go before plain ones, whatever their order`() throws {
        for fields: [FITFileBuilder.Field] in [
            [.uint32(253), .uint16(2), .uint16(6), .uint32(78), .uint32(73)],
            [.uint32(253), .uint32(78), .uint32(73), .uint16(2), .uint16(6)],
        ] {
            var builder = FITFileBuilder.activity(recordFields: fields)
            let isPlainFirst = fields[1].number == 2
            builder.add(
                FITFileBuilder.Local.record,
                [FITFileBuilder.start] + (isPlainFirst ? [2500, 2000, 3000, 70_000] : [3000, 70_000, 2500, 2000])
            )

            let sample = try self.only(builder).samples[0]

            #expect(sample.altitude == 100)
            #expect(sample.speed == 70)
        }
    }

    @Test func `an invalid enhanced field leaves the plain one`() throws {
        var builder = FITFileBuilder.activity(recordFields: [.uint32(253), .uint16(6), .uint32(73)])
        builder.add(FITFileBuilder.Local.record, [FITFileBuilder.start, 2000, nil])

        #expect(try self.only(builder).samples[0].speed == 2)
    }

    @Test func `packed speed and distance count on when they run over`() throws {
        var builder = FITFileBuilder.activity(recordFields: [.uint32(253), .bytes(8, 3)])
        // Distance in sixteenths of a metre, twelve bits: 4,000 is 250 m, then 104 is 4,200 (262.5 m).
        for (second, sixteenths) in [(0, 4000), (4, 104), (8, 4000)] {
            builder.add(FITFileBuilder.Local.record, [FITFileBuilder.start + second, sixteenths << 12 | 300])
        }

        let samples = try self.only(builder).samples

        #expect(samples.map(\.distance) == [250, 262.5, 506])
        #expect(samples.map(\.speed) == [3, 3, 3])
    }

    @Test func `an activity of several sports becomes one each`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...9)
        builder.addLap(from: 0, to: 10, meters: 27)
        builder.addSession(from: 0, to: 10, meters: 27, sport: 5, laps: (0, 1))
        builder.addRecords(10...14)
        builder.addLap(from: 10, to: 15, meters: 0)
        builder.addSession(from: 10, to: 15, meters: 0, sport: 3, laps: (1, 1))
        builder.addRecords(15...30)
        builder.addLap(from: 15, to: 20, meters: 15)
        builder.addLap(from: 20, to: 30, meters: 30)
        builder.addSession(from: 15, to: 30, meters: 45, sport: 2, laps: (2, 2))

        let activities = try ActivityFile.decode(builder.file()).activities

        #expect(activities.map(\.sport.kind) == [.swimming, .transition, .cycling])
        #expect(activities.map(\.samples.count) == [10, 5, 16])
        #expect(activities.map(\.laps.count) == [1, 1, 2])
        #expect(activities.map { $0.samples.first?.seconds } == [0, 0, 0])
        #expect(activities[2].laps.map(\.startSeconds) == [0, 5])
        #expect(activities[2].start == Date(timeIntervalSince1970: 1_631_065_615))
    }

    @Test func `summaries may come before the samples`() throws {
        var builder = FITFileBuilder.activity()
        builder.addSession(from: 0, to: 20, meters: 60, laps: (0, 1))
        builder.addLap(from: 0, to: 20, meters: 60)
        builder.addRecords(0...20)

        let activity = try self.only(builder)

        #expect(activity.samples.count == 21)
        #expect(activity.laps.count == 1)
        #expect(activity.warnings.isEmpty)
    }

    @Test func `without a session the activity is made of its samples`() throws {
        var builder = FITFileBuilder.activity()
        builder.addTimer(0, at: 0)
        builder.addRecords(0...20)
        builder.addTimer(1, at: 20)
        builder.addTimer(0, at: 30)
        builder.addRecords(30...40, from: 63)

        let activity = try self.only(builder)

        #expect(activity.totals.elapsedSeconds == 40)
        #expect(activity.totals.timerSeconds == 30)
        #expect(activity.totals.distance == Distance(meters: 93))
        #expect(activity.totals.averageHeartRate == 150)
        #expect(activity.warnings.contains { $0.contains("no summary") })
    }

    @Test func `files that follow each other become one activity each`() throws {
        let file = try ActivityFile.decode(FITFileBuilder.run().file() + FITFileBuilder.run(seconds: 60).file())

        #expect(file.activities.map(\.samples.count) == [121, 61])
        #expect(file.warnings.isEmpty)
    }

    @Test func `a workout that was followed is named by its serial number`() throws {
        var builder = FITFileBuilder.run()
        builder.define(6, 72, [.enumeration(0), .uint16(1), .uint32z(3)])
        builder.add(6, [5, 255, 77])

        #expect(try self.only(builder).workoutID == "77")
    }

    @Test func `heart rates of a strap are merged into the samples`() throws {
        // A watch in the pool: samples without heart rate, then what the strap had kept.
        var builder = FITFileBuilder.activity(recordFields: [.uint32(253), .uint32(5)])
        for second in 0..<8 { builder.add(FITFileBuilder.Local.record, [FITFileBuilder.start + second, second * 100]) }
        builder.addSession(from: 0, to: 8, meters: 8, sport: 5)
        builder.define(6, 132, [.uint32(253), .uint16(0), .uint8(6), .uint32(9)])
        builder.add(6, [FITFileBuilder.start, 0, 100, 5000])
        builder.define(7, 132, [.bytes(6, 4), .bytes(10, 6)])
        // Four beats, 1,000 ticks of 1/1024 s apart: the last one runs over twelve bits.
        let ticks = [6000, 7000, 8000, 9000].map { $0 & 0xFFF }
        let packed = [ticks[0] | ticks[1] << 12, ticks[2] | ticks[3] << 12]
        builder.add(raw: [7, 101, 102, 103, 104])
        for pair in packed { builder.add(raw: FITFileBuilder.bytes(UInt64(pair), 3)) }

        let activity = try self.only(builder)

        // Each beat holds until the next one and counts once a quarter of a second, as in Garmin's own decoder.
        #expect(activity.samples.map(\.heartRate) == [100, 100, 101, 102, 103, nil, nil, nil])
    }

    @Test func `a file of another kind says what it is`() {
        var builder = FITFileBuilder.activity(type: 6)
        builder.addRecords(0...10)

        #expect(throws: ActivityFileError.noActivity("a course")) { try ActivityFile.decode(builder.file()) }
    }

    @Test func `an activity of totals only is kept`() throws {
        var builder = FITFileBuilder.activity()
        builder.addSession(from: 0, to: 1800, meters: 5000)

        let activity = try self.only(builder)

        #expect(activity.samples.isEmpty)
        #expect(activity.totals.distance == Distance(meters: 5000))
        #expect(activity.start != nil)
    }

    @Test(arguments: [
        (1, 1, Sport(.running, .treadmill)), (1, 3, Sport(.running, .trail)), (1, 4, Sport(.running, .track)),
        (1, 2, Sport(.running, .road)), (1, 45, Sport(.running, .treadmill)), (1, 58, Sport(.running, .virtual)),
        (4, 1, Sport(.running, .treadmill)), (2, 0, Sport(.cycling)), (11, 0, Sport(.walking)), (17, 0, Sport(.hiking)),
        (10, 20, Sport(.strength)), (3, 0, Sport(.transition)), (15, 0, Sport(.other)),
    ])
    func `sports keep their kind and place`(number: Int, sub: Int, sport: Sport) {
        #expect(FITNames.sport(number, sub: sub) == sport)
    }
}
