/// Makes broken files of sound ones, the same ones for the same seed.
struct FuzzMutator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    /// One input: a sound file after one to eight mutations.
    static func input(seed: UInt64, from files: [[UInt8]]) -> [UInt8] {
        var mutator = FuzzMutator(seed: seed)
        var bytes = files[mutator.below(files.count)]
        for _ in 0...mutator.below(8) { mutator.mutate(&bytes, files) }
        return bytes
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    private mutating func below(_ count: Int) -> Int { Int(self.next() % UInt64(max(count, 1))) }

    private mutating func mutate(_ bytes: inout [UInt8], _ files: [[UInt8]]) {
        guard !bytes.isEmpty else { return bytes = [UInt8(truncatingIfNeeded: self.next())] }
        let position = self.below(bytes.count)
        let length = min(self.below(1 << self.below(9)) + 1, bytes.count - position)
        switch self.below(10) {
        case 0, 1: bytes[position] ^= 1 << UInt8(self.below(8))
        case 2: bytes[position] = UInt8(truncatingIfNeeded: self.next())
        case 3:
            // Values at the edges of their types, over one to eight bytes.
            let edge: UInt8 = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF][self.below(6)]
            for index in position..<min(position + [1, 2, 4, 8][self.below(4)], bytes.count) { bytes[index] = edge }
        case 4: bytes.removeSubrange(position..<position + length)
        case 5: bytes.insert(contentsOf: bytes[position..<position + length], at: self.below(bytes.count))
        case 6: bytes.removeSubrange(position...)
        case 7: for index in position..<position + length { bytes[index] = UInt8(truncatingIfNeeded: self.next()) }
        case 8:
            let other = files[self.below(files.count)]
            let from = self.below(other.count)
            bytes.insert(contentsOf: other[from..<min(from + length, other.count)], at: position)
        default:
            // Tokens of XML and numbers that break parsers.
            let token = [
                "<", ">", "&", "&#x110000;", "]]>", "<!--", "<![CDATA[", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "NaN",
                "1e999",
                "-0", "99999999999999999999", "2021-02-30T25:61:61Z", "</Trackpoint>", "<trkpt>", "\u{0}", "\u{FEFF}",
            ][self.below(17)]
            bytes.insert(contentsOf: token.utf8, at: position)
        }
    }
}
