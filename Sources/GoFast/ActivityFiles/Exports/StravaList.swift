import Foundation
import TrainingMaths

/// Strava's `activities.csv`.
///
/// Its headers come in the language of the account and its columns have grown over the years. The first five have always
/// been id, date, name, type and description; the file's column is the one that holds paths like `activities/42.fit.gz`.
struct StravaList {
    /// By the file's path in the export, in lower case.
    private(set) var notes: [String: ActivityNote] = [:]

    /// Rows of more activities than were asked for are left.
    private(set) var isCut = false

    /// Paths in an export have less than a tenth of this.
    private static let longestPath = 1024

    init(csv bytes: [UInt8], limit: Int, textLimit: Int = ActivityFileLimits.standard.text) {
        var rows = CSVRows(bytes)
        guard let header = rows.next() else { return }
        let stated = header.firstIndex { $0.trimmingCharacters(in: .whitespaces).lowercased() == "filename" }
        while let row = rows.next() {
            let column = stated ?? row.firstIndex { $0.hasPrefix("activities/") }
            guard let column, column < row.count, row.count >= 5, !row[column].isEmpty,
                row[column].utf8.count <= Self.longestPath
            else { continue }
            guard self.notes.count < limit else {
                self.isCut = true
                return
            }
            let path = row[column].lowercased().split(separator: "/").suffix(2).joined(separator: "/")
            self.notes[path] = ActivityNote(
                name: row[2].title(textLimit),
                text: row[4].title(textLimit),
                sport: Self.sport(row[3]),
                start: Self.date(row[1])
            )
        }
    }

    /// Types as an English account has them; other languages leave the sport to the file.
    private static func sport(_ type: String) -> Sport? {
        switch type.lowercased().filter(\.isLetter) {
        case "run": Sport(.running)
        case "trailrun": Sport(.running, .trail)
        case "virtualrun": Sport(.running, .virtual)
        case "walk": Sport(.walking)
        case "hike": Sport(.hiking)
        case "ride", "gravelride", "mountainbikeride", "ebikeride": Sport(.cycling)
        case "virtualride": Sport(.cycling, .virtual)
        case "swim": Sport(.swimming)
        case "weighttraining", "workout", "crossfit": Sport(.strength)
        default: nil
        }
    }

    /// Reads `Nov 21, 2026, 5:12:03 AM`, which Strava writes in UTC; nil for the forms of other languages.
    static func date(_ text: String) -> Date? {
        guard text.utf8.count <= 64 else { return nil }
        let parts = text.split { $0.isWhitespace || $0 == "," || $0 == ":" }
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        guard parts.count == 7, let month = months.firstIndex(of: parts[0].lowercased()), let day = Int(parts[1]),
            let year = Int(parts[2]), let hour = Int(parts[3]), let minute = Int(parts[4]), let second = Int(parts[5]),
            (1...12).contains(hour), (0..<60).contains(minute), (0..<61).contains(second),
            let date = CalendarDay(year: year, month: month + 1, day: day)
        else { return nil }
        let isAfternoon = parts[6].lowercased().hasPrefix("p")
        let hours = hour % 12 + (isAfternoon ? 12 : 0)
        return Date(timeIntervalSince1970: Double(date.number * 86_400 + hours * 3600 + minute * 60 + second))
    }
}

/// Rows of comma-separated values (RFC 4180), one at a time; quoted fields may hold line ends.
struct CSVRows: IteratorProtocol {
    /// Strava's lists have about a hundred columns; what goes beyond is left out of a row.
    static let mostFields = 1000

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.position = 3 }
    }

    mutating func next() -> [String]? {
        guard self.position < self.bytes.count else { return nil }
        var row: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        while self.position < self.bytes.count {
            let byte = self.bytes[self.position]
            self.position += 1
            if byte == UInt8(ascii: "\"") {
                // Two of them inside quotes are one.
                if isQuoted, self.position < self.bytes.count, self.bytes[self.position] == byte {
                    field.append(byte)
                    self.position += 1
                } else {
                    isQuoted.toggle()
                }
            } else if isQuoted {
                field.append(byte)
            } else if byte == UInt8(ascii: ",") {
                if row.count < Self.mostFields { row.append(String(decoding: field, as: UTF8.self)) }
                field.removeAll(keepingCapacity: true)
            } else if byte == UInt8(ascii: "\n") {
                break
            } else if byte != UInt8(ascii: "\r") {
                field.append(byte)
            }
        }
        if row.count < Self.mostFields { row.append(String(decoding: field, as: UTF8.self)) }
        return row
    }
}
