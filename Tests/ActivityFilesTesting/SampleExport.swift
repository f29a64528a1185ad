import Archives
import Foundation

/// A bulk export nobody asked for: believable runs in the shape that Garmin or Strava give, the same for the same seed.
package struct SampleExport: Sendable {
    package enum Shape: String, Sendable, CaseIterable { case garmin, strava }

    package var shape: Shape
    /// Activities, broken ones included.
    package var count: Int
    package var seed: UInt64
    package var secondsPerPoint: Int

    package init(_ shape: Shape, count: Int, seed: UInt64 = 1, secondsPerPoint: Int = 5) {
        self.shape = shape
        self.count = count
        self.seed = seed
        self.secondsPerPoint = secondsPerPoint
    }

    /// One file that can't be read among this many.
    package static let oneBrokenIn = 50
    /// Files in one inner archive of Garmin's shape.
    private static let innerFiles = 1000

    package var brokenCount: Int { (0..<self.count).count { Self.isBroken($0) } }

    private static func isBroken(_ index: Int) -> Bool { index % self.oneBrokenIn == 17 }

    /// The run with that number; any can be had without those before it.
    package func run(_ index: Int) -> SampleRun {
        var random = SeededRandom(seed: self.seed &* 1_000_003 &+ UInt64(index))
        // One about every 35 hours: 5,000 of them are twenty years.
        let start = 1_100_000_000 + index * 126_000 + Int.random(in: 0..<3600, using: &random)
        return SampleRun(start: start, secondsPerPoint: self.secondsPerPoint, random: &random)
    }

    /// Name and bytes of the file of that number.
    package func file(_ index: Int, _ run: SampleRun) -> (name: String, bytes: [UInt8]) {
        var format: String
        switch index % 10 {
        case 5, 6: format = "tcx"
        case 7, 8: format = "gpx"
        default: format = "fit"
        }
        var bytes: [UInt8]
        switch format {
        // Strava puts spaces before the declaration.
        case "tcx": bytes = (self.shape == .strava ? Array("          ".utf8) : []) + run.tcx
        case "gpx": bytes = run.gpx
        default: bytes = run.fit
        }
        if Self.isBroken(index) { bytes = Array("\u{0}\u{0}not what it was".utf8) + bytes.suffix(200) }
        if self.shape == .strava, index % 10 != 7, index % 10 != 9 {
            format += ".gz"
            bytes = Gzip.packed(bytes)
        }
        let name =
            self.shape == .strava
            ? "\(7_000_000_000 + index).\(format)" : "me@example.org_\(9_000_000 + index).\(format)"
        return (name, bytes)
    }

    /// Writes the archive; never more than one inner archive is in memory.
    package func write(to path: String) throws {
        switch self.shape {
        case .strava: try self.writeStrava(to: path)
        case .garmin: try self.writeGarmin(to: path)
        }
    }

    private func writeStrava(to path: String) throws {
        var zip = try ZipFileWriter(path: path)
        var list = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
        list += "Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename\n"
        for index in 0..<self.count {
            let run = self.run(index)
            let (name, bytes) = self.file(index, run)
            try zip.add("activities/\(name)", bytes)
            let title = run.name.replacing("\"", with: "\"\"")
            list += "\(7_000_000_000 + index),,\"\(title)\",Run,\"two\nlines\",\(run.seconds),\(run.meters / 1000),,,"
            list += "false,,,activities/\(name)\n"
        }
        try zip.add("activities.csv", Array(list.utf8))
        try zip.add("media/photo.jpg", [0xFF, 0xD8, 0xFF])
        try zip.finish()
    }

    private func writeGarmin(to path: String) throws {
        var zip = try ZipFileWriter(path: path)
        for first in stride(from: 0, to: self.count, by: Self.innerFiles) {
            var inner = ZipWriter()
            var summaries: [String] = []
            for index in first..<min(first + Self.innerFiles, self.count) {
                let run = self.run(index)
                let (name, bytes) = self.file(index, run)
                inner.add(name, bytes)
                if index % 40 == 0 { inner.add("me@example.org_\(8_000_000 + index).fit", Self.settings) }
                let title = run.name.replacing("\"", with: "\\\"")
                summaries.append(
                    "{\"activityId\":\(index),\"name\":\"\(title)\",\"activityType\":\"running\","
                        + "\"startTimeGmt\":\(run.start * 1000).0,\"distance\":\(run.meters * 100)}"
                )
            }
            let part = first / Self.innerFiles
            let folder = "DI_CONNECT/DI-Connect-"
            try zip.add("\(folder)Uploaded-Files/UploadedFiles_0-_Part\(part + 1).zip", inner.finished())
            try zip.add(
                "\(folder)Fitness/me_\(first)_summarizedActivities.json",
                Array("[{\"summarizedActivitiesExport\":[\(summaries.joined(separator: ","))]}]".utf8)
            )
        }
        try zip.add("DI_CONNECT/DI-Connect-User/user_profile.json", Array("{}".utf8))
        try zip.finish()
    }

    private static let settings = SampleRun.settingsFIT
}
