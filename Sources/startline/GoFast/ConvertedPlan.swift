import ActivityFiles
import Archives
import Foundation
import TrainingMaths

/// A plan in another format.
struct ConvertedPlan {
    let plan: Plan
    let units: UnitSystem
    let stamp: Date
    /// What became of the plan; nil when that is not known.
    var book: PlanBook?

    /// - Parameter kind: what the name of the file ends with.
    func bytes(_ kind: String) throws -> [UInt8] {
        switch kind {
        case "json": return try [UInt8](self.plan.json()) + [0x0A]
        case "ics":
            var calendar = CalendarFeed(plan: self.plan, stamp: self.stamp)
            calendar.units = self.units
            calendar.sequences = self.book?.revisions ?? [:]
            calendar.removed = self.book?.withdrawn ?? []
            return calendar.encode()
        case "csv": return CSVTable.plannedDays(of: self.plan, units: self.units).encode()
        case "zip": return try self.workouts()
        default:
            throw BadInput(
                "A plan becomes .ics, .csv, .json, or .zip with a FIT workout for each session, not '.\(kind)'."
            )
        }
    }

    /// A FIT file for each session; put into a watch's folder GARMIN/NewFiles they are there to be followed.
    private func workouts() throws -> [UInt8] {
        let zones = HeartRateZones(self.plan.request.athlete)
        let created = UInt32(clamping: Int(self.stamp.timeIntervalSince1970 - FITTime.epoch))
        var archive = ZipWriter()
        for (index, day) in self.plan.days.enumerated() where day.workout.type != .rest && day.workout.miles > 0 {
            let workout = StructuredWorkout(day.workout) { zones?.range(of: $0) }
            do {
                let bytes = try FITWorkoutEncoder.encode(workout, serial: UInt32(index + 1), created: created)
                archive.add("\(day.date)-\(day.workout.type.rawValue).fit", bytes)
            } catch {
                throw BadInput("The session of \(day.date) can't become a FIT workout: \(error)")
            }
        }
        return archive.finished()
    }
}
