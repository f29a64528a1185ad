import ActivityFiles
import Foundation
import Testing
import TrainingMaths

struct TCXEncoderTests {
    @Test func `what was read is written and read again`() throws {
        let activity = try XMLSamples.activity(XMLSamples.tcx)
        let again = try ActivityFile.decode(try TCXEncoder.encode([activity])).activities

        #expect(again == [activity])
    }

    @Test(arguments: [Sport(.running), Sport(.cycling)])
    func `every value that the format can hold survives`(sport: Sport) throws {
        var activity = Activity(sport: sport, start: Date(timeIntervalSince1970: 1_600_000_000.25))
        activity.name = "<Hügel> & \"mehr\""
        activity.device = "Watch"
        activity.pauses = [40...55.5, 120...180]
        for second in stride(from: 0.0, through: 300, by: 1)
        where !(second > 40 && second < 55.5 || second > 120 && second < 180) {
            var sample = Sample(seconds: second == 56 ? 55.5 : second)
            sample.latitude = 50 + second * 1e-5 / 3
            sample.longitude = -5 - second * 1e-6 / 7
            sample.altitude = -3 + second / 9
            sample.distance = second * 2.7
            sample.heartRate = 100 + (second / 5).rounded()
            sample.cadence = 160 + 2 * (second / 50).rounded()
            sample.speed = 2.7 + second / 1000
            sample.power = 200 + second
            activity.samples.append(sample)
        }
        var lap = Lap(startSeconds: 0, totals: ActivityTotals())
        lap.totals.distance = Distance(meters: 400.5)
        lap.totals.timerSeconds = 84.5
        lap.totals.averageHeartRate = 120
        lap.trigger = .distance
        lap.intensity = .active
        activity.laps = [lap]
        lap.startSeconds = 100
        lap.totals.timerSeconds = 140
        activity.laps.append(lap)
        let again = try ActivityFile.decode(try TCXEncoder.encode([activity])).activities[0]

        #expect(again.samples == activity.samples)
        #expect(again.pauses == activity.pauses)
        #expect(again.start == activity.start && again.name == activity.name && again.device == activity.device)
        #expect(again.laps.map(\.startSeconds) == [0, 100])
        #expect(again.laps.map(\.totals.distance) == activity.laps.map(\.totals.distance))
    }

    @Test func `numbers that are none are not written`() throws {
        var activity = Activity(sport: Sport(.running), start: Date(timeIntervalSince1970: 0))
        var sample = Sample(seconds: 0)
        sample.latitude = .nan
        sample.longitude = .infinity
        sample.heartRate = .nan
        sample.distance = 1
        activity.samples = [sample]
        let again = try ActivityFile.decode(try TCXEncoder.encode([activity])).activities[0]

        #expect(again.samples[0].latitude == nil && again.samples[0].heartRate == nil)
        #expect(again.samples[0].distance == 1)
    }

    @Test func `without a date there is no TCX`() {
        #expect(throws: ActivityExportError.noTimes) {
            try TCXEncoder.encode([Activity(sport: Sport(.running), start: nil)])
        }
    }
}
