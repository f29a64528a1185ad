import TrainingMaths

extension XMLTime {
    /// `2015-12-11T14:43:13.994Z`, in milliseconds; whole seconds have no fraction. Years end at 1 and 9999.
    static func text(_ seconds: Double) -> String {
        let (day, milliseconds) = Self.parts(seconds)
        let second = milliseconds / 1000
        let fraction = milliseconds % 1000
        let time = "\(Self.two(second / 3600)):\(Self.two(second / 60 % 60)):\(Self.two(second % 60))"
        guard fraction > 0 else { return "\(day)T\(time)Z" }
        let padded = String(repeating: "0", count: 3 - String(fraction).count) + String(fraction)
        return "\(day)T\(time).\(padded)Z"
    }

    /// `20151211T144313Z`, the form of calendars (RFC 5545, 3.3.5).
    static func calendarText(_ seconds: Double) -> String {
        let (day, milliseconds) = Self.parts(seconds)
        let second = milliseconds / 1000
        let date = day.description.filter { $0 != "-" }
        return "\(date)T\(Self.two(second / 3600))\(Self.two(second / 60 % 60))\(Self.two(second % 60))Z"
    }

    private static func parts(_ seconds: Double) -> (CalendarDay, milliseconds: Int) {
        let known = seconds.isFinite ? min(max(seconds, -62_135_596_800), 253_402_300_799) : 0
        let milliseconds = Int((known * 1000).rounded())
        let day = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
        return (CalendarDay(number: day), milliseconds - day * 86_400_000)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
