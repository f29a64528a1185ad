import Testing
import TrainingMaths

@testable import ActivityFiles

/// Workouts go out as files and come back.
@Suite struct FITWorkoutTests {
    static let sixByEightHundred = FITVectorTests.bytes(
        """
        0e209308110100002e464954dd3740000000000500010001028402028403048c0404860005ff0000000100000000ca9a3b4100001a0003\
        04010006028408100701010500367838303000000000000000000000004200001b0009fe0284000c070101000204860301000404860504\
        860604860701000200005761726d207570000000000001faae03000200000000ffffffffffffffff020201003830300000000000000000\
        0001803801000000000000270e0000240f0000000202004a6f6700000000000000000001409c00000200000000ffffffffffffffff0102\
        030052657065617400000000000006010000000206000000ffffffffffffffffff020400436f6f6c20646f776e00000001faae03000200\
        000000ffffffffffffffff038170
        """
    )

    /// Warm up 1.5 miles, 6 x 800 m at 4:18 to 4:36 a kilometre with 400 m jogs, cool down 1.5 miles.
    static func workout() -> Workout {
        let paces = Pace(secondsPerKilometer: 258)...Pace(secondsPerKilometer: 276)
        return Workout(
            type: .intervals,
            miles: 7.47,
            label: "6x800",
            description: "",
            reason: "",
            segments: [
                Segment([WorkoutStep(.warmUp, .distance(Distance(miles: 1.5)), title: "Warm up")]),
                Segment(
                    repeats: 6,
                    [
                        WorkoutStep(.interval, .distance(Distance(meters: 800)), paceRange: paces, title: "800"),
                        WorkoutStep(.recovery, .distance(Distance(meters: 400)), title: "Jog"),
                    ]
                ),
                Segment([WorkoutStep(.coolDown, .distance(Distance(miles: 1.5)), title: "Cool down")]),
            ]
        )
    }

    private func encoded(_ workout: StructuredWorkout) throws -> [UInt8] {
        try FITWorkoutEncoder.encode(workout, serial: 1, created: 1_000_000_000)
    }

    private func decoded(_ workout: StructuredWorkout) throws -> StructuredWorkout {
        try #require(try ActivityFile.decode(try self.encoded(workout)).workouts.first)
    }

    @Test func `a workout of a plan becomes the known bytes`() throws {
        #expect(try self.encoded(StructuredWorkout(Self.workout())) == Self.sixByEightHundred)
    }

    @Test func `a workout file becomes its steps`() throws {
        let file = try ActivityFile.decode(Self.sixByEightHundred)

        let workout = try #require(file.workouts.first)
        #expect(file.activities.isEmpty)
        #expect(file.warnings.isEmpty)
        #expect(workout.name == "6x800")
        #expect(workout.sport == Sport(.running))
        #expect(workout.blocks.map(\.repeats) == [1, 6, 1])
        #expect(workout.blocks.map { $0.steps.map(\.title) } == [["Warm up"], ["800", "Jog"], ["Cool down"]])
        #expect(workout.blocks[1].steps[0].target == .speed(3.623...3.876))
        #expect(workout.blocks[1].steps[1].length == .distance(Distance(meters: 400)))
        #expect(try self.encoded(workout) == Self.sixByEightHundred)
    }

    @Test(
        arguments: [
            .open, .speed(2.5...3.5), .heartRate(140...155), .heartRatePercent(70...80), .heartRateZone(3),
            .cadence(170...180), .power(230...260),
        ] as [StructuredWorkout.Step.Target]
    )
    func `every target comes back`(target: StructuredWorkout.Step.Target) throws {
        let workout = StructuredWorkout(
            name: "Targets",
            blocks: [StructuredWorkout.Block([StructuredWorkout.Step("Go", .active, .time(90.5), target: target)])]
        )

        #expect(try self.decoded(workout) == workout)
    }

    @Test(arguments: [.open, .time(600), .distance(Distance(meters: 1234.5))] as [WorkoutStep.Length])
    func `every length comes back`(length: WorkoutStep.Length) throws {
        let step = StructuredWorkout.Step("Go", .warmUp, length)
        let workout = StructuredWorkout(name: "Lengths", blocks: [StructuredWorkout.Block(repeats: 3, [step])])

        #expect(try self.decoded(workout) == workout)
    }

