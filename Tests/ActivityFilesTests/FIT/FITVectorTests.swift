import ActivityFiles
import Testing
import TrainingMaths

import struct Foundation.Date

@testable import ActivityFiles

/// Files of a few bytes whose contents were checked with an independent decoder.
@Suite struct FITVectorTests {
    static let compressed = bytes(
        """
        0e209308620000002e4649548ac64000000000030001000102840404860004ff0000ca9a3b410000140006fd0486000485010485030102\
        0504860602840100ca9a3bd38cce28048fd9fc7800000000c409420000140003030102050486060284c579e2040000c409c2ff401f0000\
        ffff1784
        """
    )
    static let bigEndian = bytes(
        """
        0e209308220000002e4649548ef64000010000010001000004410001001403fd0486030102060284013b9aca00960d0551a9
        """
    )

    @Test func `absolute and compressed times give the three samples`() throws {
        let activity = try #require(try ActivityFile.decode(Self.compressed).activities.first)

        #expect(activity.start == Date(timeIntervalSince1970: 1_631_065_600))
        #expect(activity.samples.map(\.seconds) == [0, 5, 34])
        #expect(activity.samples.map(\.heartRate) == [120, 121, nil])
        #expect(activity.samples.map(\.distance) == [0, 12.5, 80])
        #expect(activity.samples.map(\.speed) == [2.5, 2.5, nil])
        #expect(activity.samples[0].latitude == 57.38461355678737)
        #expect(activity.samples[0].longitude == -4.429914616048336)
        #expect(activity.samples[1].latitude == nil)
    }

    @Test func `big-endian messages are read`() throws {
        let activity = try #require(try ActivityFile.decode(Self.bigEndian).activities.first)

        #expect(activity.start == Date(timeIntervalSince1970: 1_631_065_600))
        #expect(activity.samples.map(\.heartRate) == [150])
        #expect(activity.samples.map(\.speed) == [3.333])
    }

    @Test func `the checksum is CRC-16 ARC`() {
        #expect(FITChecksum.of(Array("123456789".utf8)) == 0xBB3D)
        #expect(FITChecksum.of(Self.compressed) == 0)
        #expect(FITChecksum.of(Self.bigEndian) == 0)
        let long = (0..<1003).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
        #expect(FITChecksum.of(long) == FITFileBuilder.sum(long))
    }

    @Test(
        arguments: [
            (1_000_000_000, 5, 1_000_000_005), (1_000_000_031, 0, 1_000_000_032), (17_217_864, 9, 17_217_865),
            (1_000_000_005, 2, 1_000_000_034),
        ] as [(UInt32, UInt8, UInt32)]
    )
    func `five bits expand to the next moment that ends in them`(previous: UInt32, offset: UInt8, expected: UInt32) {
        #expect(FITTime.expanded(previous, offset: offset) == expected)
    }

    @Test(arguments: [(621_463_080, 1_252_528_680), (1_000_000_000, 1_631_065_600)] as [(Double, Double)])
    func `times count from the end of 1989`(time: Double, unix: Double) {
        #expect(FITTime.date(time) == Date(timeIntervalSince1970: unix))
    }

    @Test func `times below 0x10000000 are no dates`() {
        #expect(FITTime.date(268_435_455) == nil)
        #expect(FITTime.date(268_435_456) != nil)
    }

    @Test(arguments: [(684_625_107, 57.38461355678737), (-52_850_940, -4.429914616048336)] as [(Double, Double)])
    func `semicircles are degrees`(semicircles: Double, degrees: Double) {
        #expect(FITTime.degrees(semicircles: semicircles) == degrees)
    }

    static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap(\.hexDigitValue).map { UInt8($0) }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
