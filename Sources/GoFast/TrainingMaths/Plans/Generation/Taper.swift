import Foundation

/// The exponential fall of volume towards the race (L. Bosquet et al. 2007: 41 to 60 % less over two weeks, intensity kept).
enum Taper {
    /// Miles to run in `days` of a taper, races not counted.
    ///
    /// Each day's share of the peak falls exponentially from 1 on the taper's first day to `end` on the day of the race;
    /// so a race early in its week makes the week before lighter too.
    static func miles(peak: Double, in days: ClosedRange<CalendarDay>, from first: CalendarDay, race: CalendarDay)
        -> Double
    {
        let length = max(race - first, 1)
        let end = length <= 7 ? 0.4 : length <= 14 ? 0.35 : 0.3
        var sum = 0.0
        for number in days.lowerBound.number...days.upperBound.number where number != race.number {
            sum += Self.share(day: number - first.number, of: length, end: end)
        }
        return peak * sum / 7
    }

    /// What is left of the volume after `day` days of a taper of `length` days that ends at `end`; 1 before it begins.
    static func share(day: Int, of length: Int, end: Double) -> Double {
        pow(end, Double(max(day, 0)) / Double(max(length, 1)))
    }
}
