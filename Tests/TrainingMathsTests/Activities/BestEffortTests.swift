import Testing

@testable import TrainingMaths

@Suite
struct BestEffortTests {
    @Test
    func `the fast kilometre is found where it was run`() throws {
        let activity = Activity.sample(seconds: 2000) {
            let fast = min(max($0.seconds - 800, 0), 250)
            $0.distance = 3 * ($0.seconds - fast) + 4 * fast
        }

        let kilometer = try #require(ActivityTrace(activity).bestEffort(over: Distance(kilometers: 1)))

        #expect(abs(kilometer.seconds - 250) < 1e-6)
        #expect(abs(kilometer.startSeconds - 800) < 1e-6)
        #expect(abs(kilometer.start.meters - 2400) < 1e-6)
    }

    @Test
    func `both ends are interpolated between samples`() throws {
        var activity = Activity.sample(seconds: 2000)
        activity.samples = activity.samples.filter { Int($0.seconds) % 7 == 0 }

        let effort = try #require(ActivityTrace(activity).bestEffort(over: Distance(meters: 400)))

        #expect(abs(effort.seconds - 400 / 3.0) < 1e-6)
    }

    @Test
    func `a pause is part of the effort`() throws {
        var activity = Activity.sample(seconds: 500)
        for index in 251...500 { activity.samples[index].seconds += 60 }
        activity.pauses = [250...310]

        let kilometer = try #require(ActivityTrace(activity).bestEffort(over: Distance(kilometers: 1)))

        #expect(abs(kilometer.seconds - (1000 / 3.0 + 60)) < 1e-6)
    }

    @Test
    func `distances that were not covered have no effort`() {
        let efforts = ActivityTrace(Activity.sample(seconds: 1000)).bestEfforts()

        #expect(efforts.map(\.distance.meters) == [400, 1000, 1609.344, 3000])
    }

    @Test(arguments: [0, -5, .nan, .infinity] as [Double])
    func `what is no distance has no effort`(meters: Double) {
        #expect(ActivityTrace(Activity.sample(seconds: 1000)).bestEffort(over: Distance(meters: meters)) == nil)
    }

    @Test(arguments: [
        (400.0, 43.03), (1000, 131.96), (1609.344, 223.13), (3000, 437.55), (5000, 755.36), (10_000, 1571),
        (21_097.5, 3402), (42_195, 7235), (200, 21.515),
    ])
    func `nobody is faster than the world record`(meters: Double, seconds: Double) {
        #expect(abs(BestEffort.humanLimit(Distance(meters: meters)) - seconds) < 1e-9)
    }
}
