import ActivityFiles
import Testing
import TrainingMaths

/// Damage of every kind, the same in every run.
struct XMLFuzzTests {
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `no damage makes a decoder crash, hang or grow`(seed: UInt64) {
        var random = SeededRandom(state: seed)
        let files = [XMLSamples.tcx, XMLSamples.gpx].map { Array($0.utf8) }
        for round in 0..<300 {
            var bytes = files[round % 2]
            for _ in 0...random.next(below: 8) { Self.damage(&bytes, &random) }
            for decode in [{ try TCXDecoder.decode(bytes) }, { try GPXDecoder.decode(bytes) }] {
                guard let file = try? decode() else { continue }
                let samples = file.activities.flatMap(\.samples)
                #expect(samples.count <= bytes.count / 10)
                #expect(file.activities.allSatisfy { Self.isSound($0) }, "seed \(seed), round \(round)")
            }
        }
    }

    private static func isSound(_ activity: Activity) -> Bool {
        let times = activity.samples.map(\.seconds)
        let values = activity.samples.flatMap { sample in
            [sample.latitude, sample.longitude, sample.altitude, sample.distance, sample.speed, sample.heartRate]
                .compactMap(\.self)
        }
        return times.allSatisfy { $0.isFinite && $0 >= 0 } && zip(times, times.dropFirst()).allSatisfy { $0 < $1 }
            && values.allSatisfy(\.isFinite)
            && zip(activity.pauses, activity.pauses.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
            && activity.laps.allSatisfy { $0.startSeconds.isFinite && $0.startSeconds >= 0 }
    }

    private static func damage(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
        guard bytes.count > 10 else { return }
        let place = random.next(below: bytes.count)
        let words = [
            "nan", "1e400", "-", "<a>", "</Lap>", "]]>", "<![CDATA[", "<!--", "&#0;", "&lt;", "9999-12-31T23:59:59Z",
            "\"", ">",
        ]
        switch random.next(below: 6) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next(below: 256))
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.next(below: 60)))
        case 2: bytes.insert(contentsOf: Array(words[random.next(below: words.count)].utf8), at: place)
        case 3: bytes.removeLast(random.next(below: bytes.count / 2))
        case 4:
            // A digit for a digit keeps the file well-formed and its numbers odd.
            let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
            guard !digits.isEmpty else { return }
            bytes[digits[random.next(below: digits.count)]] = UInt8(0x30 + random.next(below: 10))
        default:
            let part = Array(bytes[place..<min(bytes.count, place + 300)])
            bytes.insert(contentsOf: part, at: random.next(below: bytes.count))
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct SeededRandom {
    var state: UInt64

    /// From 0 on; `bound` must be at least 1.
    mutating func next(below bound: Int) -> Int {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }
}
