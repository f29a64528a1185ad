import FileTesting
import ActivityFiles
import ActivityFilesTesting
import Archives
import Foundation
import Testing
import TrainingMaths

@Suite struct ActivityExportTests {
    let scratch: ScratchFolder

    init() throws {
        self.scratch = try ScratchFolder()
    }

    private func results(of path: String) throws -> [String: Result<DecodedFile, ExportProblem>] {
        var results: [String: Result<DecodedFile, ExportProblem>] = [:]
        try ActivityExport(path: path, unpackFolder: self.scratch.path).forEachFile { entry, result in
            results[entry.path] = result
            return true
        }
        return results
    }

    @Test(arguments: SampleExport.Shape.allCases)
    func `an export gives all its activities with their names, and a broken file stops nothing`(
        shape: SampleExport.Shape
    ) throws {
        let sample = SampleExport(shape, count: 60, secondsPerPoint: 30)
        let path = self.scratch.path + "/export.zip"
        try sample.write(to: path)

        let export = try ActivityExport(path: path, unpackFolder: self.scratch.path)
        let results = try self.results(of: path)

        #expect(export.kind.rawValue == shape.rawValue)
        #expect(export.notes.warnings == [])
        for index in 0..<sample.count {
            let run = sample.run(index)
            let (name, _) = sample.file(index, run)
            let result = try #require(results.first { $0.key.hasSuffix("/" + name) }?.value, "\(name)")
            if index % SampleExport.oneBrokenIn == 17 {
                #expect(throws: ExportProblem.self) { try result.get() }
                continue
            }
            let file = try result.get()
            let activity = try #require(file.activities.first)
            #expect(activity.name == run.name, "\(name)")
            #expect(activity.sport.kind == .running)
            #expect(activity.start?.timeIntervalSince1970 == Double(run.start))
            #expect(activity.samples.count == run.points.count)
        }
    }

    @Test func `a folder of files is an export too`() throws {
        let run = SampleExport(.garmin, count: 1).run(0)
        try self.scratch.write("watch/GARMIN/one.FIT", run.fit)
        try self.scratch.write("watch/two.gpx", run.gpx)
        try self.scratch.write("watch/notes.md", [1])
        try self.scratch.write("watch/.hidden.fit", run.fit)
        var zip = ZipWriter()
        zip.add("three.tcx", run.tcx)
        try self.scratch.write("watch/more.zip", zip.finished())

        let results = try self.results(of: self.scratch.path + "/watch")

        #expect(results.keys.sorted() == ["GARMIN/one.FIT", "more.zip/three.tcx", "two.gpx"])
        #expect(results.values.allSatisfy { (try? $0.get()) != nil })
    }

    @Test func `one file is an export of one file`() throws {
        let run = SampleExport(.garmin, count: 1).run(0)
        let path = try self.scratch.write("one.fit", run.fit)

        #expect(try self.results(of: path).keys.sorted() == ["one.fit"])
    }

    @Test func `archives are opened two deep, and no deeper`() throws {
        func wrapped(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
            var zip = ZipWriter()
            zip.add(name, bytes)
            return zip.finished()
        }
        let run = SampleExport(.garmin, count: 1).run(0)
        let two = wrapped("inner.zip", wrapped("run.fit", run.fit))
        let twoDeep = try self.scratch.write("two.zip", two)
        let threeDeep = try self.scratch.write("three.zip", wrapped("outer.zip", two))

        let found = try self.results(of: twoDeep)
        let refused = try self.results(of: threeDeep)

        #expect(try found["inner.zip/run.fit"]?.get().activities.count == 1)
        #expect(refused.keys.sorted() == ["outer.zip/inner.zip"])
        #expect(throws: ExportProblem.tooDeep) { try refused["outer.zip/inner.zip"]?.get() }
    }

    @Test func `bad entries of an archive are named, and the good ones still come`() throws {
        let run = SampleExport(.garmin, count: 1).run(0)
        var zip = ZipWriter()
        zip.add("../../evil.fit", run.fit)
        zip.add("bomb.fit", [UInt8](repeating: 0, count: 8 * 1_048_576))
        zip.add("broken.zip", Array("PK\u{3}\u{4} and no more".utf8))
        zip.add("bomb.tcx.gz", Gzip.packed([UInt8](repeating: 0x20, count: 8 * 1_048_576)))
        zip.add("good.fit", run.fit)
        let path = try self.scratch.write("mixed.zip", zip.finished())

        let results = try self.results(of: path)
        func words(_ name: String) -> String {
            switch results[name] {
            case .failure(let problem): "\(problem)"
            case .success: "fine"
            case nil: "missing"
            }
        }

        #expect(words("../../evil.fit").contains("unsafe name"))
        #expect(words("bomb.fit").contains("250 times its packed size"))
        #expect(words("broken.zip").contains("not a zip archive"))
        #expect(words("bomb.tcx.gz").contains("250 times its packed size"))
        #expect(words("good.fit") == "fine")
    }

