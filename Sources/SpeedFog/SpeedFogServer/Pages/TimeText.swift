import Foundation
import SpeedFogProtocol
import Vocabulary

/// How times read on pages. Browser code writes them the same way (`site/text.js`).
enum TimeText {
    /// `M:SS` or `H:MM:SS`.
    static func igt(_ milliseconds: Int) -> String {
        let total = max(0, milliseconds) / 1000
        let seconds = Self.twoDigits(total % 60)
        let minutes = total / 60 % 60
        let hours = total / 3600
        return hours > 0 ? "\(hours):\(Self.twoDigits(minutes)):\(seconds)" : "\(minutes):\(seconds)"
    }

    /// `+0:05`; with a real minus sign when ahead.
    static func gap(_ milliseconds: Int) -> String {
        let size = milliseconds == .min ? .max : abs(milliseconds)
        return "\(milliseconds < 0 ? "\u{2212}" : "+")\(Self.igt(size))"
    }

    /// `HH:MM:SS` on the wall since `start`.
    static func elapsed(since start: Moment, now: Moment) -> String {
        let total = Int(max(0, now - start) / 1000)
        return [total / 3600, total / 60 % 60, total % 60].map(Self.twoDigits).joined(separator: ":")
    }

    /// `21 Nov, 20:00 UTC`, or `21 Nov 2027, 20:00 UTC` in another year than `now`, for browsers that don't translate it
    /// into the viewer's zone.
    static func utc(_ moment: Moment, now: Moment) -> String {
        let iso = moment.iso8601
        let parts = iso.split(whereSeparator: { "-T:".contains($0) })
        guard parts.count >= 5, let month = Int(parts[1]), Self.months.indices.contains(month - 1) else { return iso }
        let year = now.iso8601.hasPrefix(parts[0]) ? "" : " \(parts[0])"
        return "\(parts[2]) \(Self.months[month - 1])\(year), \(parts[3]):\(parts[4]) UTC"
    }

    /// The value of a `datetime-local` field, in UTC.
    static func field(_ moment: Moment) -> String {
        String(moment.iso8601.prefix(16))
    }

    /// `1 runner`, `3 runners`.
    static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// How the names of pools and people read.
enum NameText {
    /// `boss_shuffle` as `Boss Shuffle`.
    static func pool(_ name: String) -> String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }

    /// The last part of `Region - Dungeon - Boss`, which is too long for a row.
    static func place(_ name: String) -> String { name.components(separatedBy: " - ").last ?? name }

    /// What stands in the disc beside a name.
    static func initial(_ name: String) -> String { String(name.prefix(1)).uppercased() }

    /// The style class of a player's colour.
    static func colorClass(_ index: Int) -> String { "player-\(((index % 20) + 20) % 20)" }
}
