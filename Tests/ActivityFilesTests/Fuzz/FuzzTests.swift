import Archives
import Foundation
import Testing
import TrainingMaths

@testable import ActivityFiles

/// Broken files of every format: no crash, no hang, nothing without bounds.
///
/// `FUZZ_SECONDS=3600 swift test --filter FuzzTests` searches longer, `FUZZ_SEED` begins elsewhere, and `FUZZ_LOG=path` keeps the
/// last input in that file, so that the one of a crash is found.
@Suite struct FuzzTests {
    @Test(.timeLimit(.minutes(60))) func `broken files neither crash nor hang nor swell`() throws {
        let environment = ProcessInfo.processInfo.environment
        let seconds = environment["FUZZ_SECONDS"].flatMap(Double.init) ?? 3
        let first = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        let files = Self.seeds()
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var seed = first
        var decoded = 0
        var slowest = Duration.zero

        while clock.now < end {
            let bytes = FuzzMutator.input(seed: seed, from: files)
            // Written before it is read, so that the input of a crash is still there after it.
            if let path = environment["FUZZ_LOG"] { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
            let begin = clock.now
            if let file = try? ActivityFile.decode(bytes) {
                decoded += 1
                Self.check(file, bytes, seed)
            }
            slowest = max(slowest, clock.now - begin)
            seed += 1
        }

        // Small files of some kilobytes take a millisecond or so; a busy machine may hold one up for longer, a hang never ends.
        #expect(slowest < .seconds(10))
        #expect(seed - first > 20)
        // Mutations must leave much that can be read, or nothing was tested.
        #expect(decoded > Int(seed - first) / 10)
    }

    @Test func `every single flipped bit of a small file is survived`() {
        let whole = FITFileBuilder.run(seconds: 4).file()
        for index in whole.indices {
            for bit in 0..<8 as Range<UInt8> {
                var bent = whole
                bent[index] ^= 1 << bit
                if let file = try? ActivityFile.decode(bent) { Self.check(file, bent, UInt64(index)) }
            }
        }
    }

    @Test func `an empty processing instruction in XML does not crash the parser`() throws {
        let bytes = Array(Self.gpx.replacing("<trk>", with: "<?xm?><trk>").utf8)

        #expect(try ActivityFile.decode(bytes).activities.first?.samples.count == 2)
    }

    /// What must hold of whatever is read: no more than the bytes can hold, in order, finite.
    private static func check(_ file: DecodedFile, _ bytes: [UInt8], _ seed: UInt64) {
        let limits = ActivityFileLimits.standard
        #expect(file.activities.count <= bytes.count, "seed \(seed)")
        #expect(file.warnings.count <= limits.warnings + 50, "seed \(seed)")
        for activity in file.activities {
            let seconds = activity.samples.map(\.seconds)
            // A gzip file unpacks to at most a thousand times its size.
            #expect(seconds.count + activity.laps.count + activity.pauses.count <= bytes.count * 1000, "seed \(seed)")
            #expect(zip(seconds, seconds.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed): samples out of order")
            #expect(seconds.allSatisfy { $0.isFinite && $0 >= 0 }, "seed \(seed): time")
            #expect(activity.laps.allSatisfy { $0.startSeconds.isFinite && $0.startSeconds >= 0 }, "seed \(seed): laps")
            let ends = activity.pauses.flatMap { [$0.lowerBound, $0.upperBound] }
            #expect(zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 }, "seed \(seed): pauses out of order")
            #expect(activity.warnings.count <= limits.warnings, "seed \(seed)")
            for sample in activity.samples {
                let values = [
                    sample.latitude, sample.longitude, sample.altitude, sample.distance, sample.speed, sample.heartRate,
                    sample.cadence, sample.power, sample.temperature,
                ]
                #expect(values.allSatisfy { $0?.isFinite ?? true }, "seed \(seed): \(sample)")
            }
        }
        for workout in file.workouts {
            #expect(workout.blocks.reduce(0) { $0 + $1.steps.count } <= limits.workoutSteps, "seed \(seed)")
        }
    }

    /// One sound file of each kind.
    private static func seeds() -> [[UInt8]] {
        var multisport = FITFileBuilder.activity()
        multisport.addRecords(0...9)
        multisport.addSession(from: 0, to: 10, meters: 27, sport: 5)
        multisport.addRecords(10...20)
        multisport.addSession(from: 10, to: 20, meters: 33)
        var paused = FITFileBuilder.activity()
        paused.addTimer(0, at: 0)
        paused.addRecords(0...5)
        paused.addTimer(4, at: 5)
        paused.addTimer(0, at: 300)
        paused.addRecords(300...305)
        var strap = FITFileBuilder.run(seconds: 5)
        strap.define(6, 132, [.uint32(253), .uint16(0), .bytes(6, 5), .uint32(9), .bytes(10, 6)])
        strap.add(6, [FITFileBuilder.start, 0, 0x64_65_66_67_68, 5000, 0x123_456_789])
        strap.define(7, 206, [.uint8(0), .uint8(1), .uint8(2), .string(3, 4), .uint8(14), .uint8(15)])
        strap.add(7, [0, 1, 0x84, 0x41, 20, 7])
        strap.define(2, 20, [.uint32(253), .uint8(3), .bytes(8, 3)], developer: [(number: 1, size: 2, index: 0)])
        strap.add(2, [FITFileBuilder.start + 6, 150, 0x123_456, 250])
        return [
            FITFileBuilder.run(seconds: 20).file(), multisport.file(), paused.file(), strap.file(),
            FITFileBuilder.run(seconds: 3).file() + FITFileBuilder.run(seconds: 4).file(), FITVectorTests.compressed,
            FITVectorTests.bigEndian, FITWorkoutTests.sixByEightHundred, Array(Self.tcx.utf8), Array(Self.gpx.utf8),
            Gzip.packed(FITFileBuilder.run(seconds: 10).file()),
        ]
    }

    private static let tcx = """
        <?xml version="1.0" encoding="UTF-8"?>
        <TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>
        <Activity Sport="Running"><Id>2021-09-08T01:46:40Z</Id><Lap StartTime="2021-09-08T01:46:40Z">
        <TotalTimeSeconds>2</TotalTimeSeconds><DistanceMeters>6</DistanceMeters><Calories>1</Calories>
        <AverageHeartRateBpm><Value>150</Value></AverageHeartRateBpm><Intensity>Active</Intensity>
        <TriggerMethod>Manual</TriggerMethod><Track><Trackpoint><Time>2021-09-08T01:46:40Z</Time>
        <Position><LatitudeDegrees>57.3</LatitudeDegrees><LongitudeDegrees>-4.4</LongitudeDegrees></Position>
        <AltitudeMeters>10</AltitudeMeters><DistanceMeters>0</DistanceMeters></Trackpoint>
        <Trackpoint><Time>2021-09-08T01:46:42Z</Time><DistanceMeters>6</DistanceMeters>
        <HeartRateBpm><Value>151</Value></HeartRateBpm></Trackpoint></Track></Lap></Activity></Activities>
        </TrainingCenterDatabase>
        """

    private static let gpx = """
        <?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Run</name>
        <type>running</type><trkseg><trkpt lat="57.3" lon="-4.4"><ele>10</ele><time>2021-09-08T01:46:40Z</time></trkpt>
        <trkpt lat="57.301" lon="-4.401"><ele>11</ele><time>2021-09-08T01:47:40.5Z</time></trkpt></trkseg></trk></gpx>
        """
}
