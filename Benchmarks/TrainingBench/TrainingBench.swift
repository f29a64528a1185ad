import ArgumentParser
import Foundation

/// `startline-training-bench`: measures the training engine in this process and prints one JSON document.
@main
struct TrainingBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "startline-training-bench",
        abstract: "Measures plans, activity files and imports; prints one JSON document.",
        subcommands: [PlansBenchmark.self, DecodingBenchmark.self, ImportBenchmark.self, FuzzBenchmark.self]
    )
}

/// A measurement's name and figures.
struct Report<Figures: Encodable>: Encodable {
    let benchmark: String
    let figures: Figures

    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}

/// Why there is no measurement, in words.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A line of progress on standard error.
func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

/// The most memory this process ever had, in MiB; 0 where the system does not tell.
func peakMiB() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    return (kibibytes ?? 0) / 1024
}
