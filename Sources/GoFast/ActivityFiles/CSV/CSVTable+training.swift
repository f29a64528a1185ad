import Foundation
package import TrainingMaths

extension CSVTable {
    /// Every day of a plan, rest included.
    package static func plannedDays(of plan: Plan, units: UnitSystem? = nil) -> CSVTable {
        let units = units ?? plan.request.units
        let unit = units.rawValue
        let header = [
            "date", "weekday", "week", "phase", "id", "type", "label", "distance_\(unit)", "pace_fast_min_per_\(unit)",
            "pace_slow_min_per_\(unit)", "hr_zone", "hr_low_bpm", "hr_high_bpm", "description", "reason",
        ]
        let rows = plan.days.map { day -> [Cell] in
            let workout = day.workout
            let identity: [Cell] = [
                .text(day.date.description), .text(day.date.weekday.name), Cell(day.weekIndex + 1),
                .text(day.phase.rawValue), .text(day.id), .text(workout.type.rawValue), .text(workout.label),
            ]
            let measures: [Cell] = [
                Cell(workout.miles * Distance.metersPerMile / units.meters, places: 2),
                Cell(workout.paceRange?.lowerBound.text(in: units)),
                Cell(workout.paceRange?.upperBound.text(in: units)),
                Cell(workout.heartRateZone), Cell(workout.heartRateRange?.lowerBound),
                Cell(workout.heartRateRange?.upperBound),
            ]
            return identity + measures + [.text(workout.description), .text(workout.reason)]
        }
        return CSVTable(header: header, rows: rows)
    }

    /// One row for each activity, with the totals its device stated.
    package static func activities(_ activities: [Activity], units: UnitSystem) -> CSVTable {
        let header =
            ["start", "utc_offset_s", "sport", "place", "name", "device"] + Self.totalsHeader(units)
            + ["laps", "samples"]
        let rows = activities.map { activity -> [Cell] in
            let identity: [Cell] = [
                Self.start(activity), Cell(activity.utcOffsetSeconds), .text(activity.sport.kind.rawValue),
                Cell(activity.sport.place?.rawValue), Cell(activity.name), Cell(activity.device),
            ]
            return identity + Self.totals(activity.totals, units)
                + [Cell(activity.laps.count), Cell(activity.samples.count)]
        }
        return CSVTable(header: header, rows: rows)
    }

    /// One row for each lap of each activity, as its device stated it.
    package static func laps(_ activities: [Activity], units: UnitSystem) -> CSVTable {
        let header =
            ["activity_start", "lap", "lap_start_s", "trigger", "intensity"] + Self.totalsHeader(units)
            + ["pace_min_per_\(units.rawValue)"]
        let rows = activities.flatMap { activity in
            activity.laps.enumerated().map { index, lap -> [Cell] in
                let identity: [Cell] = [
                    Self.start(activity), Cell(index + 1), Cell(lap.startSeconds, places: 3),
                    Cell(lap.trigger?.rawValue), Cell(lap.intensity?.rawValue),
                ]
                return identity + Self.totals(lap.totals, units) + [Self.pace(lap.totals, units)]
            }
        }
        return CSVTable(header: header, rows: rows)
    }

    /// One row for each kilometre or mile of an activity; `units` are those the metrics were made with.
    package static func splits(of metrics: RunMetrics, activity: Activity, units: UnitSystem) -> CSVTable {
        let unit = units.rawValue
        let header = [
            "activity_start", "split", "is_partial", "distance_\(unit)", "timer_s", "moving_s", "pace_min_per_\(unit)",
            "grade_adjusted_pace_min_per_\(unit)", "avg_hr_bpm", "max_hr_bpm", "avg_cadence_spm",
        ]
        let rows = metrics.splits.map { split -> [Cell] in
            let stretch = split.stretch
            let measures: [Cell] = [
                Self.start(activity), Cell(split.number), .text(split.isPartial ? "yes" : "no"),
                Cell(stretch.distance.meters / units.meters, places: 3), Cell(stretch.timerSeconds, places: 1),
                Cell(stretch.movingSeconds, places: 1), Cell(stretch.pace?.text(in: units)),
            ]
            return measures + [
                Cell(stretch.gradeAdjustedPace?.text(in: units)), Cell(stretch.averageHeartRate, places: 0),
                Cell(stretch.maximumHeartRate, places: 0), Cell(stretch.averageCadence, places: 0),
            ]
        }
        return CSVTable(header: header, rows: rows)
    }

    private static func start(_ activity: Activity) -> Cell {
        Cell(activity.start.map { XMLTime.text($0.timeIntervalSince1970) })
    }

    private static func totalsHeader(_ units: UnitSystem) -> [String] {
        [
            "distance_\(units.rawValue)", "timer_s", "elapsed_s", "avg_hr_bpm", "max_hr_bpm", "avg_cadence_spm",
            "ascent_m", "descent_m", "energy_kcal",
        ]
    }

    private static func totals(_ totals: ActivityTotals, _ units: UnitSystem) -> [Cell] {
        [
            Cell(totals.distance.map { $0.meters / units.meters }, places: 3), Cell(totals.timerSeconds, places: 3),
            Cell(totals.elapsedSeconds, places: 3), Cell(totals.averageHeartRate, places: 1),
            Cell(totals.maximumHeartRate, places: 0), Cell(totals.averageCadence, places: 1),
            Cell(totals.ascent, places: 1), Cell(totals.descent, places: 1), Cell(totals.kilocalories, places: 0),
        ]
    }

    private static func pace(_ totals: ActivityTotals, _ units: UnitSystem) -> Cell {
        guard let distance = totals.distance, let seconds = totals.timerSeconds, distance.meters > 0, seconds > 0
        else { return .empty }
        return .text(Pace(seconds: seconds, over: distance).text(in: units))
    }
}
