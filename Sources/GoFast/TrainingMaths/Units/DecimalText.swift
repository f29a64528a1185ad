/// Decimal numbers as people write them.
enum DecimalText {
    /// Reads `13.1`, `13,1`, `5,000` (as 5), `1,609.344`; nil for anything else, signs and exponents included.
    ///
    /// With both separators the last is the decimal one. `groupsThousands` reads a single separator before exactly three
    /// digits as one of thousands, which is right for whole metres and wrong for miles.
    static func number(_ text: some StringProtocol, groupsThousands: Bool = false) -> Double? {
        guard !text.isEmpty, text.utf8.count <= 24 else { return nil }
        guard text.utf8.allSatisfy({ Self.isDigit($0) || $0 == Self.point || $0 == Self.comma }) else { return nil }
        let separators = text.filter { $0 == "." || $0 == "," }
        guard let last = separators.last else { return Double(text) }
        let parts = text.split(omittingEmptySubsequences: true) { $0 == "." || $0 == "," }.map { String($0) }
        guard parts.count == separators.count + 1 else { return nil }
        let isGrouped = parts.dropFirst().allSatisfy { $0.utf8.count == 3 } && (1...3).contains(parts[0].utf8.count)
        if separators.count == 1 {
            return isGrouped && groupsThousands ? Double(parts.joined()) : Double(parts[0] + "." + parts[1])
        }
        if Set(separators).count == 1 { return isGrouped ? Double(parts.joined()) : nil }
        let grouping = separators.dropLast()
        guard !grouping.contains(last), (1...3).contains(parts[0].utf8.count),
            parts[1..<(parts.count - 1)].allSatisfy({ $0.utf8.count == 3 })
        else { return nil }
        return Double(parts.dropLast().joined() + "." + parts[parts.count - 1])
    }

    /// `6.2`, with at most `places` decimals and no zeros at the end; `–` when there is no such number.
    static func text(_ value: Double, places: Int, separator: Character) -> String {
        let places = min(max(places, 0), 6)
        let factor = (0..<places).reduce(1.0) { product, _ in product * 10 }
        guard value.isFinite, let scaled = Int(exactly: (abs(value) * factor).rounded()) else { return "–" }
        let unit = Int(factor)
        var fraction = String(scaled % unit + unit).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return sign + String(scaled / unit) + (fraction.isEmpty ? "" : String(separator) + fraction)
    }

    private static let point = UInt8(ascii: ".")
    private static let comma = UInt8(ascii: ",")
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