    @Test func `heart-rate zones become the athlete's beats`() throws {
        let zones = StructuredWorkout(
            Workout(
                type: .easy,
                miles: 3,
                label: "Easy",
                description: "",
                reason: "",
                segments: [
                    Segment([WorkoutStep(.active, .open, heartRateZone: 2, title: "Known")]),
                    Segment([WorkoutStep(.active, .open, heartRateZone: 5, title: "Unknown")]),
                ]
            ),
            heartRates: { $0 == 2 ? 120...135 : nil }
        )

        #expect(try self.decoded(zones).blocks[0].steps.map(\.target) == [.heartRate(120...135), .heartRateZone(5)])
    }

    @Test(arguments: [
        ("Fünfzehn Bytes ä", "Fünfzehn Bytes"), ("🏃🏃🏃🏃", "🏃🏃🏃"), ("short", "short"),
        ("two\nlines\u{0}here", "two lines here"), ("exactly fifteen", "exactly fifteen"),
    ])
    func `names are cut between characters`(name: String, kept: String) throws {
        let step = StructuredWorkout.Step(name, .active, .open)

        let decoded = try self.decoded(StructuredWorkout(name: name, blocks: [StructuredWorkout.Block([step])]))

        #expect(decoded.name == kept)
        #expect(decoded.blocks[0].steps[0].title == kept)
    }

    @Test func `a run without segments is one step`() throws {
        let easy = Workout(
            type: .easy,
            miles: 5,
            label: "Easy 5",
            description: "",
            reason: "",
            heartRateRange: 120...140
        )

        let step = try #require(try self.decoded(StructuredWorkout(easy)).blocks.first?.steps.first)

        #expect(step.length == .distance(Distance(meters: 8046.72)))
        #expect(step.target == .heartRate(120...140))
    }

    @Test func `a day of rest is no workout`() {
        let rest = Workout(type: .rest, miles: 0, label: "Rest", description: "", reason: "")

        #expect(throws: FITWorkoutEncoder.Failure.noSteps) { try self.encoded(StructuredWorkout(rest)) }
    }

    @Test(arguments: [Double.nan, .infinity, -5, 0, 1e300])
    func `a length that is none becomes open`(length: Double) throws {
        let steps = [
            StructuredWorkout.Step("Time", .active, .time(length)),
            StructuredWorkout.Step("Far", .active, .distance(Distance(meters: length))),
        ]

        let decoded = try self.decoded(StructuredWorkout(name: "Odd", blocks: [StructuredWorkout.Block(steps)]))

        #expect(decoded.blocks[0].steps.map(\.length) == [.open, .open])
    }

    @Test func `too many steps are refused`() {
        let steps = [StructuredWorkout.Step](repeating: StructuredWorkout.Step("Go", .active, .open), count: 1001)

        #expect(throws: FITWorkoutEncoder.Failure.tooManySteps(limit: 1000)) {
            try self.encoded(StructuredWorkout(name: "Long", blocks: [StructuredWorkout.Block(steps)]))
        }
    }

    @Test func `a repeat within a repeat is written out`() throws {
        var builder = FITFileBuilder()
        builder.define(0, 0, [.enumeration(0)])
        builder.add(0, [5])
        builder.define(1, 27, [.uint16(254), .enumeration(1), .uint32(2), .uint32(4), .enumeration(7)])
        builder.add(1, [0, 0, 60_000, 0, 0])
        builder.add(1, [1, 0, 30_000, 0, 1])
        builder.add(1, [2, 6, 1, 2, nil])
        builder.add(1, [3, 6, 0, 3, nil])

        let workout = try #require(try ActivityFile.decode(builder.file()).workouts.first)

        #expect(workout.blocks.map(\.repeats) == [3])
        #expect(workout.blocks[0].steps.map(\.length) == [.time(60), .time(30), .time(30)])
    }

    @Test func `repeats of repeats stay bounded`() throws {
        var builder = FITFileBuilder()
        builder.define(0, 0, [.enumeration(0)])
        builder.add(0, [5])
        builder.define(1, 27, [.uint16(254), .enumeration(1), .uint32(2), .uint32(4), .enumeration(7)])
        builder.add(1, [0, 0, 60_000, 0, 0])
        for index in 1..<500 { builder.add(1, [index, 6, 0, 1000, nil]) }

        let file = try ActivityFile.decode(builder.file())

        #expect(file.workouts[0].blocks.reduce(0) { $0 + $1.steps.count } <= ActivityFileLimits.standard.workoutSteps)
        #expect(file.warnings.contains { $0.contains("too many steps") })
    }
}
