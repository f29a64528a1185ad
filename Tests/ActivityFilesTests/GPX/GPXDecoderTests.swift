import ActivityFiles
import Foundation
import Testing
import TrainingMaths

struct GPXDecoderTests {
    @Test func `points, extensions and the type are read`() throws {
        let activity = try XMLSamples.activity(XMLSamples.gpx)
        let sample = activity.samples[0]

        #expect(activity.sport == Sport(.running) && activity.name == "Morgenlauf" && activity.device == "StravaGPX")
        #expect(activity.start == Date(timeIntervalSince1970: 1_449_844_993) && activity.utcOffsetSeconds == 3600)
        #expect(activity.samples.map(\.seconds) == [0, 0.994, 60])
        #expect(sample.latitude == 57.011456 && sample.longitude == 9.992872 && sample.altitude == 23.5)
        #expect(sample.heartRate == 111 && sample.cadence == 170 && sample.power == 230 && sample.temperature == 18.5)
        #expect(activity.pauses == [0.994...60])
    }

    @Test(
        arguments: [
            ("<speed>1.5</speed><course>90</course>", 1.5, nil),
            (
                "<extensions><a:TrackPointExtension><a:speed>2.5</a:speed></a:TrackPointExtension></extensions>", 2.5,
                nil
            ),
            (
                "<extensions><gpxpx:PowerExtension><gpxpx:PowerInWatts>250</gpxpx:PowerInWatts></gpxpx:PowerExtension></extensions>",
                nil, 250
            ),
            ("<extensions><power>0</power></extensions>", nil, 0),
        ] as [(String, Double?, Double?)]
    )
    func `speed and power are read wherever exporters put them`(content: String, speed: Double?, power: Double?) throws
    {
        let text = XMLSamples.track(XMLSamples.point("<time>2020-01-01T00:00:00Z</time>\(content)"))
        let sample = try XMLSamples.activity(text).samples[0]

        #expect(sample.speed == speed && sample.power == power)
    }

    @Test func `a route has an order and no times`() throws {
        let activity = try XMLSamples.activity(
            XMLSamples.gpx(
                around: "<rte><name>Way</name><rtept lat=\"1\" lon=\"2\"/><rtept lat=\"1.1\" lon=\"2\"/></rte>"
            )
        )

        #expect(activity.start == nil && !activity.isTimed && activity.name == "Way")
        #expect(activity.samples.map(\.latitude) == [1, 1.1])
        #expect(activity.samples.map(\.seconds) == [0, 1])
    }

    @Test func `points without a time get one from their neighbours`() throws {
        let times = [
            "", "<time>2020-01-01T00:00:10Z</time>", "", "<time>2020-01-01T00:00:20Z</time>",
            "<time>2020-01-01T00:00:30Z</time>", "",
        ]
        let activity = try XMLSamples.activity(XMLSamples.track(times.map { XMLSamples.point($0) }.joined()))

        #expect(activity.samples.map(\.seconds) == [0, 10, 15, 20, 30, 40])
        #expect(activity.isTimed && activity.warnings.count == 1)
    }

    @Test func `tracks that follow each other are one activity, others are not`() throws {
        func track(_ hour: String, _ type: String) -> String {
            let points = ["00", "05"].map { XMLSamples.point("<time>2020-01-01T\(hour):\($0):00Z</time>") }.joined()
            return "<trk><type>\(type)</type><trkseg>\(points)</trkseg></trk>"
        }
        func counts(_ tracks: String...) throws -> [Int] {
            try XMLSamples.decode(XMLSamples.gpx(around: tracks.joined())).activities.map(\.samples.count)
        }

        #expect(try counts(track("10", "run"), track("11", "run")) == [4])
        #expect(try counts(track("10", "run"), track("11", "ride")) == [2, 2])
        #expect(try counts(track("10", "run"), track("18", "run")) == [2, 2])
        #expect(try counts(track("11", "run"), track("10", "run")) == [2, 2])
        let joined = try XMLSamples.activity(XMLSamples.gpx(around: track("10", "run") + track("11", "run")))
        #expect(joined.pauses == [300...3600])
    }

    @Test func `positions that cannot be are left out and told`() throws {
        let time = "<time>2020-01-01T00:00:00Z</time>"
        for (latitude, longitude) in [("nan", "5"), ("", ""), ("95", "5"), ("0", "0"), ("50", "1e400")] {
            let text = XMLSamples.track(
                XMLSamples.point(time + "<ele>7</ele>", latitude: latitude, longitude: longitude)
            )
            let activity = try XMLSamples.activity(text)

            #expect(activity.samples[0].latitude == nil && activity.samples[0].altitude == 7)
            #expect(!activity.warnings.isEmpty)
        }
    }

    @Test func `without a type the name may tell a run`() throws {
        func sport(_ name: String) throws -> Sport.Kind {
            let text = "<trk><name>\(name)</name><trkseg>\(XMLSamples.point(""))</trkseg></trk>"
            return try XMLSamples.activity(XMLSamples.gpx(around: text)).sport.kind
        }

        #expect(try sport("Running 6/17/16 7:41 am") == .running)
        #expect(try sport("ACTIVE LOG #2") == .other)
        #expect(try sport("9") == .other)
    }

    @Test func `totals of the device are read where they are stated`() throws {
        let statistics = """
            <extensions><x:TrackStatsExtension><x:Distance>5012.5</x:Distance><x:TimerTime>1800</x:TimerTime>
            <x:Ascent>nan</x:Ascent></x:TrackStatsExtension></extensions>
            """
        let text = "<trk>\(statistics)<trkseg>\(XMLSamples.point(""))</trkseg></trk>"
        let activity = try XMLSamples.activity(XMLSamples.gpx(around: text))

        #expect(activity.totals.distance == Distance(meters: 5012.5) && activity.totals.timerSeconds == 1800)
        #expect(activity.totals.ascent == nil && activity.warnings.contains { $0.contains("Ascent") })
    }

    @Test func `a file of waypoints says so`() {
        #expect(throws: ActivityFileError.noActivity("waypoints")) {
            try XMLSamples.decode(XMLSamples.gpx(around: "<wpt lat=\"1\" lon=\"2\"/>"))
        }
    }
}
