import ActivityFiles
import ArgumentParser
import Foundation
import TrainingMaths

/// `startline gofast convert`
struct GoFastConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert an activity or a plan to another format.",
        discussion: """
            What comes out is told by the name of OUT: an activity (FIT, TCX, GPX, also packed by gzip) becomes .json, .tcx, .gpx or \
            .csv; a plan (JSON of `startline gofast plan`, or a book of `startline gofast replan`) becomes .ics, .csv, .json, or .zip with a FIT workout for each session.
            """
    )

    @Argument(help: "An activity file, or a plan or a book in JSON.")
    var input: String

    @Argument(help: "File to write.")
    var output: String

    @Option(help: "Rows of a CSV of an activity: samples, laps, splits or activities.")
    var rows: ActivityRows = .samples

    @Option(help: "mi or km, for splits and for words.")
    var units: UnitSystem?

    func run() async throws {
        let bytes = try ActivityInput.bytes(self.input)
        let kind = (self.output as NSString).pathExtension.lowercased()
        let isPlan = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
        let converted: [UInt8]
        if isPlan {
            let book = try BookInput.isBook(bytes) ? BookInput.book(bytes, self.input) : nil
            let plan = try book?.current ?? PlanInput.plan(bytes, self.input)
            var result = ConvertedPlan(plan: plan, units: self.units ?? plan.request.units, stamp: Date())
            result.book = book
            converted = try result.bytes(kind)
        } else {
            let file = try ActivityInput.decoded(bytes, self.input)
            for warning in file.warnings + file.activities.flatMap(\.warnings) {
                Terminal().note("\(self.input): \(warning)")
            }
            converted = try ConvertedActivity(file: file, rows: self.rows, units: self.units ?? .miles).bytes(kind)
        }
        try Output.write(converted, to: self.output)
    }
}
