@testable import ActivityFiles
import Foundation
import Testing
import TrainingMaths

/// Long gaps that are no fault of a clock.
struct FITBreakTests {
    @Test func `two runs of two days in one file keep their own times`() throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...99)
        builder.addLap(from: 0, to: 100, meters: 300)
        builder.addSession(from: 0, to: 100, meters: 300, laps: (0, 1))
        builder.addRecords(90_000...90_099)
        builder.addLap(from: 90_000, to: 90_100, meters: 300)
        builder.addSession(from: 90_000, to: 90_100, meters: 300, laps: (1, 1))

        let activities = try ActivityFile.decode(builder.file()).activities

        let first = Date(timeIntervalSince1970: 1_631_065_600)
        #expect(activities.map(\.start) == [first, first + 90_000])
        #expect(activities.map { $0.samples.map(\.seconds) } == Array(repeating: (0...99).map(Double.init), count: 2))
        #expect(activities.flatMap(\.warnings).isEmpty)
    }

    @Test(arguments: [9000, 100_000])
    func `a gap that the session knows of is no jump of the clock`(gap: Int) throws {
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...20)
        builder.addRecords(20 + gap...40 + gap, from: 60)
        builder.addSession(from: 0, to: 40 + gap, meters: 120, timer: 40)

        let activity = try #require(ActivityFile.decode(builder.file()).activities.first)

        #expect(activity.samples.last?.seconds == Double(40 + gap))
        #expect(activity.warnings.isEmpty)
    }

    @Test func `a lap after the last sample stays where it was`() throws {
        // The sensor fell silent after a minute; the timer ran on.
        var builder = FITFileBuilder.activity()
        builder.addRecords(0...60)
        builder.addLap(from: 0, to: 300, meters: 900)
        builder.addLap(from: 310, to: 600, meters: 870)
        builder.addSession(from: 0, to: 600, meters: 1770)

        let activity = try #require(ActivityFile.decode(builder.file()).activities.first)

        #expect(activity.laps.map(\.startSeconds) == [0, 310])
        #expect(activity.warnings.isEmpty)
    }

    @Test func `a slow heart has a rate in seconds without a beat`() throws {
        var builder = FITFileBuilder.activity(recordFields: [.uint32(253), .uint32(5)])
        for second in 0..<12 { builder.add(FITFileBuilder.Local.record, [FITFileBuilder.start + second, 0]) }
        builder.define(6, 132, [.uint32(253), .uint16(0), .uint8(6), .uint32(9)])
        // Beats at 0, 2.5 and 10.5 seconds, in 1/1024 s: the second one holds for five seconds only.
        for (time, rate) in [(0, 40), (2560, 44), (10_752, 48)] {
            builder.add(6, [time == 0 ? FITFileBuilder.start : nil, 0, rate, 5000 + time])
        }

        let activity = try #require(ActivityFile.decode(builder.file()).activities.first)

        #expect(
            activity.samples.map(\.heartRate) == [40, 40, 40, 43, 44, 44, 44, 44, 44, nil, nil, 48]
        )
    }
}
