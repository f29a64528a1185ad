import TrainingMaths

/// A moment as a file states it.
struct XMLTime: Equatable {
    /// Seconds since 1970-01-01T00:00:00Z.
    var seconds: Double
    /// Seconds that the stated zone is ahead of UTC; nil when the file says `Z` or nothing.
    var offset: Int?
    /// False when no zone was stated: then it counts as UTC.
    var hasZone: Bool

    /// Reads `2015-12-11T15:43:13.994+01:00` and its shorter forms (ISO 8601 as in XML Schema, W3C 2004); nil for anything else.
    init?(_ text: some StringProtocol) {
        var scanner = XMLTimeScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let date = scanner.digits(2), let day = CalendarDay(year: year, month: month, day: date)
        else { return nil }
        var time = 0.0
        if scanner.skip("T") || scanner.skip("t") || scanner.skip(" ") {
            guard let hour = scanner.digits(2), hour <= 24, scanner.skip(":"), let minute = scanner.digits(2),
                minute < 60
            else { return nil }
            time = Double(hour * 3600 + minute * 60)
            if scanner.skip(":") {
                // 60 is a leap second.
                guard let second = scanner.digits(2), second <= 60 else { return nil }
                time += Double(second)
                if scanner.skip(".") || scanner.skip(",") { time += scanner.fraction() }
            }
        }
        self.offset = nil
        self.hasZone = true
        if scanner.skip("Z") || scanner.skip("z") {
        } else if let sign = scanner.sign() {
            guard let hours = scanner.digits(2), hours <= 18 else { return nil }
            _ = scanner.skip(":")
            let minutes = scanner.isAtEnd ? 0 : scanner.digits(2)
            guard let minutes, minutes < 60 else { return nil }
            self.offset = sign * (hours * 3600 + minutes * 60)
        } else {
            self.hasZone = false
        }
        guard scanner.isAtEnd else { return nil }
        self.seconds = Double(day.number) * 86_400 + time - Double(self.offset ?? 0)
    }
}

/// Walks over the bytes of a time; blanks around it do not count.
private struct XMLTimeScanner {
    private var rest: Substring.UTF8View.SubSequence

    init(_ text: some StringProtocol) {
        let all = Substring(text).utf8
        let blank: (UInt8) -> Bool = { $0 <= 0x20 }
        var trimmed = all.drop(while: blank)
        while let last = trimmed.last, blank(last) { trimmed.removeLast() }
        self.rest = trimmed
    }

    var isAtEnd: Bool { self.rest.isEmpty }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard let first = self.rest.first, UInt32(first) == mark.value else { return false }
        self.rest.removeFirst()
        return true
    }

    mutating func sign() -> Int? { self.skip("+") ? 1 : self.skip("-") ? -1 : nil }

    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = self.digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// Nanoseconds at most: more digits mean nothing.
    mutating func fraction() -> Double {
        var value = 0
        var scale = 1
        while let digit = self.digit() {
            guard scale < 1_000_000_000 else { continue }
            value = value * 10 + digit
            scale *= 10
        }
        return Double(value) / Double(scale)
    }

    private mutating func digit() -> Int? {
        guard let first = self.rest.first, (0x30...0x39).contains(first) else { return nil }
        self.rest.removeFirst()
        return Int(first) - 0x30
    }
}

/// Values as they stand in elements and attributes.
enum XMLValues {
    /// A finite number; nil for words, `nan`, `inf`, hexadecimal and what a `Double` cannot hold.
    static func number(_ text: String) -> Double? {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
        }
        if isPlain { return Double(text).flatMap { $0.isFinite ? $0 : nil } }
        let trimmed = Self.trimmed(text)
        return trimmed.utf8.count == text.utf8.count ? nil : Self.number(trimmed)
    }

    /// Without blanks at both ends.
    static func trimmed(_ text: String) -> String {
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else { return "" }
        return String(text[first...last])
    }
}
