import TrainingMaths

/// Writes a workout as a FIT file that watches take over as it is (Garmin: put it into the folder GARMIN/NewFiles).
package enum FITWorkoutEncoder {
    /// Why a workout cannot be written.
    package enum Failure: Error, Sendable, Equatable {
        /// There is nothing to do in it, as on a day of rest.
        case noSteps
        /// More steps than `limit`, repeats counted once.
        case tooManySteps(limit: Int)
    }

    /// Far more than any watch takes (Garmin's take 50 to 200), few enough for any reader.
    package static let maximumSteps = 1000

    /// The file.
    ///
    /// Names are cut to what the file format holds: 15 bytes for the workout, 11 to 15 for a step.
    /// - Parameters:
    ///   - serial: tells workouts apart on the watch; an activity that followed one names it (`Activity.workoutID`).
    ///     1 or more.
    ///   - created: FIT seconds, i.e. seconds since 1989-12-31T00:00:00Z.
    package static func encode(
        _ workout: StructuredWorkout,
        serial: UInt32,
        created: UInt32
    ) throws(Failure) -> [UInt8] {
        let rows = try Self.rows(of: workout)
        var writer = FITWriter()
        writer.define(
            0,
            message: FITMessageNumber.fileID,
            [
                FITWriter.Field(0, .enumeration), FITWriter.Field(1, .uint16), FITWriter.Field(2, .uint16),
                FITWriter.Field(3, .uint32z), FITWriter.Field(4, .uint32),
            ]
        )
        // 5: a workout file; 255: a manufacturer in development, which needs no registration.
        writer.add(0, [.number(5), .number(255), .number(0), .number(max(serial, 1)), .number(created)])
        writer.define(
            1,
            message: FITMessageNumber.workout,
            [FITWriter.Field(4, .enumeration), FITWriter.Field(6, .uint16), FITWriter.Field(8, .string, size: 16)]
        )
        writer.add(1, [.number(Self.number(of: workout.sport)), .number(UInt32(rows.count)), .text(workout.name)])
        // Twelve bytes hold the usual titles; longer ones get as much as the workout's name.
        let titleSize = rows.contains { $0.title.utf8.count > 11 } ? 16 : 12
        writer.define(
            2,
            message: FITMessageNumber.workoutStep,
            [
                FITWriter.Field(254, .uint16), FITWriter.Field(0, .string, size: titleSize),
                FITWriter.Field(1, .enumeration), FITWriter.Field(2, .uint32), FITWriter.Field(3, .enumeration),
                FITWriter.Field(4, .uint32), FITWriter.Field(5, .uint32), FITWriter.Field(6, .uint32),
                FITWriter.Field(7, .enumeration),
            ]
        )
        for (index, row) in rows.enumerated() {
            writer.add(
                2,
                [
                    .number(UInt32(index)), .text(row.title), .number(row.durationType), row.duration,
                    .number(row.targetType), .number(row.target), row.low, row.high, row.intensity,
                ]
            )
        }
        return writer.bytes()
    }

    /// One message `workout_step`.
    private struct Row {
        var title: String
        var durationType: UInt32
        var duration: FITWriter.Value
        /// 2 is open.
        var targetType: UInt32 = 2
        var target: UInt32 = 0
        var low = FITWriter.Value.none
        var high = FITWriter.Value.none
        /// None for going back.
        var intensity = FITWriter.Value.none
    }

    private static func rows(of workout: StructuredWorkout) throws(Failure) -> [Row] {
        var rows: [Row] = []
        for block in workout.blocks where !block.steps.isEmpty && block.repeats > 0 {
            guard rows.count + block.steps.count < Self.maximumSteps else {
                throw .tooManySteps(limit: Self.maximumSteps)
            }
            let first = rows.count
            rows += block.steps.map(Self.row)
            if block.repeats > 1 {
                // Go back to the block's first step until it was done that often in all.
                rows.append(
                    Row(
                        title: "Repeat",
                        durationType: 6,
                        duration: .number(UInt32(first)),
                        target: UInt32(min(block.repeats, 1000))
                    )
                )
            }
        }
        guard !rows.isEmpty else { throw .noSteps }
        return rows
    }

    private static func row(_ step: StructuredWorkout.Step) -> Row {
        var row = Row(title: step.title, durationType: 5, duration: .none)
        switch step.length {
        case .time(let seconds):
            if let milliseconds = Self.whole(seconds * 1000) {
                (row.durationType, row.duration) = (0, .number(milliseconds))
            }
        case .distance(let distance):
            if let centimeters = Self.whole(distance.meters * 100) {
                (row.durationType, row.duration) = (1, .number(centimeters))
            }
        case .open: break
        }
        // Intensities 4 (recovery) and 5 (interval) came to the profile late; every watch knows these four.
        row.intensity =
            switch step.intent {
            case .active, .interval: .number(0)
            case .recovery, .rest: .number(1)
            case .warmUp: .number(2)
            case .coolDown: .number(3)
            }
        Self.aim(&row, at: step.target)
        return row
    }

    private static func aim(_ row: inout Row, at target: StructuredWorkout.Step.Target) {
        func custom(_ type: UInt32, _ low: Double, _ high: Double) {
            guard let low = Self.whole(low), let high = Self.whole(high) else { return }
            (row.targetType, row.low, row.high) = (type, .number(low), .number(high))
        }
        switch target {
        case .open: break
        case .speed(let range): custom(0, range.lowerBound * 1000, range.upperBound * 1000)
        // Beats are written 100 up, for numbers up to 100 are percent of the maximum.
        case .heartRate(let range): custom(1, Double(range.lowerBound) + 100, Double(range.upperBound) + 100)
        case .heartRatePercent(let range):
            if range.upperBound <= 100 { custom(1, Double(range.lowerBound), Double(range.upperBound)) }
        case .heartRateZone(let zone):
            if (1...10).contains(zone) { (row.targetType, row.target) = (1, UInt32(zone)) }
        case .cadence(let range): custom(3, Double(range.lowerBound) / 2, Double(range.upperBound) / 2)
        // Watts are written 1,000 up, for smaller numbers are percent of the threshold.
        case .power(let range): custom(4, Double(range.lowerBound) + 1000, Double(range.upperBound) + 1000)
        }
    }

    /// Rounded; nil when it is not above zero or does not fit.
    private static func whole(_ value: Double) -> UInt32? {
        guard value.isFinite, value >= 0.5, value < Double(UInt32.max) - 1 else { return nil }
        return UInt32(value.rounded())
    }

    private static func number(of sport: Sport) -> UInt32 {
        switch sport.kind {
        case .running: 1
        case .cycling: 2
        case .swimming: 5
        case .strength: 10
        case .walking: 11
        case .hiking: 17
        case .transition: 3
        case .other: 0
        }
    }
}
