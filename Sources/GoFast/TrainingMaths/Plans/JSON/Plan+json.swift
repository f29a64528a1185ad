/// The JSON of a plan, in the names that clients of earlier generations know.
///
/// What people read is text there ("24:30", "8:20-8:40" for a mile); what text would lose is in `request` as well, so a
/// plan that is written and read is the same plan. When the two disagree, somebody has edited the text, and it counts.
extension Plan: Codable {
    private enum Key: String, CodingKey {
        case id, kind, startDate, totalWeeks, race, baseline5k, baselineWeeklyMileage, request, phaseOverview, weeks,
            days
        case notes
    }

    private struct Span: Encodable {
        let weeks: Int
        let startWeek: Int?
        let endWeek: Int?
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(self.id, forKey: .id)
        try container.encode(self.kind, forKey: .kind)
        try container.encode(self.request.start, forKey: .startDate)
        try container.encode(self.weeks.count, forKey: .totalWeeks)
        try container.encode(RaceJSON(self.request.race, paces: true), forKey: .race)
        try container.encode(ClockTime.text(self.request.athlete.fiveKSeconds), forKey: .baseline5k)
        try container.encode(self.request.athlete.weeklyMiles, forKey: .baselineWeeklyMileage)
        try container.encode(RequestJSON(self.request), forKey: .request)
        var overview: [String: Span] = [:]
        for phase in Phase.allCases {
            let weeks = self.weeks.filter { $0.phase == phase }.map { $0.weekIndex }
            overview[phase.rawValue] = Span(weeks: weeks.count, startWeek: weeks.first, endWeek: weeks.last)
        }
        try container.encode(overview, forKey: .phaseOverview)
        try container.encode(self.weeks.map { WeekJSON($0) }, forKey: .weeks)
        try container.encode(self.days.map { DayJSON($0) }, forKey: .days)
        try container.encode(self.notes, forKey: .notes)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let start = try container.decode(CalendarDay.self, forKey: .startDate)
        let race = try container.decode(RaceJSON.self, forKey: .race).race(at: container.codingPath + [Key.race])
        let fiveK = try PlanText.time(
            container.decode(String.self, forKey: .baseline5k),
            container.codingPath + [Key.baseline5k]
        )
        let weekly = try container.decode(Double.self, forKey: .baselineWeeklyMileage)
        let json = try container.decodeIfPresent(RequestJSON.self, forKey: .request) ?? RequestJSON()
        let request = json.request(race: race, start: start, fiveKSeconds: fiveK, weeklyMiles: weekly)
        let weeks = try container.decode([WeekJSON].self, forKey: .weeks)
        let days = try container.decode([DayJSON].self, forKey: .days)
        for index in weeks.map({ $0.weekIndex }) + days.map({ $0.weekIndex }) where !(0..<1000).contains(index) {
            throw PlanText.error(
                "\(index) is no index of a week: the first week is 0",
                container.codingPath + [Key.weeks]
            )
        }
        self.init(
            id: try container.decodeIfPresent(String.self, forKey: .id) ?? PlanGenerator.id(of: request),
            kind: try container.decodeIfPresent(Kind.self, forKey: .kind) ?? (weeks.count < 4 ? .racePrep : .full),
            request: request,
            weeks: weeks.map { $0.week },
            days: try days.enumerated().map { index, day in
                try day.day(phases: weeks, at: container.codingPath + [Key.days, IndexKey(index)])
            },
            notes: try container.decodeIfPresent([String].self, forKey: .notes) ?? []
        )
    }
}

/// The place of an element in a list, for messages.
struct IndexKey: CodingKey {
    let intValue: Int?
    var stringValue: String { "\(self.intValue ?? 0)" }

    init(_ index: Int) { self.intValue = index }
    init?(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) { nil }
}

/// Texts of plans, read with errors that say where.
enum PlanText {
    static func time(_ text: String, _ path: [any CodingKey]) throws -> Double {
        do { return try ClockTime.seconds(parsing: text) } catch { throw Self.error("\(error)", path) }
    }

    static func pace(_ text: String, _ path: [any CodingKey]) throws -> Pace {
        do { return Pace(secondsPerMile: try ClockTime.seconds(parsing: text)) } catch {
            throw Self.error("\(error)", path)
        }
    }

    /// `8:20-8:40`, the faster first; one pace alone is a range of one.
    static func paceRange(_ text: String, _ path: [any CodingKey]) throws -> ClosedRange<Pace> {
        let parts = text.split(whereSeparator: { $0 == "-" || $0 == "–" }).map { String($0) }
        guard (1...2).contains(parts.count), let first = parts.first, let last = parts.last else {
            throw Self.error("“\(text)” is no range of paces like 8:20-8:40", path)
        }
        let paces = [try Self.pace(first, path), try Self.pace(last, path)].sorted()
        return paces[0]...paces[1]
    }

    /// `120-140`.
    static func heartRates(_ text: String, _ path: [any CodingKey]) throws -> ClosedRange<Int> {
        let parts = text.split(separator: "-").map { Int($0) }
        guard parts.count == 2, let low = parts[0], let high = parts[1], (0...300).contains(low),
            (low...300).contains(high)
        else { throw Self.error("“\(text)” is no range of heart rates like 120-140", path) }
        return low...high
    }

    static func error(_ message: String, _ path: [any CodingKey]) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: path, debugDescription: message))
    }
}
