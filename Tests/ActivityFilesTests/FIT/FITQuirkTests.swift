import Testing
import TrainingMaths

@testable import ActivityFiles

import struct Foundation.Date

/// What devices do wrong.
@Suite struct FITQuirkTests {
    typealias Local = FITFileBuilder.Local

    private func only(_ builder: FITFileBuilder) throws -> Activity {
        try #require(try ActivityFile.decode(builder.file()).activities.first)
    }

    // MARK: Pauses

    @Test func `stops and starts of the timer are pauses`() throws {
        var builder = FITFileBuilder.activity()
        builder.addTimer(0, at: 0)
        builder.addRecords(0...10)
        builder.addTimer(1, at: 10)
        builder.addTimer(0, at: 40)
        builder.addRecords(40...50, from: 30)
        builder.addTimer(4, at: 50)
        builder.addTimer(0, at: 110)
        builder.addRecords(110...120, from: 60)
        builder.addTimer(4, at: 120)
        builder.addSession(from: 0, to: 120, meters: 90, timer: 30)

        let activity = try self.only(builder)

        #expect(activity.pauses == [10...40, 50...110])
        #expect(activity.totals.timerSeconds == 30)
        #expect(activity.warnings.isEmpty)
    }

    @Test func `a timer that is stopped twice or never started again makes no false pause`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...50)
        for (type, second) in [(0, 0), (0, 5), (1, 10), (4, 12), (0, 20), (0, 25), (4, 50)] {
            builder.addTimer(type, at: second)
        }

        #expect(try self.only(builder).pauses == [10...20])
    }

    // MARK: Missing things

    @Test func `an activity without any distance has none`() throws {
        var builder = FITFileBuilder.activity()
        for second in 0...10 { builder.addRecord(second, meters: nil) }
        builder.addLap(from: 0, to: 10, meters: nil)
        builder.addSession(from: 0, to: 10, meters: nil)

        let activity = try self.only(builder)

        #expect(activity.totals.distance == nil)
        #expect(activity.samples.allSatisfy { $0.distance == nil })
        #expect(activity.totals.timerSeconds == 10)
    }

    @Test func `a treadmill has a distance and no positions`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...60)
        builder.addSession(from: 0, to: 60, meters: 180, sub: 1)

        let activity = try self.only(builder)

        #expect(activity.sport == Sport(.running, .treadmill))
        #expect(activity.samples.allSatisfy { $0.latitude == nil })
        #expect(activity.samples.last?.distance == 180)
        #expect(activity.warnings.isEmpty)
    }

    @Test func `a strap that is not worn knows no heart rate`() throws {
        var builder = FITFileBuilder.activity()
        for (second, rate) in [0, nil, 120].enumerated() { builder.addRecord(second, heartRate: rate, meters: 0) }

        #expect(try self.only(builder).samples.map(\.heartRate) == [nil, nil, 120])
    }

    @Test func `spikes stay as the device told them`() throws {
        var builder = FITFileBuilder.activity()
        for (second, meters) in [0.0, 3, 900, 9, 12].enumerated() {
            builder.addRecord(second, heartRate: second == 2 ? 240 : 140, meters: meters)
        }

        let samples = try self.only(builder).samples

        #expect(samples.map(\.distance) == [0, 3, 900, 9, 12])
        #expect(samples[2].heartRate == 240)
    }

    @Test func `positions at 0°, 0°, half positions and those off the globe are none`() throws {
        var builder = FITFileBuilder.activity(recordFields: [.uint32(253), .sint32(0), .sint32(1)])
        let positions: [(Int?, Int?)] = [
            (0, 0), (684_625_107, 0x7FFF_FFFF), (0x7FFF_FFFF, -52_850_940), (2_000_000_000, 5), (684_625_107, 5),
        ]
        for (second, position) in positions.enumerated() {
            builder.add(Local.record, [FITFileBuilder.start + second, position.0, position.1])
        }

        let activity = try self.only(builder)

        #expect(activity.samples.map { $0.latitude != nil } == [false, false, false, false, true])
        #expect(activity.samples.allSatisfy { ($0.latitude == nil) == ($0.longitude == nil) })
        #expect(activity.warnings.contains { $0.contains("0°") })
    }

    // MARK: Laps

    @Test func `laps without a start or outside of the activity are put after each other`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...120)
        builder.addLap(from: 0, to: 40, meters: 120)
        builder.addLap(from: nil, to: 80, meters: 120)
        builder.addLap(from: 86_400, to: 86_440, meters: 120)
        builder.addSession(from: 0, to: 120, meters: 360)

        let activity = try self.only(builder)

        #expect(activity.laps.map(\.startSeconds) == [0, 40, 40])
        #expect(activity.warnings.contains { $0.contains("outside") })
    }

    @Test func `laps that do not add up are told`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...600)
        builder.addLap(from: 0, to: 300, meters: 900)
        builder.addSession(from: 0, to: 600, meters: 1800)

        #expect(try self.only(builder).warnings.contains { $0.contains("add up to 900 m") })
    }

    @Test func `laps by the clock without distances are told`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...60)
        builder.addLap(from: 0, to: 60, meters: nil, trigger: 1)
        builder.addSession(from: 0, to: 60, meters: 180)

        let activity = try self.only(builder)

        #expect(activity.laps.first?.trigger == .time)
        #expect(activity.warnings == ["The laps have no distances."])
    }

    // MARK: Time

    @Test func `smart recording keeps its uneven steps`() throws {
        var builder = FITFileBuilder.activity()
        for second in [0, 1, 8, 11, 17] { builder.addRecord(second, meters: Double(second) * 3) }

        #expect(try self.only(builder).samples.map(\.seconds) == [0, 1, 8, 11, 17])
    }

    @Test func `of several samples in a second the richest stays, completed by the others`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecord(0, meters: 0)
        builder.add(Local.record, [FITFileBuilder.start + 1, nil, 300, nil, nil])
        builder.add(Local.record, [FITFileBuilder.start + 1, 151, nil, 3100, nil])
        builder.add(Local.record, [FITFileBuilder.start + 1, 140, nil, nil, nil])
        builder.addRecord(2, meters: 6)

        let samples = try self.only(builder).samples

        #expect(samples.map(\.seconds) == [0, 1, 2])
        #expect(samples[1].heartRate == 151)
        #expect(samples[1].distance == 3)
        #expect(samples[1].speed == 3.1)
    }

    @Test func `records a little out of order are put in order`() throws {
        var builder = FITFileBuilder.activity()
        for second in [0, 1, 3, 2, 4, 3] { builder.addRecord(second, meters: Double(second) * 3) }

        let activity = try self.only(builder)

        #expect(activity.samples.map(\.seconds) == [0, 1, 2, 3, 4])
        #expect(activity.warnings.count == 1)
    }

    @Test func `a clock that is put back is put right, and told`() throws {
        var builder = FITFileBuilder.activity()
        builder.addTimer(0, at: 3600)
        builder.addRecords(3600...3620)
        builder.addTimer(1, at: 3620)
        builder.addTimer(0, at: 3630)
        builder.addRecords(31...60, from: 63)
        builder.addLap(from: 3600, to: 3630, meters: 60)
        builder.addSession(from: 3600, to: 3660, meters: 153)

        let activity = try self.only(builder)

        #expect(activity.start == Date(timeIntervalSince1970: 1_631_065_600 + 10))
        #expect(activity.samples.map(\.seconds) == (0...50).map(Double.init))
        #expect(activity.warnings.contains { $0.contains("jumped back") })
        #expect(activity.laps.map(\.startSeconds) == [0])
    }

    @Test func `a clock that leaps ahead by years is put right, and told`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...20, start: 700_000_000)
        builder.addRecords(0...20, from: 63)
        builder.addSession(from: 0, to: 41, meters: 123, start: 700_000_000)

        let activity = try self.only(builder)

        #expect(activity.samples.map(\.seconds) == (0...41).map(Double.init))
        #expect(activity.start == Date(timeIntervalSince1970: 1_631_065_600 - 21))
        #expect(activity.warnings.contains { $0.contains("jumped ahead") })
    }

    @Test func `a night in the hut is a pause, no jump of the clock`() throws {
        var builder = FITFileBuilder.activity()
        builder.addTimer(0, at: 0)
        builder.addRecords(0...20)
        builder.addTimer(1, at: 20)
        builder.addTimer(0, at: 100_000)
        builder.addRecords(100_000...100_020, from: 60)
        builder.addSession(from: 0, to: 100_020, meters: 120, timer: 40)

        let activity = try self.only(builder)

        #expect(activity.pauses == [20...100_000])
        #expect(activity.samples.last?.seconds == 100_020)
        #expect(activity.warnings.isEmpty)
    }

    @Test func `single samples with an impossible time are left out`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...10)
        builder.addRecord(900_000_000, meters: 33)
        builder.addRecords(12...20, from: 36)
        builder.addSession(from: 0, to: 20, meters: 60)

        let activity = try self.only(builder)

        #expect(activity.samples.count == 20)
        #expect(activity.samples.last?.seconds == 20)
        #expect(activity.warnings == ["1 samples with an impossible time were left out."])
    }

    @Test func `a device without a date leaves the start open`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...20, start: 5000)
        builder.addSession(from: 0, to: 20, meters: 60, start: 5000)

        let activity = try self.only(builder)

        #expect(activity.start == nil)
        #expect(activity.utcOffsetSeconds == nil)
        #expect(activity.samples.map(\.seconds) == (0...20).map(Double.init))
        #expect(activity.warnings.contains { $0.contains("did not know the date") })
    }

    @Test func `a session that states another day gives way to the samples`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...20)
        builder.addSession(from: -200_000, to: -199_980, meters: 60)

        let activity = try self.only(builder)

        #expect(activity.start == Date(timeIntervalSince1970: 1_631_065_600))
        #expect(activity.samples.first?.seconds == 0)
        #expect(activity.warnings.contains { $0.contains("does not fit") })
    }

    // MARK: Fields

    @Test func `a developer's field stands in for a native one, also without an application id`() throws {
        var builder = FITFileBuilder.activity()
        builder.define(
            6,
            206,
            [.uint8(0), .uint8(1), .uint8(2), .string(3, 6), .uint8(6), .uint8(14), .uint8(15)]
        )
        builder.add(raw: [6, 0, 9, 0x84] + Array("Power\u{0}".utf8) + [10, 20, 7])
        builder.define(Local.record, 20, [.uint32(253), .uint8(3)], developer: [(number: 9, size: 2, index: 0)])
        builder.add(Local.record, [FITFileBuilder.start, 150, 2505])

        let sample = try self.only(builder).samples[0]

        #expect(sample.power == 250.5)
        #expect(sample.heartRate == 150)
    }

    @Test func `developers' fields that nobody described are skipped`() throws {
        var builder = FITFileBuilder.activity()
        builder.define(Local.record, 20, [.uint32(253), .uint8(3)], developer: [(number: 1, size: 5, index: 3)])
        for second in 0...2 { builder.add(Local.record, [FITFileBuilder.start + second, 150, 0]) }

        #expect(try self.only(builder).samples.map(\.heartRate) == [150, 150, 150])
    }

    @Test func `fields of odd sizes, other types and unknown messages do no harm`() throws {
        var builder = FITFileBuilder.activity()
        builder.define(7, 65_280, [.uint8(1), .bytes(2, 200), FITFileBuilder.Field(number: 3, size: 3, type: 0x9F)])
        builder.add(7, [1, 2, 3])
        builder.define(
            Local.record,
            20,
            [
                .uint32(253), FITFileBuilder.Field(number: 3, size: 2, type: 0x84),
                FITFileBuilder.Field(number: 5, size: 3, type: 0x86),
                FITFileBuilder.Field(number: 6, size: 4, type: 0x84),
                FITFileBuilder.Field(number: 7, size: 2, type: 0x04),
                FITFileBuilder.Field(number: 13, size: 0, type: 0x01),
            ]
        )
        builder.add(Local.record, [FITFileBuilder.start, 150, 100, 2500 | 9000 << 16, 300, 0])

        let sample = try self.only(builder).samples[0]

        // A wider heart rate is read; three bytes are no distance that makes sense; of an array the first counts.
        #expect(sample.heartRate == 150)
        #expect(sample.speed == 2.5)
        #expect(sample.power == 300)
        #expect(sample.temperature == nil)
    }

    @Test(arguments: [0x88, 0x89] as [UInt8])
    func `floating-point fields are read, and what is no number is none`(type: UInt8) throws {
        let size: UInt8 = type == 0x88 ? 4 : 8
        func pattern(_ value: Double) -> Int {
            size == 4 ? Int(Float(value).bitPattern) : Int(truncatingIfNeeded: value.bitPattern)
        }
        var builder = FITFileBuilder.activity(
            recordFields: [.uint32(253), FITFileBuilder.Field(number: 3, size: size, type: type)]
        )
        for (second, value) in [148.5, .nan, .infinity, 1e30, 90].enumerated() {
            builder.add(Local.record, [FITFileBuilder.start + second, pattern(value)])
        }

        #expect(try self.only(builder).samples.map(\.heartRate) == [148.5, nil, nil, nil, 90])
    }

    @Test func `a local type may be defined anew at any moment`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecord(0, meters: 0)
        builder.define(Local.record, 20, [.uint32(253), .uint8(3)], bigEndian: true)
        builder.add(Local.record, [FITFileBuilder.start + 1, 133])

        #expect(try self.only(builder).samples.map(\.heartRate) == [150, 133])
    }

    @Test func `samples in compressed headers follow the last full time`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecord(0, meters: 0)
        builder.define(Local.record, 20, [.uint8(3)])
        let low = UInt8(FITFileBuilder.start & 31)
        for second in [1, 20, 40, 71] as [UInt8] {
            builder.add(compressed: Local.record, offset: (low + second) & 31, [Int(100 + second)])
        }

        #expect(try self.only(builder).samples.map(\.seconds) == [0, 1, 20, 40, 71])
    }
}
