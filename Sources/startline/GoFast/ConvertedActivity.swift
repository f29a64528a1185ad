import ActivityFiles
import ArgumentParser
import TrainingMaths

/// What a CSV of an activity has a row for.
enum ActivityRows: String, CaseIterable, ExpressibleByArgument { case samples, laps, splits, activities }

/// An activity file in another format.
struct ConvertedActivity {
    let file: DecodedFile
    let rows: ActivityRows
    let units: UnitSystem

    /// - Parameter kind: what the name of the file ends with.
    func bytes(_ kind: String) throws -> [UInt8] {
        let activities = self.file.activities
        switch kind {
        case "json": return try self.file.json()
        case "tcx":
            do {
                return try TCXEncoder.encode(activities)
            } catch {
                throw BadInput("It can't become TCX: \(error)")
            }
        case "gpx": return GPXEncoder.encode(activities)
        case "csv": return self.table(activities).encode()
        case "fit":
            throw BadInput("Activities become .json, .tcx, .gpx or .csv; FIT is written for workouts of a plan only.")
        default: throw BadInput("An activity becomes .json, .tcx, .gpx or .csv, not '.\(kind)'.")
        }
    }

    private func table(_ activities: [Activity]) -> CSVTable {
        switch self.rows {
        case .samples: return .samples(activities)
        case .laps: return .laps(activities, units: self.units)
        case .activities: return .activities(activities, units: self.units)
        case .splits:
            let tables = activities.map {
                CSVTable.splits(of: RunMetrics($0, units: self.units), activity: $0, units: self.units)
            }
            return CSVTable(header: tables.first?.header ?? [], rows: tables.flatMap(\.rows))
        }
    }
}

extension UnitSystem: ExpressibleByArgument {}
