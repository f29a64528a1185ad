import ActivityFiles
import Foundation
import Testing
import TrainingMaths

struct TCXDecoderTests {
    @Test func `laps, points and extensions are read`() throws {
        let activity = try XMLSamples.activity(XMLSamples.tcx)
        let sample = activity.samples[0]

        #expect(activity.sport == Sport(.running))
        #expect(activity.start == Date(timeIntervalSince1970: 1_548_757_513))
        #expect(activity.device == "Polar M400" && activity.name == "Easy & slow")
        #expect(activity.samples.map(\.seconds) == [0, 10, 70.5, 80.5])
        #expect(sample.latitude == 48.05249767 && sample.longitude == 6.9482215 && sample.altitude == 926.146)
        #expect(sample.distance == 0.6 && sample.heartRate == 109 && sample.speed == 2.5 && sample.power == 210)
        #expect(sample.cadence == 168)
        #expect(activity.samples[1].latitude == nil && activity.samples[1].distance == 30)
        #expect(activity.warnings.isEmpty)
    }

    @Test func `laps keep what the device stated and totals are their sums`() throws {
        let activity = try XMLSamples.activity(XMLSamples.tcx)

        #expect(activity.laps.map(\.startSeconds) == [0, 80.5])
        #expect(activity.laps.map(\.trigger) == [.distance, .manual])
        #expect(activity.laps.map(\.intensity) == [.active, .rest])
        #expect(activity.laps[0].totals.averageHeartRate == 117 && activity.laps[0].totals.maximumHeartRate == 145)
        #expect(activity.laps[0].totals.averageCadence == 170)
        #expect(activity.totals.distance == Distance(meters: 90.5))
        #expect(activity.totals.timerSeconds == 30 && activity.totals.kilocalories == 10)
        #expect(activity.totals.averageHeartRate == 128 && activity.totals.maximumHeartRate == 145)
    }

    @Test func `gaps between tracks are pauses, within a lap and as far as a lap does not explain them`() throws {
        #expect(try XMLSamples.activity(XMLSamples.tcx).pauses == [10...70.5])

        // The second lap begins 20 s later than the first one's time explains.
        let late = XMLSamples.tcx.replacingOccurrences(of: "10:26:33.500", with: "10:26:53.500")
        #expect(try XMLSamples.activity(late).pauses == [10...70.5, 70.5...100.5])
    }

    @Test func `files of version 1 name the sport by a folder and the pulse without a value`() throws {
        let activity = try XMLSamples.activity(
            """
            <TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v1"><History>
            <Running Name="Running"><Run><Lap StartTime="2006-05-01T06:00:00Z"><TotalTimeSeconds>10</TotalTimeSeconds>
            <DistanceMeters>33</DistanceMeters><Track><Trackpoint><Time>2006-05-01T06:00:00Z</Time>
            <DistanceMeters>0</DistanceMeters><HeartRateBpm>120</HeartRateBpm></Trackpoint></Track></Lap></Run></Running>
            <Biking Name="Biking"/></History></TrainingCenterDatabase>
            """
        )

        #expect(activity.sport == Sport(.running))
        #expect(activity.totals.distance == Distance(meters: 33))
        #expect(activity.samples.map(\.heartRate) == [120])
        #expect(activity.warnings.isEmpty)
    }

    @Test func `each part of a multisport session is an activity`() throws {
        func lap(_ minute: Int) -> String {
            let time = "2020-01-01T10:\(minute):00Z"
            return """
                <Lap StartTime="\(time)"><TotalTimeSeconds>60</TotalTimeSeconds><Track>
                <Trackpoint><Time>\(time)</Time><DistanceMeters>5</DistanceMeters></Trackpoint></Track></Lap>
                """
        }
        let transition = lap(30).replacingOccurrences(of: "Lap", with: "Transition")
        let file = try XMLSamples.decode(
            """
            <x:TrainingCenterDatabase xmlns:x="y"><Activities><MultiSportSession><Id>2020-01-01T10:00:00Z</Id>
            <FirstSport><Activity Sport="Biking">\(lap(10))</Activity></FirstSport>
            <NextSport>\(transition)<Activity Sport="Running">\(lap(40))</Activity></NextSport>
            </MultiSportSession></Activities></x:TrainingCenterDatabase>
            """
        )

        #expect(file.activities.map(\.sport.kind) == [.cycling, .transition, .running])
        #expect(file.activities.map(\.samples.count) == [1, 1, 1])
    }

