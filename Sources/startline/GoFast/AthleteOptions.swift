import ArgumentParser
import Foundation
import TrainingMaths

/// What a command is told of a runner.
struct AthleteOptions: ParsableArguments {
    @Option(name: .customLong("five-k"), help: "What the runner would race 5 km in today, such as 24:30.")
    var fiveK: String?

    @Option(help: "Distance of a usual week (mean of the last four), such as 25 or 40km; without a unit in --units.")
    var weekly: String?

    @Option(help: "Longest run of the last 30 days.")
    var longest: String?

    @Option(help: "How used to training: beginner, intermediate, advanced, competitive.")
    var level: String?

    @Option(help: "Age in years.")
    var age: Int?

    @Option(help: "female or male, where a formula differs.")
    var sex: String?

    @Option(name: .customLong("max-hr"), help: "Highest heart rate measured, beats a minute.")
    var maximumHeartRate: Double?

    @Option(name: .customLong("resting-hr"), help: "Heart rate at rest.")
    var restingHeartRate: Double?

    @Option(name: .customLong("threshold-hr"), help: "Heart rate at the lactate threshold.")
    var thresholdHeartRate: Double?

    @Option(help: "mi or km; by default what is usual where this machine's locale says we are.")
    var units: String?

    /// - Throws: `BadInput` for words that are no unit.
    func unitSystem() throws -> UnitSystem {
        guard let units = self.units else { return Self.usualUnits(ProcessInfo.processInfo.environment) }
        guard let system = UnitSystem(rawValue: units.lowercased()) else {
            throw BadInput("--units must be mi or km; it is '\(units)'.")
        }
        return system
    }

    /// What the locale of the environment measures in; miles where it names no place, since plans count in them.
    static func usualUnits(_ environment: [String: String]) -> UnitSystem {
        let names = ["LC_ALL", "LC_MEASUREMENT", "LANG"]
        let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let language = locale.prefix { $0 != "." && $0 != "@" }
        return ["C", "POSIX"].contains(language) ? .miles : ReaderLocale(tag: locale).units
    }

    /// Seconds for 5 km; nil when not given.
    func fiveKSeconds() throws -> Double? {
        guard let text = self.fiveK else { return nil }
        let seconds = try Input.time(text, "--five-k")
        // From faster than any human to a slow walk.
        guard (720...7200).contains(seconds) else {
            throw BadInput("--five-k must be between 12:00 and 2:00:00 for 5 km; it is '\(text)'.")
        }
        return seconds
    }

    /// The runner; `fiveKSeconds` is asked for by the caller, who knows whether it can do without.
    func athlete(fiveKSeconds: Double) throws -> Athlete {
        let units = try self.unitSystem()
        let weekly = try Input.distance(self.weekly ?? "0", "--weekly", units, upTo: 300)
        var athlete = Athlete(fiveKSeconds: fiveKSeconds, weeklyMiles: weekly.miles)
        if let longest = self.longest {
            athlete.longestRunMiles = try Input.distance(longest, "--longest", units, upTo: 200).miles
        }
        athlete.level = try Input.choice(self.level, "--level", Athlete.Level.self) ?? .intermediate
        athlete.sex = try Input.choice(self.sex, "--sex", Athlete.Sex.self)
        if let age = self.age {
            guard (5...110).contains(age) else { throw BadInput("--age must be from 5 to 110; it is \(age).") }
            athlete.age = age
        }
        athlete.maximumHeartRate = try Input.heartRate(self.maximumHeartRate, "--max-hr", 100...240)
        athlete.restingHeartRate = try Input.heartRate(self.restingHeartRate, "--resting-hr", 25...120)
        athlete.thresholdHeartRate = try Input.heartRate(self.thresholdHeartRate, "--threshold-hr", 90...220)
        if let threshold = athlete.thresholdHeartRate, let top = athlete.maximumHeartRate, threshold >= top {
            throw BadInput("--threshold-hr \(Int(threshold)) must be below --max-hr \(Int(top)).")
        }
        if let rest = athlete.restingHeartRate, let top = athlete.maximumHeartRate, rest + 30 > top {
            throw BadInput(
                "--resting-hr \(Int(rest)) and --max-hr \(Int(top)) can't both be right: they lie too close."
            )
        }
        return athlete
    }
}

