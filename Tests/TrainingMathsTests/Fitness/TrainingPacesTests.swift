import Testing

@testable import TrainingMaths

struct TrainingPacesTests {
    private let paces = TrainingPaces(fiveKSeconds: 1470)

    @Test(
        arguments: [
            (TrainingPaces.Kind.easy, "9:59"), (.threshold, "8:19"), (.interval, "7:40"), (.marathon, "8:54"),
        ] as [(TrainingPaces.Kind, String)]
    )
    func `24_30 trains at fractions of its VDOT`(kind: TrainingPaces.Kind, pace: String) {
        #expect(self.paces.target(of: kind).text(in: .miles) == pace)
    }

    @Test(arguments: [(40.0, "9:25-11:15"), (50, "7:52-9:26")] as [(Double, String)])
    func `easy is 59 to 74 percent`(vdot: Double, range: String) {
        let seconds = VDOT(vdot).seconds(for: RaceDistance.fiveK.distance)
        #expect(TrainingPaces(fiveKSeconds: seconds).easy.text(in: .miles) == range)
    }

    @Test(
        arguments: [
            (TrainingPaces.Kind.easy, "9:24"), (.steady, "8:54"), (.threshold, "8:24"), (.interval, "7:54"),
            (.longRun, "9:09"),
            (.repetition, "7:34"),
        ] as [(TrainingPaces.Kind, String)]
    )
    func `the classic profile has fixed offsets`(kind: TrainingPaces.Kind, pace: String) {
        #expect(TrainingPaces(fiveKSeconds: 1470, profile: .classic).target(of: kind).text(in: .miles) == pace)
    }

    @Test func `a goal sets the race pace, else today's ability does`() {
        #expect(self.paces.racePace(for: .half, goalSeconds: 6300).text(in: .miles) == "8:01")
        #expect(self.paces.racePace(for: .half).text(in: .miles) == "8:36")
        #expect(self.paces.racePace(for: .half, goalSeconds: .nan) == self.paces.racePace(for: .half))
        let classic = TrainingPaces(fiveKSeconds: 1470, profile: .classic)
        #expect(abs(classic.racePace(for: .half).seconds(for: RaceDistance.half.distance) - 6423.2) < 0.1)
    }

    @Test(arguments: PlanRequest.PaceProfile.allTested)
    func `every range holds its target and faster work is faster`(profile: PlanRequest.PaceProfile) {
        for seconds in stride(from: 700.0, through: 4000, by: 25) {
            let paces = TrainingPaces(fiveKSeconds: seconds, profile: profile)
            for kind in TrainingPaces.Kind.allCases {
                #expect(paces.range(of: kind).contains(paces.target(of: kind)))
            }
            #expect(paces.target(of: .easy) > paces.target(of: .marathon))
            #expect(paces.target(of: .marathon) > paces.target(of: .threshold))
            #expect(paces.target(of: .threshold) > paces.target(of: .interval))
            #expect(paces.target(of: .interval) > paces.target(of: .repetition))
            #expect(paces.target(of: .recovery) >= paces.target(of: .easy))
        }
    }

    /// VDOT at 100 km would be within 2 % of the marathon's pace, which nobody holds for nine hours.
    @Test func `beyond the marathon pace falls with distance`() {
        let marathon = self.paces.racePace(for: .marathon).secondsPerMile
        let ultra = self.paces.racePace(for: .other(Distance(kilometers: 100))).secondsPerMile
        let next = self.paces.racePace(for: .other(Distance(meters: 42_196))).secondsPerMile

        #expect(abs(ultra / marathon - 1.1382) < 0.0001)
        #expect(abs(next / marathon - 1) < 1e-4)
    }

    @Test(arguments: [
        (450.0, 270.0, 290.0, 3.448, 3.704), (474, 285, 305, 3.279, 3.509), (564, 340, 360, 2.778, 2.941),
    ])
    func `a watch guards 10 seconds a kilometre on both sides`(
        pace: Double,
        fast: Double,
        slow: Double,
        slowSpeed: Double,
        fastSpeed: Double
    ) {
        let band = Pace(secondsPerMile: pace).deviceBand
        #expect(abs(band.lowerBound.secondsPerKilometer - fast) < 1e-9)
        #expect(abs(band.upperBound.secondsPerKilometer - slow) < 1e-9)
        #expect(abs(band.lowerBound.metersPerSecond - fastSpeed) < 0.0006)
        #expect(abs(band.upperBound.metersPerSecond - slowSpeed) < 0.0006)
        #expect(Pace(secondsPerMile: 0).deviceBand == Pace(secondsPerMile: 0)...Pace(secondsPerMile: 0))
    }

    @Test(arguments: [Double.nan, .infinity, -1, 0, 1, 1e12])
    func `absurd times are clamped`(seconds: Double) {
        let paces = TrainingPaces(fiveKSeconds: seconds)
        #expect((600...7200).contains(paces.fiveKSeconds))
        for kind in TrainingPaces.Kind.allCases { #expect(paces.target(of: kind).secondsPerMile > 60) }
    }
}

extension PlanRequest.PaceProfile {
    fileprivate static let allTested: [PlanRequest.PaceProfile] = [.vdot, .classic]
}
