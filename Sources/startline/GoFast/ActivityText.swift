import Foundation
import TrainingMaths

/// One activity as a person reads it.
struct ActivityText {
    let activity: Activity
    let metrics: RunMetrics
    let zones: HeartRateZones?
    let fiveKSeconds: Double?
    let units: UnitSystem
    let terminal: Terminal

    func lines() -> [String] {
        let parts = [
            self.heading(), self.laps(), self.splits(), self.timeInZones(), self.bestEfforts(), self.load(),
            self.doubts(),
        ]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private func heading() -> [String] {
        let metrics = self.metrics
        var title = self.activity.name ?? self.activity.sport.kind.rawValue.capitalized
        if let start = self.activity.start { title += ", \(Self.local(start, self.activity.utcOffsetSeconds))" }
        var kind = self.activity.sport.kind.rawValue
        if let place = self.activity.sport.place { kind += " (\(place.rawValue))" }
        var lines = [
            self.terminal.styled(title, .bold), [kind, self.activity.device].compactMap { $0 }.joined(separator: ", "),
        ]
        var facts: [String] = []
        if let distance = metrics.distance { facts.append(distance.text(in: self.units, places: 2)) }
        guard self.activity.isTimed else {
            return lines + [(facts + ["a route without times"]).joined(separator: ", ")]
        }
        facts.append("\(ClockTime.text(metrics.timerSeconds)) on the timer")
        if abs(metrics.movingSeconds - metrics.timerSeconds) >= 1 {
            facts.append("\(ClockTime.text(metrics.movingSeconds)) moving")
        }
        if abs(metrics.elapsedSeconds - metrics.timerSeconds) >= 1 {
            facts.append("\(ClockTime.text(metrics.elapsedSeconds)) in all")
        }
        lines.append(facts.joined(separator: ", "))
        facts = []
        if let pace = metrics.pace { facts.append(self.rate(pace) + self.rateUnit) }
        if self.isOnFoot, let level = metrics.gradeAdjustedPace, metrics.climb != nil {
            facts.append("\(level.described(in: self.units)) on level ground")
        }
        if let rate = metrics.averageHeartRate {
            facts.append(
                "\(Self.whole(rate)) bpm" + (metrics.maximumHeartRate.map { ", at most \(Self.whole($0))" } ?? "")
            )
        }
        if let cadence = metrics.averageCadence {
            facts.append("\(Self.whole(cadence)) \(self.isOnFoot ? "steps" : "turns")/min")
        }
        if let climb = metrics.climb {
            let meters = self.units == .miles ? climb.ascent / 0.3048 : climb.ascent
            facts.append("\(Self.whole(meters)) \(self.units == .miles ? "ft" : "m") up")
        }
        if !facts.isEmpty { lines.append(facts.joined(separator: ", ")) }
        return lines
    }

    private func laps() -> [String] {
        guard self.metrics.laps.count > 1 else { return [] }
        return self.table(
            "lap",
            self.metrics.laps.map { lap in
                (String(lap.number), lap.stretch, lap.lap.intensity.map { $0 == .active ? "" : $0.rawValue } ?? "")
            }
        )
    }

    private func splits() -> [String] {
        guard self.metrics.splits.count > 1 else { return [] }
        return self.table(
            self.units.rawValue,
            self.metrics.splits.map { split in
                (String(split.number), split.stretch, split.isPartial ? "part" : "")
            }
        )
    }

    private func table(_ first: String, _ rows: [(String, Stretch, String)]) -> [String] {
        var table = TextTable(
            [first, self.units.rawValue, "time", self.isOnFoot ? "pace" : "speed", "level", "bpm", ""],
            right: [0, 1, 2, 3, 4, 5]
        )
        for (number, stretch, remark) in rows.prefix(200) {
            table.rows.append([
                number, String(format: "%.2f", stretch.distance.meters / self.units.meters),
                ClockTime.text(stretch.timerSeconds), stretch.pace.map(self.rate) ?? "–",
                (self.isOnFoot ? stretch.gradeAdjustedPace?.text(in: self.units) : nil) ?? "–",
                stretch.averageHeartRate.map(Self.whole) ?? "–", remark,
            ])
        }
        var lines = table.lines(self.terminal)
        if rows.count > 200 { lines.append("… and \(rows.count - 200) more") }
        return lines
    }

    private func timeInZones() -> [String] {
        guard let time = self.metrics.timeInZones, time.knownSeconds > 0 else { return [] }
        guard let zones = self.zones else {
            return ["Heart-rate zones need --max-hr, --threshold-hr or --age."]
        }
        var table = TextTable(["zone", "bpm", "time", "share", ""], right: [2, 3])
        func row(_ name: String, _ range: String, _ seconds: Double) {
            let share = seconds / time.knownSeconds
            let bar = String(repeating: "█", count: Int((share * 30).rounded()))
            table.rows.append([name, range, ClockTime.text(seconds), "\(Int((share * 100).rounded())) %", bar])
        }
        if time.belowSeconds > 0 { row("below", "", time.belowSeconds) }
        for (index, seconds) in time.seconds.enumerated() { row("\(index + 1)", zones.text(of: index + 1), seconds) }
        return ["Time in heart-rate zones, \(zones.method.words)\(zones.isEstimate ? ", an estimate by age" : "")"]
            + table.lines(self.terminal, indent: "  ")
    }

    private func bestEfforts() -> [String] {
        guard !self.metrics.bestEfforts.isEmpty else { return [] }
        var table = TextTable(["over", "time", self.isOnFoot ? "pace" : "speed", "from"], right: [1, 2, 3])
        for effort in self.metrics.bestEfforts {
            let race = RaceDistance(effort.distance)
            table.rows.append([
                race.name == "other" ? Self.name(effort.distance) : race.title(in: self.units),
                ClockTime.text(effort.seconds), self.rate(effort.pace) + self.rateUnit,
                effort.start.text(in: self.units, places: 2),
            ])
        }
        return ["Best efforts"] + table.lines(self.terminal, indent: "  ")
    }

    private func load() -> [String] {
        var lines: [String] = []
        if let factor = self.metrics.efficiencyFactor {
            var line = "Efficiency \(String(format: "%.2f", factor)) m a minute for each beat"
            if let decoupling = self.metrics.decoupling {
                line +=
                    ", decoupling \(String(format: "%.1f", decoupling * 100)) %"
                    + (decoupling < 0.05 ? " (below 5 %: steady)" : " (5 % and more: it cost you in the second half)")
            }
            lines.append(line)
        }
        if let seconds = self.fiveKSeconds, self.activity.sport.kind == .running,
            let pace = self.metrics.gradeAdjustedPace ?? self.metrics.pace
        {
            let threshold = TrainingPaces(fiveKSeconds: seconds).target(of: .threshold)
            if let score = PaceLoad.score(seconds: self.metrics.timerSeconds, pace: pace, threshold: threshold) {
                lines.append(
                    "Load \(Self.whole(score)) by pace (100 is an hour at threshold, \(threshold.described(in: self.units)))"
                )
            }
        }
        return lines
    }

    private func doubts() -> [String] {
        let found = self.activity.warnings + self.metrics.flags.prefix(20).map(\.text)
        return found.isEmpty ? [] : ["What is odd in the recording"] + found.map { "  - \($0)" }
    }

    private var isOnFoot: Bool { [.running, .walking, .hiking].contains(self.activity.sport.kind) }

    /// Runners think in time per distance, everybody else in speed.
    private func rate(_ pace: Pace) -> String {
        guard !self.isOnFoot else { return pace.text(in: self.units) }
        return String(format: "%.1f", pace.metersPerSecond * 3600 / self.units.meters)
    }

    private var rateUnit: String { self.isOnFoot ? "/\(self.units.rawValue)" : self.units == .miles ? " mph" : " km/h" }

    static func whole(_ value: Double) -> String { String(format: "%.0f", value) }

    private static func name(_ distance: Distance) -> String {
        let miles = distance.miles
        if abs(miles - miles.rounded()) < 0.001 { return distance.text(in: .miles) }
        return distance.meters < 1000 ? "\(Int(distance.meters)) m" : distance.text(in: .kilometers)
    }

    /// The clock of the place where it began; UTC where the file does not tell.
    private static func local(_ start: Date, _ offset: Int?) -> String {
        let zone = offset.flatMap { TimeZone(secondsFromGMT: $0) } ?? .gmt
        var style = Date.ISO8601FormatStyle(timeZone: zone)
        style = style.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)
        return start.formatted(style).replacingOccurrences(of: "Z", with: "") + (offset == nil ? " UTC" : "")
    }
}

extension HeartRateZones.Method {
    var words: String {
        switch self {
        case .percentOfMaximum: "by shares of the maximum"
        case .reserve: "by shares of the reserve between rest and maximum"
        case .threshold: "by the threshold heart rate"
        }
    }
}