/// Words of the command line as values; what is wrong is told with the option's name.
enum Input {
    static func time(_ text: String, _ option: String) throws -> Double {
        do {
            return try ClockTime.seconds(parsing: text)
        } catch {
            throw BadInput("\(option): \(error)")
        }
    }

    /// A length with its unit, or a bare number in `units`; not negative, at most `limit` miles.
    static func distance(_ text: String, _ option: String, _ units: UnitSystem, upTo limit: Double) throws -> Distance {
        let distance: Distance
        if let number = Double(text) {
            distance = Distance(meters: number * units.meters)
        } else {
            do {
                distance = try Distance(parsing: text)
            } catch {
                throw BadInput("\(option): \(error)")
            }
        }
        guard distance.meters.isFinite, distance.meters >= 0, distance.miles <= limit else {
            throw BadInput("\(option) must be from 0 to \(Int(limit)) miles; it is '\(text)'.")
        }
        return distance
    }

    /// A name as it may stand in headings, calendars and on a terminal.
    static func name(_ text: String) throws -> String {
        let clean = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.generalCategory.isControl })
        )
        .trimmingCharacters(in: .whitespaces)
        guard (1...100).contains(clean.utf8.count) else {
            throw BadInput("--name must have 1 to 100 letters; leave it out when the race has none.")
        }
        return clean
    }

    static func race(_ text: String, _ option: String) throws -> RaceDistance {
        do {
            return try RaceDistance(parsing: text)
        } catch {
            throw BadInput("\(option): \(error)")
        }
    }

    static func day(_ text: String, _ option: String) throws -> CalendarDay {
        guard let day = CalendarDay(text) else {
            throw BadInput("\(option) must be a day such as 2027-04-18; it is '\(text)'.")
        }
        return day
    }

    static func choice<Value: RawRepresentable & CaseIterable>(
        _ text: String?,
        _ option: String,
        _: Value.Type
    ) throws -> Value? where Value.RawValue == String {
        guard let text else { return nil }
        guard let value = Value(rawValue: text.lowercased()) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw BadInput("\(option) must be one of \(known); it is '\(text)'.")
        }
        return value
    }

    /// `mon`, `tuesday` ...
    static func weekday(_ text: some StringProtocol, _ option: String) throws -> Weekday {
        let word = text.lowercased().trimmingCharacters(in: .whitespaces)
        guard word.count >= 2, let day = Weekday.allCases.first(where: { $0.name.lowercased().hasPrefix(word) }) else {
            throw BadInput("\(option) must name days of the week such as mon or saturday; it has '\(text)'.")
        }
        return day
    }

    static func heartRate(_ value: Double?, _ option: String, _ range: ClosedRange<Double>) throws -> Double? {
        guard let value else { return nil }
        guard range.contains(value) else {
            throw BadInput(
                "\(option) must be from \(Int(range.lowerBound)) to \(Int(range.upperBound)) beats a minute; it is \(value)."
            )
        }
        return value
    }

    /// Today where this machine stands.
    static func today() -> CalendarDay {
        let parts = Calendar(identifier: .gregorian).dateComponents(in: .current, from: Date())
        guard let year = parts.year, let month = parts.month, let day = parts.day,
            let today = CalendarDay(year: year, month: month, day: day)
        else { return CalendarDay(number: Int(Date().timeIntervalSince1970 / 86_400)) }
        return today
    }
}

extension Unicode.GeneralCategory {
    /// Control and format characters steer terminals and turn text around.
    fileprivate var isControl: Bool {
        self == .control || self == .format || self == .lineSeparator || self == .paragraphSeparator
    }
}
