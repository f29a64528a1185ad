import ArgumentParser
import Foundation

/// `startline-load`: puts load on a server it starts itself and prints one JSON document.
@main
struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "startline-load",
        abstract: "Measures a Startline server: starts it, loads it, prints one JSON document.",
        subcommands: [
            FanoutCommand.self, IngestCommand.self, StartEndCommand.self, RestCommand.self, RoomsCommand.self,
            ViewsCommand.self, ColdStartCommand.self,
        ]
    )
}

/// What all measurements ask for.
struct CommonOptions: ParsableArguments {
    @Option(help: "The server's executable.")
    var server = ".build/release/startline"

    @Option(help: "Event loops of the generator.")
    var threads = 1
}

/// A measurement's figures with what is needed to judge them.
struct Report<Figures: Encodable>: Encodable {
    let benchmark: String
    let machine = Machine()
    let figures: Figures
    /// CPU seconds the generator itself used while measuring.
    let generatorCPUSeconds: Double

    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}

/// Where the figures come from.
struct Machine: Encodable {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let system = ProcessInfo.processInfo.operatingSystemVersionString
    let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first.map(
        String.init
    )
}

/// CPU seconds of this process so far.
func ownCPUSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// Progress, on standard error.
func say(_ text: String) {
    FileHandle.standardError.write(Data("startline-load: \(text)\n".utf8))
}

func rounded(_ value: Double, _ places: Double = 1000) -> Double { (value * places).rounded() / places }
