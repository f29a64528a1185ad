import ActivityFiles
import Foundation
import Testing
import TrainingMaths

struct GPXEncoderTests {
    @Test func `what was read is written and read again`() throws {
        var activity = try XMLSamples.activity(XMLSamples.gpx)
        let again = try ActivityFile.decode(GPXEncoder.encode([activity])).activities

        // Times are written in UTC.
        activity.utcOffsetSeconds = nil
        #expect(again == [activity])
    }

    @Test(arguments: [
        Sport(.running), Sport(.running, .trail), Sport(.running, .treadmill), Sport(.running, .virtual),
        Sport(.running, .track), Sport(.cycling), Sport(.cycling, .virtual), Sport(.walking), Sport(.hiking),
        Sport(.swimming), Sport(.strength), Sport(.transition), Sport(.other),
    ])
    func `every value that the format can hold survives`(sport: Sport) throws {
        var activity = Activity(sport: sport, start: Date(timeIntervalSince1970: 1_600_000_000))
        for second in 0..<100 {
            var sample = Sample(seconds: Double(second * second) / 4)
            sample.latitude = 1e-7 * Double(second + 1)
            sample.longitude = -179.999 + Double(second) / 3
            sample.altitude = Double(second) / 7
            sample.heartRate = 120
            sample.cadence = 2 * Double(40 + second / 10)
            sample.temperature = -4.5
            sample.speed = Double(second) / 11
            sample.power = 3 * Double(second)
            activity.samples.append(sample)
        }
        activity.pauses = [49...56.25, activity.samples[80].seconds...activity.samples[81].seconds]
        activity.pauses = [activity.samples[14].seconds...activity.samples[15].seconds] + activity.pauses.dropFirst()
        let again = try ActivityFile.decode(GPXEncoder.encode([activity])).activities[0]

        #expect(again.samples == activity.samples)
        #expect(again.pauses == activity.pauses)
        #expect(again.sport == activity.sport)
    }

    @Test func `a route stays without times`() throws {
        var route = Activity(sport: Sport(.running), start: nil)
        route.isTimed = false
        route.samples = (0..<3).map { index in
            var sample = Sample(seconds: Double(index))
            sample.latitude = 10 + Double(index)
            sample.longitude = 0.5
            return sample
        }
        let again = try ActivityFile.decode(GPXEncoder.encode([route])).activities[0]

        #expect(!again.isTimed && again.start == nil)
        #expect(again.samples == route.samples)
    }
}
