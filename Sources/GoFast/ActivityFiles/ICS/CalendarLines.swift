/// Content lines of iCalendar: CRLF, folded so that no line is longer than 75 bytes (RFC 5545, 3.1).
struct CalendarLines {
    private static let width = 75
    private(set) var bytes: [UInt8] = []

    /// A value that needs no escaping.
    mutating func add(_ name: String, _ value: String) { self.fold("\(name):\(value)") }

    /// A value of type TEXT.
    mutating func addText(_ name: String, _ value: String) { self.fold("\(name):\(Self.escaped(value))") }

    mutating func addList(_ name: String, _ values: [String]) {
        self.fold("\(name):\(values.map(Self.escaped).joined(separator: ","))")
    }

    /// RFC 5545, 3.3.11; control characters have no place in a calendar.
    static func escaped(_ text: String) -> String {
        var result = ""
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\\(scalar)"
            case "\r": result += "\\n"
            case "\n": if !isAfterReturn { result += "\\n" }
            case "\t": result += " "
            default: if scalar.value >= 0x20 && scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
            }
            isAfterReturn = scalar == "\r"
        }
        return result
    }

    private mutating func fold(_ line: String) {
        var used = 0
        for scalar in line.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if used + encoded.count > Self.width {
                self.bytes += [0x0D, 0x0A, 0x20]
                // The blank that marks the fold counts.
                used = 1
            }
            self.bytes += encoded
            used += encoded.count
        }
        self.bytes += [0x0D, 0x0A]
    }
}
