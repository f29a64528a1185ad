/// A day of the Gregorian calendar, without a time and without a zone.
///
/// Conversions between day numbers and dates follow the era arithmetic of the proleptic Gregorian calendar
/// (400 years hold 146,097 days).
package struct CalendarDay: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    package let number: Int

    /// The first and the last day that can be written, 0001-01-01 and 9999-12-31, in days since 1970-01-01.
    package static let numbers = -719_162...2_932_896

    /// The day `number` days after 1970-01-01, clamped to ``numbers``: so arithmetic on days can't overflow.
    package init(number: Int) { self.number = min(max(number, Self.numbers.lowerBound), Self.numbers.upperBound) }

    /// Nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.number = era * 146_097 + dayOfEra - 719_468
        guard self.parts == (year, month, day) else { return nil }
    }

    /// Reads `2026-11-21`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package var year: Int { self.parts.year }
    package var month: Int { self.parts.month }
    package var day: Int { self.parts.day }

    package var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = (self.number + 3) % 7
        return Weekday.allCases[index < 0 ? index + 7 : index]
    }

    /// The Monday of this day's week.
    package var monday: CalendarDay { self + -self.weekday.rawValue }

    package static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
    package static func + (day: CalendarDay, days: Int) -> CalendarDay {
        let (number, overflow) = day.number.addingReportingOverflow(days)
        return CalendarDay(number: overflow ? days : number)
    }

    /// Days from `right` to `left`.
    package static func - (left: CalendarDay, right: CalendarDay) -> Int { left.number - right.number }

    private var parts: (year: Int, month: Int, day: Int) {
        let shifted = self.number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension CalendarDay: CustomStringConvertible {
    /// `2026-11-21`.
    package var description: String {
        let (year, month, day) = self.parts
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

extension CalendarDay: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = CalendarDay(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "“\(text)” is not a day like 2027-04-18"
            )
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}

/// A day of the week; weeks begin on Monday.
package enum Weekday: Int, Sendable, Codable, CaseIterable, Comparable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    package static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }

    /// `Monday`.
    package var name: String {
        switch self {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }
}
