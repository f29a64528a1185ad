import ActivityFiles
import ArgumentParser
import Foundation

/// Broken files without end: the long form of the fuzzer in the tests.
struct FuzzBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Decodes mutations of real files; a crash, a slow one or too much memory ends it.",
        discussion: "Each mutation is written to --last before it is decoded, so that what crashed can be looked at."
    )

    @Argument(help: "Files to begin with.") var files: [String]
    @Option(help: "How long.") var seconds = 60.0
    @Option(help: "The same seed gives the same mutations.") var seed: UInt64 = 1
    @Option(help: "The longest that one file may take, in seconds.") var patience = 5.0

    @Option(help: "File for the mutation that is being decoded.") var last = "/tmp/startline-fuzz"
    @Option(help: "The most memory, in MiB.") var memory = 1024.0

    struct Figures: Encodable {
        let mutations, readable, refused: Int
        let seconds, slowestMs, peakMib: Double
    }

    func run() async throws {
        let files = try self.files.map { path in
            guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else {
                throw Failure("\(path) can't be read.")
            }
            return [UInt8](data)
        }
        var random = SplitMix(state: self.seed)
        var (count, readable, refused) = (0, 0, 0)
        var slowest = 0.0
        let begun = ContinuousClock.now
        while begun.duration(to: .now) < .seconds(self.seconds) {
            let bytes = Self.mutated(files, &random)
            try Data(bytes).write(to: URL(fileURLWithPath: self.last))
            let start = ContinuousClock.now
            do {
                _ = try ActivityFile.decode(bytes)
                readable += 1
            } catch {
                refused += 1
            }
            let spent = start.duration(to: .now) / .seconds(1)
            slowest = max(slowest, spent * 1000)
            count += 1
            guard spent < self.patience else {
                throw Failure("Mutation \(count) of seed \(self.seed) took \(spent) s for \(bytes.count) bytes.")
            }
            guard peakMiB() < self.memory else {
                throw Failure("Mutation \(count): \(Int(peakMiB())) MiB; it is in \(self.last).")
            }
            if count % 10_000 == 0 { say("\(count) mutations") }
        }
        try Report(
            benchmark: "fuzz",
            figures: Figures(
                mutations: count,
                readable: readable,
                refused: refused,
                seconds: begun.duration(to: .now) / .seconds(1),
                slowestMs: slowest,
                peakMib: peakMiB()
            )
        ).print()
    }

    /// A slice of a file with flipped bits, overwritten, doubled, cut or foreign bytes.
    private static func mutated(_ files: [[UInt8]], _ random: inout SplitMix) -> [UInt8] {
        var bytes = files[random.below(files.count)]
        // Headers are where formats decide; long tails only cost time.
        if bytes.count > 65_536, random.below(4) > 0 { bytes.removeSubrange(65_536...) }
        for _ in 0..<(1 + random.below(12)) {
            guard !bytes.isEmpty else { break }
            let place = random.below(random.below(2) == 0 ? min(bytes.count, 512) : bytes.count)
            switch random.below(6) {
            case 0: bytes[place] ^= 1 << UInt8(random.below(8))
            case 1: bytes[place] = [0, 0xFF, 0x7F, 0x80, UInt8(random.below(256))][random.below(5)]
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(64)))
            case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + random.below(256))], at: place)
            case 4: bytes.removeSubrange(place...)
            default:
                let other = files[random.below(files.count)]
                let from = random.below(other.count)
                bytes.insert(contentsOf: other[from..<min(other.count, from + 128)], at: place)
            }
        }
        return bytes
    }
}

/// G. Steele, D. Lea, C. Flood: Fast splittable pseudorandom number generators (2014).
private struct SplitMix {
    var state: UInt64

    /// 0 up to and without `limit`, which is above 0.
    mutating func below(_ limit: Int) -> Int {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var z = self.state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(limit))
    }
}
