extension Moment {
    /// Reads a time as people and clients write it: `2026-01-31T20:00`, with or without seconds, fraction and offset;
    /// without an offset it is UTC. Nil for anything else.
    package init?(_ text: String) {
        var rest = text[...].utf8
        guard let year = rest.number(digits: 4), rest.skip("-"), let month = rest.number(digits: 2), rest.skip("-"),
            let day = rest.number(digits: 2), rest.skip("T") || rest.skip("t") || rest.skip(" "),
            let hour = rest.number(digits: 2), rest.skip(":"), let minute = rest.number(digits: 2)
        else { return nil }
        var second: Int64 = 0
        var fraction: Int64 = 0
        if rest.skip(":") {
            guard let seconds = rest.number(digits: 2) else { return nil }
            second = seconds
            if rest.skip(".") {
                guard let milliseconds = rest.fraction() else { return nil }
                fraction = milliseconds
            }
        }
        guard let offset = rest.offset(), rest.isEmpty else { return nil }
        guard year >= 1970, (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day), hour < 24,
            minute < 60, second < 60
        else { return nil }
        let days = Self.daysSince1970(year: year, month: month, day: day)
        let minutes = (days * 24 + hour) * 60 + minute - offset
        self.init(rawValue: (minutes * 60 + second) * 1000 + fraction)
    }

    private static func days(in month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Counts years from March, so that the leap day is the last of its year.
    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
    }
}

extension Substring.UTF8View {
    fileprivate mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard self.first == UInt8(ascii: character) else { return false }
        self.removeFirst()
        return true
    }

    fileprivate mutating func number(digits: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<digits {
            guard let digit = self.digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// The digits after the point, as milliseconds; what is finer is cut off.
    fileprivate mutating func fraction() -> Int64? {
        guard var value = self.digit() else { return nil }
        value *= 100
        var place: Int64 = 10
        while let digit = self.digit() {
            value += digit * place
            place /= 10
        }
        return value
    }

    /// Minutes east of Greenwich; zero when nothing is said.
    fileprivate mutating func offset() -> Int64? {
        if self.isEmpty || self.skip("Z") || self.skip("z") { return 0 }
        let isWest = self.first == UInt8(ascii: "-")
        guard self.skip("+") || self.skip("-"), let hours = self.number(digits: 2), hours < 24 else { return nil }
        let hasColon = self.skip(":")
        guard let minutes = self.isEmpty && !hasColon ? 0 : self.number(digits: 2), minutes < 60 else { return nil }
        return (isWest ? -1 : 1) * (hours * 60 + minutes)
    }

    private mutating func digit() -> Int64? {
        guard let byte = self.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        self.removeFirst()
        return Int64(byte - UInt8(ascii: "0"))
    }
}
