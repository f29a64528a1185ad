/// Times as runners write them: `24:30`, `1:45:00`.
package enum ClockTime {
    /// The longest time that is taken for a time: 100 hours.
    package static let longest = 360_000.0

    /// What is shown for a time that does not exist.
    package static let unknown = "--:--"

    /// `24:30` or `1:45:00`; negative times carry a minus sign, times that are no numbers are ``unknown``.
    ///
    /// The whole is rounded before it is split, so 479.6 s is 8:00 and never 7:60.
    package static func text(_ seconds: Double) -> String {
        guard let whole = Self.whole(seconds) else { return Self.unknown }
        let size = abs(whole)
        let rest = Self.twoDigits(size % 60)
        let sign = whole < 0 ? "-" : ""
        if size < 3600 { return "\(sign)\(size / 60):\(rest)" }
        return "\(sign)\(size / 3600):\(Self.twoDigits(size / 60 % 60)):\(rest)"
    }

    /// A difference with its sign, `+2:03` or `-0:43`; no difference is `0:00`.
    package static func difference(_ seconds: Double) -> String {
        guard let whole = Self.whole(seconds) else { return Self.unknown }
        return (whole > 0 ? "+" : "") + Self.text(Double(whole))
    }

    /// Reads `24:30`, `1:45:00`, `24:30.5`, `90 min`, `1h45`, `1 h 45 min 10 s`, `45s`.
    ///
    /// Two parts are minutes and seconds. A bare number is refused, since nobody can tell minutes from seconds.
    package static func seconds(parsing text: String) throws(UnitError) -> Double {
        let trimmed = Self.cleaned(text)
        guard !trimmed.isEmpty else { throw UnitError(.empty, .time, input: text) }
        guard !trimmed.hasPrefix("-") else { throw UnitError(.notPositive, .time, input: text) }
        let seconds =
            trimmed.contains(":")
            ? try Self.colons(trimmed, input: text) : try Self.letters(trimmed, input: text)
        guard seconds > 0 else { throw UnitError(.notPositive, .time, input: text) }
        guard seconds <= Self.longest else { throw UnitError(.tooLarge, .time, input: text) }
        return seconds
    }

    /// Reads a race time, where `1:45` over a half marathon means an hour and three quarters.
    ///
    /// Hours and minutes are taken when minutes and seconds would be faster than any human and hours are not absurd.
    package static func seconds(parsing text: String, over distance: Distance) throws(UnitError) -> Double {
        let seconds = try Self.seconds(parsing: text)
        guard distance.meters > 0, Self.cleaned(text).split(separator: ":").count == 2 else { return seconds }
        let fastest = distance.meters / 11.0
        return seconds < fastest && seconds * 60 <= Self.longest ? seconds * 60 : seconds
    }

    private static func colons(_ text: String, input: String) throws(UnitError) -> Double {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let last = parts.last, let seconds = DecimalText.number(last),
            last.prefix(while: \.isNumber).count == 2
        else { throw UnitError(.unreadable, .time, input: input) }
        var whole: [Double] = []
        for part in parts.dropLast() {
            guard (1...6).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Double(part)
            else { throw UnitError(.unreadable, .time, input: input) }
            whole.append(number)
        }
        guard seconds < 60 else { throw UnitError(.secondsOver59, .time, input: input) }
        guard whole.count == 2 else { return whole[0] * 60 + seconds }
        guard whole[1] < 60 else { throw UnitError(.minutesOver59, .time, input: input) }
        return whole[0] * 3600 + whole[1] * 60 + seconds
    }

    private static func letters(_ text: String, input: String) throws(UnitError) -> Double {
        var rest = Substring(text)
        var total = 0.0
        var smallest = Double.infinity
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "," }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(name.count)
            guard let number = DecimalText.number(digits), let size = Self.size(of: name, after: smallest) else {
                throw UnitError(total == 0 && name.isEmpty ? .missingUnit : .unreadable, .time, input: input)
            }
            guard size < smallest else { throw UnitError(.unreadable, .time, input: input) }
            guard smallest == .infinity || number < 60 else {
                throw UnitError(size == 1 ? .secondsOver59 : .minutesOver59, .time, input: input)
            }
            smallest = size
            total += number * size
        }
        return total
    }

    /// Seconds in the unit `name`; no name after hours is minutes, after minutes seconds.
    private static func size(of name: Substring, after larger: Double) -> Double? {
        switch name {
        case "h", "hr", "hrs", "hour", "hours": 3600
        case "m", "min", "mins", "minute", "minutes": 60
        case "s", "sec", "secs", "second", "seconds": 1
        case "" where larger == 3600: 60
        case "" where larger == 60: 1
        default: nil
        }
    }

    private static func whole(_ seconds: Double) -> Int? {
        guard seconds.isFinite, abs(seconds) <= 1e12 else { return nil }
        return Int(exactly: seconds.rounded())
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    /// Without spaces and in small letters.
    static func cleaned(_ text: String) -> String {
        text.prefix(200).lowercased().filter { !$0.isWhitespace }
    }
}
