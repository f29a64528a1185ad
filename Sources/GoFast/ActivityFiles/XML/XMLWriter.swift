import TrainingMaths

/// Writes elements, indented, and never a character that XML forbids.
struct XMLWriter {
    private var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    private var open: [String] = []

    /// What was written; every element is closed.
    consuming func finished() -> [UInt8] {
        while !self.open.isEmpty { self.end() }
        return self.bytes
    }

    mutating func begin(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        self.startTag(name, attributes)
        self.append(">\n")
        self.open.append(name)
    }

    mutating func end() {
        guard let name = self.open.popLast() else { return }
        self.indent()
        self.append("</\(name)>\n")
    }

    /// `<name>text</name>`.
    mutating func leaf(_ name: String, _ text: String) {
        self.startTag(name, [:])
        self.append(">")
        self.append(Self.escaped(text))
        self.append("</\(name)>\n")
    }

    /// Nothing when there is no finite `number`.
    mutating func leaf(_ name: String, _ number: Double?) {
        if let number, number.isFinite { self.leaf(name, Self.decimal(number)) }
    }

    /// A whole number, for elements whose schema allows no other.
    mutating func wholeLeaf(_ name: String, _ number: Double?) {
        if let number, number.isFinite { self.leaf(name, Self.decimal(number.rounded())) }
    }

    private mutating func startTag(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        self.indent()
        self.append("<\(name)")
        for (key, value) in attributes { self.append(" \(key)=\"\(Self.escaped(value))\"") }
    }

    private mutating func indent() { self.bytes.append(contentsOf: repeatElement(0x20, count: self.open.count)) }

    private mutating func append(_ text: String) { self.bytes.append(contentsOf: text.utf8) }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case "\r": result += "&#13;"
            default:
                let isForbidden = scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
                if !isForbidden { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// The shortest digits that read back as the same number, without an exponent (`xsd:decimal` knows none).
    static func decimal(_ number: Double) -> String {
        let text = number.description
        guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) else {
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        let isNegative = text.hasPrefix("-")
        let parts = text[..<mark].drop { $0 == "-" }.split(separator: ".")
        let whole = parts.first.map(String.init) ?? "0"
        let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
        let digits = whole + fraction
        let point = whole.count + exponent
        let zeros: (Int) -> String = { String(repeating: "0", count: max(0, $0)) }
        let plain: String
        if point <= 0 {
            plain = "0." + zeros(-point) + digits
        } else if point >= digits.count {
            plain = digits + zeros(point - digits.count)
        } else {
            plain = "\(digits.prefix(point)).\(digits.dropFirst(point))"
        }
        return isNegative ? "-" + plain : plain
    }
}
