package import TrainingMaths

extension CSVTable {
    /// One row for each sample of each activity; SI units, as the file had them.
    package static func samples(_ activities: [Activity]) -> CSVTable {
        let header = [
            "activity", "elapsed_s", "latitude_deg", "longitude_deg", "altitude_m", "distance_m", "speed_m_per_s",
            "hr_bpm",
            "cadence_spm", "power_w", "temperature_c",
        ]
        return CSVTable(header: header) {
            let rows = activities.enumerated().lazy.flatMap { index, activity in
                activity.samples.lazy.map { Self.row(of: $0, activity: index + 1) }
            }
            return AnyIterator(rows.makeIterator())
        }
    }

    private static func row(of sample: Sample, activity: Int) -> [Cell] {
        let place: [Cell] = [
            Cell(activity), Cell(sample.seconds, places: 3), Cell(sample.latitude, places: 7),
            Cell(sample.longitude, places: 7), Cell(sample.altitude, places: 2),
        ]
        let body: [Cell] = [
            Cell(sample.distance, places: 2), Cell(sample.speed, places: 3), Cell(sample.heartRate, places: 1),
            Cell(sample.cadence, places: 1), Cell(sample.power, places: 1), Cell(sample.temperature, places: 1),
        ]
        return place + body
    }
}
