import ActivityFiles
import ArgumentParser
import Foundation
import TrainingMaths

/// How fast activity files become activities.
struct DecodingBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Decodes each file again and again on one core: MB/s."
    )

    @Argument(help: "FIT, TCX or GPX files.") var files: [String]
    @Option(help: "Seconds for each file.") var seconds = 2.0

    struct Figures: Encodable {
        struct File: Encodable {
            let name: String
            let bytes, samples: Int
            let megabytesPerSecond: Double
        }

        let files: [File]
        let peakMib: Double
    }

    func run() async throws {
        var measured: [Figures.File] = []
        for path in self.files {
            guard let data = FileManager.default.contents(atPath: path) else { throw Failure("\(path) can't be read.") }
            let bytes = [UInt8](data)
            let samples = try ActivityFile.decode(bytes, name: path).activities.reduce(0) { $0 + $1.samples.count }
            var rounds = 0
            let begun = ContinuousClock.now
            while begun.duration(to: .now) < .seconds(self.seconds) {
                guard
                    try ActivityFile.decode(bytes, name: path).activities.reduce(0, { $0 + $1.samples.count })
                        == samples
                else {
                    throw Failure("\(path) decodes differently each time.")
                }
                rounds += 1
            }
            let spent = begun.duration(to: .now) / .seconds(1)
            let rate = Double(bytes.count) * Double(rounds) / spent / 1_000_000
            say("\(path): \(Int(rate)) MB/s")
            measured.append(
                .init(
                    name: (path as NSString).lastPathComponent,
                    bytes: bytes.count,
                    samples: samples,
                    megabytesPerSecond: rate
                )
            )
        }
        try Report(benchmark: "decode", figures: Figures(files: measured, peakMib: peakMiB())).print()
    }
}