    @Test func `a list in another language still gives its names`() throws {
        let run = SampleExport(.garmin, count: 1).run(0)
        var zip = ZipWriter()
        zip.add("activities/5.gpx", run.gpx)
        let list = """
            Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Beschreibung,Zeit,Dateiname
            5,"21.11.2026, 05:12:03","Lauf mit ""Bob"", abends",Lauf,"schön
            und lang",2400,activities/5.gpx
            6,"22.11.2026, 05:12:03",Ohne Datei,Lauf,,2400,
            """
        zip.add("activities.csv", [0xEF, 0xBB, 0xBF] + Array(list.utf8))
        let path = try self.scratch.write("strava.zip", zip.finished())

        let result = try self.results(of: path)["activities/5.gpx"]

        #expect(try result?.get().activities.first?.name == "Lauf mit \"Bob\", abends")
        #expect(try result?.get().activities.first?.sport.kind == .running)
    }

    @Test(arguments: ["", "[", "{\"a\": 1}", "[{\"summarizedActivitiesExport\": [{\"startTimeGmt\": \"x\"}]}]"])
    func `a broken list is a warning`(json: String) throws {
        let run = SampleExport(.garmin, count: 1).run(0)
        var zip = ZipWriter()
        zip.add("a_summarizedActivities.json", Array(json.utf8))
        zip.add("a.fit", run.fit)
        let path = try self.scratch.write("garmin.zip", zip.finished())

        let export = try ActivityExport(path: path, unpackFolder: self.scratch.path)

        #expect(export.notes.warnings.count == 1)
        #expect(try self.results(of: path)["a.fit"]?.get().activities.count == 1)
    }

    @Test func `more lists than any export has are not all read`() throws {
        var zip = ZipWriter()
        for index in 0..<60 { zip.add("\(index)_summarizedActivities.json", Array("[]".utf8)) }
        let path = try self.scratch.write("garmin.zip", zip.finished())

        let export = try ActivityExport(path: path, unpackFolder: self.scratch.path)

        #expect(export.notes.warnings.count == 1)
        #expect(export.notes.warnings.first?.contains("60 lists") == true)
    }

    @Test func `no name in an archive steers a terminal`() throws {
        var zip = ZipWriter()
        zip.add("../\u{1B}[31m.fit", [1])
        let path = try self.scratch.write("mixed.zip", zip.finished())

        let problem = #expect(throws: ExportProblem.self) {
            try self.results(of: path)["../\u{1B}[31m.fit"]?.get()
        }

        #expect(problem?.description.contains("unsafe name ../[31m.fit") == true)
    }

    @Test func `what is not there or no archive is said in words`() throws {
        let path = try self.scratch.write("text.zip", Array("hello".utf8))

        let absent = #expect(throws: ExportProblem.self) { try ActivityExport(path: self.scratch.path + "/no") }
        let text = #expect(throws: ExportProblem.self) { try ActivityExport(path: path) }

        #expect(absent?.description.contains("there is nothing at") == true)
        #expect(text?.description == "The file is not a zip archive, or its end is missing.")
    }

    @Test(arguments: SampleExport.Shape.allCases)
    func `no damage makes an export crash or hang`(shape: SampleExport.Shape) throws {
        let path = self.scratch.path + "/good.zip"
        try SampleExport(shape, count: 8, secondsPerPoint: 300).write(to: path)
        let good = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        var random = SeededRandom(seed: 7)
        for _ in 0..<100 {
            var broken = good
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: 0..<broken.count, using: &random)
                broken[index] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) {
                let cut = Int.random(in: 0..<broken.count, using: &random)
                broken.removeSubrange(cut..<min(broken.count, cut + Int.random(in: 1...200, using: &random)))
            }
            let file = try self.scratch.write("broken.zip", broken)
            guard let export = try? ActivityExport(path: file, unpackFolder: self.scratch.path) else { continue }
            var count = 0
            export.forEachFile { _, _ in
                count += 1
                return true
            }
            #expect(count <= 20)
        }
    }

    @Test func `sizes that are lies do not add up to a crash`() async throws {
        let run = SampleExport(.garmin, count: 1).run(0)
        var zip = ZipWriter()
        for name in ["a.fit", "b.fit", "c.fit"] { zip.add(name, run.fit) }
        var bytes = zip.finished()
        for index in bytes.indices.dropLast(46) where bytes[index..<index + 4].elementsEqual([0x50, 0x4B, 1, 2]) {
            bytes.replaceSubrange(index + 20..<index + 24, with: [0xFE, 0xFF, 0xFF, 0xFF])
        }
        let path = try self.scratch.write("lies.zip", bytes)

        let report = try await ActivityImport(into: self.scratch.path + "/mine").run(path)

        #expect(report.failed == 3)
    }
}