    @Test func `a truncated file keeps what was read, at any place`() throws {
        let bytes = Array(XMLSamples.tcx.utf8)
        for length in stride(from: 400, to: bytes.count - 30, by: 7) {
            let head = Array(bytes.prefix(length))
            do {
                let file = try TCXDecoder.decode(head)
                #expect(file.warnings.count == 1)
                #expect(file.activities[0].samples.count <= 4)
            } catch {
                // Nothing stands before the first lap.
                #expect(length < 500)
            }
        }
    }

    @Test func `values that cannot be are left out and told`() throws {
        let broken = XMLSamples.tcx
            .replacingOccurrences(of: "<Speed>", with: "<Speed>").replacingOccurrences(of: ">2.5<", with: ">nan<")
            .replacingOccurrences(of: ">926.146<", with: ">1e400<").replacingOccurrences(of: ">109<", with: "><")
            .replacingOccurrences(of: ">84<", with: ">inf<").replacingOccurrences(of: ">48.05249767<", with: ">91<")
        let activity = try XMLSamples.activity(broken)
        let sample = activity.samples[0]

        #expect(sample.speed == nil && sample.altitude == nil && sample.heartRate == nil && sample.cadence == nil)
        #expect(sample.latitude == nil && sample.longitude == nil)
        #expect(activity.warnings.count == 5)
        #expect(activity.warnings.contains("One value of Speed cannot be used and was left out."))
    }

    @Test func `points out of order are sorted, and one moment is one sample`() throws {
        let mixed = XMLSamples.tcx
            .replacingOccurrences(of: "10:25:23.000Z</Time>", with: "10:27:23.000Z</Time>")
            .replacingOccurrences(of: "10:26:23.500Z</Time>", with: "10:25:13Z</Time>")
        let activity = try XMLSamples.activity(mixed)

        #expect(activity.samples.map(\.seconds) == [0, 80.5, 130])
        #expect(activity.samples[0].distance == 0.6)
        #expect(activity.warnings == ["Points were not in the order of time and were sorted."])
    }

    @Test func `a count of steps of both feet is not doubled again`() throws {
        let both = XMLSamples.tcx.replacingOccurrences(of: ">84<", with: ">168<")

        #expect(try XMLSamples.activity(both).samples[0].cadence == 168)
    }

    @Test func `a start of another year is not believed`() throws {
        let odd = XMLSamples.tcx.replacingOccurrences(
            of: "StartTime=\"2019-01-29T10:25:13.000Z\"",
            with: "StartTime=\"1989-12-31T00:00:00Z\""
        )
        let activity = try XMLSamples.activity(odd)

        #expect(activity.start == Date(timeIntervalSince1970: 1_548_757_513))
        #expect(activity.laps.map(\.startSeconds) == [0, 80.5])
    }

    @Test func `points of a clock that was not set are left out`() throws {
        let odd = XMLSamples.tcx.replacingOccurrences(
            of: "<Time>2019-01-29T10:25:23",
            with: "<Time>1970-01-01T00:00:07"
        )
        let activity = try XMLSamples.activity(odd)

        #expect(activity.samples.map(\.seconds) == [0, 70.5, 80.5])
        #expect(activity.warnings.count == 1)
    }

    @Test func `limits hold`() throws {
        var limits = ActivityFileLimits()
        limits.samples = 2
        limits.laps = 1
        let activity = try TCXDecoder.decode(Array(XMLSamples.tcx.utf8), limits: limits).activities[0]

        #expect(activity.samples.count == 2)
        #expect(activity.laps.count == 1)
        #expect(activity.warnings.count == 2)
    }

    @Test func `a file without an activity says what it holds`() {
        let course =
            "<TrainingCenterDatabase><Courses><Course><Track><Trackpoint/></Track></Course></Courses></TrainingCenterDatabase>"

        #expect(throws: ActivityFileError.noActivity("a course")) { try XMLSamples.decode(course) }
    }
}
