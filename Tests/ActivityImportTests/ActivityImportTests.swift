import FileTesting
import ActivityFiles
import ActivityFilesTesting
import Archives
import Foundation
import Synchronization
import Testing
import TrainingMaths

@Suite struct ActivityImportTests {
    let scratch: ScratchFolder

    init() throws {
        self.scratch = try ScratchFolder()
    }

    private var folder: String { self.scratch.path + "/mine" }

    private func written(_ sample: SampleExport) throws -> String {
        let path = self.scratch.path + "/\(sample.shape).zip"
        try sample.write(to: path)
        return path
    }

    @Test(arguments: SampleExport.Shape.allCases)
    func `an export comes in once, and a second time nothing is left to do`(shape: SampleExport.Shape) async throws {
        let sample = SampleExport(shape, count: 120, secondsPerPoint: 60)
        let path = try self.written(sample)
        let fractions = Mutex<[Double]>([])

        let first = try await ActivityImport(into: self.folder).run(path) { progress in
            fractions.withLock { $0.append(progress.fraction) }
        }
        let second = try await ActivityImport(into: self.folder).run(path)

        #expect(first.imported == sample.count - sample.brokenCount)
        #expect(first.failed == sample.brokenCount)
        #expect(first.done == first.known)
        #expect(first.duplicates == 0)
        #expect(second.alreadyThere == first.done)
        #expect(second.imported == 0 && second.failed == 0 && second.duplicates == 0)
        fractions.withLock { fractions in
            #expect(fractions == fractions.sorted())
            #expect(fractions.last == 1)
        }
    }

    @Test func `originals are kept as they are, unpacked`() async throws {
        let sample = SampleExport(.strava, count: 3, secondsPerPoint: 60)
        _ = try await ActivityImport(into: self.folder).run(self.written(sample))
        let ledger = try ImportLedger(folder: self.folder)

        let files = ledger.records.values.compactMap(\.file)

        let kept = try files.map { try Data(contentsOf: URL(fileURLWithPath: self.folder + "/" + $0)) }
        #expect(Set(kept) == Set((0..<3).map { Data(sample.run($0).fit) }))
    }

    @Test func `an import that is cancelled goes on where it stopped`() async throws {
        let sample = SampleExport(.strava, count: 150, secondsPerPoint: 60)
        let path = try self.written(sample)
        let folder = self.folder
        let started = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await ActivityImport(into: folder).run(path) { progress in
                if progress.done == 20 { started.continuation.finish() }
                // Slow enough to be met in the middle.
                if progress.done > 20 { usleep(2000) }
            }
        }
        for await _ in started.stream {}
        task.cancel()
        let stopped = try await task.value

        let rest = try await ActivityImport(into: folder).run(path)

        #expect(stopped.wasCancelled)
        #expect(stopped.done >= 20 && stopped.done < 150)
        #expect(rest.alreadyThere == stopped.done)
        #expect(stopped.imported + rest.imported == sample.count - sample.brokenCount)
    }

    @Test func `a line that a crash cut off is dropped, and its file imported again`() async throws {
        let sample = SampleExport(.strava, count: 10, secondsPerPoint: 60)
        let path = try self.written(sample)
        _ = try await ActivityImport(into: self.folder).run(path)
        let ledger = self.folder + "/" + ImportLedger.fileName
        let whole = try Data(contentsOf: URL(fileURLWithPath: ledger))
        try whole.dropLast(25).write(to: URL(fileURLWithPath: ledger))

        let again = try await ActivityImport(into: self.folder).run(path)

        #expect(again.alreadyThere == 9)
        #expect(again.imported == 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: ledger)) == whole)
    }

    @Test(arguments: [true, false])
    func `an original that a crash lost or emptied is brought back`(isLost: Bool) async throws {
        let sample = SampleExport(.strava, count: 4, secondsPerPoint: 60)
        let path = try self.written(sample)
        _ = try await ActivityImport(into: self.folder).run(path)
        let file = try #require(try ImportLedger(folder: self.folder).records.values.first?.file)
        let original = self.folder + "/" + file
        let whole = try Data(contentsOf: URL(fileURLWithPath: original))
        if isLost {
            try FileManager.default.removeItem(atPath: original)
        } else {
            try Data().write(to: URL(fileURLWithPath: original))
        }

        let again = try await ActivityImport(into: self.folder).run(path)

        #expect(again.alreadyThere == 4)
        #expect(try Data(contentsOf: URL(fileURLWithPath: original)) == whole)
    }

    @Test func `the same content from elsewhere is known, whatever its name`() async throws {
        let run = SampleExport(.garmin, count: 1).run(0)
        let first = try self.scratch.write("first/a.fit", run.fit)
        try self.scratch.write("second/b.fit", run.fit)
        var zip = ZipWriter()
        zip.add("c.fit.gz", Gzip.packed(run.fit))
        try self.scratch.write("second/more.zip", zip.finished())
        _ = try await ActivityImport(into: self.folder).run(first)

        let second = try await ActivityImport(into: self.folder).run(self.scratch.path + "/second")

        #expect(second.alreadyThere == 2)
        #expect(second.imported == 0)
    }

    @Test(arguments: [true, false])
    func `of two records of one run the richer is kept, whichever comes first`(richFirst: Bool) async throws {
        var rich = SampleExport(.garmin, count: 1).run(0)
        let poor = SampleExport(.garmin, count: 1, secondsPerPoint: 5).run(0)
        var poorPoints = poor
        poorPoints.points = poor.points.enumerated().filter { $0.offset % 4 == 0 || $0.element.seconds == poor.seconds }
            .map(\.element)
        // Another watch, started ninety seconds later, one percent longer.
        rich.start += 90
        for index in rich.points.indices { rich.points[index].meters *= 1.01 }
        let names = richFirst ? ["1.fit", "2.fit"] : ["2.fit", "1.fit"]
        try self.scratch.write("in/\(names[0])", rich.fit)
        try self.scratch.write("in/\(names[1])", poorPoints.fit)

        let report = try await ActivityImport(into: self.folder).run(self.scratch.path + "/in")

        let ledger = try ImportLedger(folder: self.folder)
        let richRecord = try #require(ledger.records[ContentID(of: rich.fit)])
        let poorRecord = try #require(ledger.records[ContentID(of: poorPoints.fit)])
        #expect(report.imported == 1 && report.duplicates == 1)
        #expect(richRecord.outcome == .imported)
        #expect(poorRecord.outcome == .duplicate)
        #expect(poorRecord.duplicateOf == richRecord.content)
    }

    @Test(arguments: [(121, 1.0), (0, 1.03), (-125, 1.0)])
    func `runs that only resemble each other are two`(seconds: Int, stretch: Double) async throws {
        let run = SampleExport(.garmin, count: 1).run(0)
        var other = run
        other.start += seconds
        for index in other.points.indices { other.points[index].meters *= stretch }
        try self.scratch.write("in/1.fit", run.fit)
        try self.scratch.write("in/2.fit", other.fit)

        let report = try await ActivityImport(into: self.folder).run(self.scratch.path + "/in")

        #expect(report.imported == 2)
    }

    @Test func `what is no activity is skipped with a reason`() async throws {
        try self.scratch.write("in/settings.fit", SampleRun.settingsFIT)
        try self.scratch.write("in/readme.txt", Array("hello".utf8))
        try self.scratch.write("in/noise.fit", Array("hello".utf8))

        let report = try await ActivityImport(into: self.folder).run(self.scratch.path + "/in")

        let ledger = try ImportLedger(folder: self.folder)
        #expect(report.skipped == 2 && report.failed == 1)
        #expect(ledger.records.values.allSatisfy { $0.reason?.isEmpty == false })
    }

    @Test func `two imports into one folder at once are refused, and so is a folder into itself`() async throws {
        let ledger = try ImportLedger(folder: self.folder)
        let path = try self.written(SampleExport(.strava, count: 1))

        await #expect(throws: ImportLedger.Problem.inUse) { try await ActivityImport(into: self.folder).run(path) }
        #expect(ledger.records.isEmpty)
        let inside = ActivityImport(into: self.scratch.path + "/other/mine")
        await #expect(throws: ExportProblem.self) { try await inside.run(self.scratch.path + "/other") }
    }

    @Test func `strange lines in a ledger are left alone`() async throws {
        let path = try self.written(SampleExport(.strava, count: 5, secondsPerPoint: 60))
        _ = try await ActivityImport(into: self.folder).run(path)
        let file = URL(fileURLWithPath: self.folder + "/" + ImportLedger.fileName)
        let before = try Data(contentsOf: file)
        try (Data("what is this\n\n".utf8) + before).write(to: file)

        let ledger = try ImportLedger(folder: self.folder)

        #expect(ledger.strangeLines == 2)
        #expect(ledger.records.count == 5)
        #expect(try Data(contentsOf: file).count == before.count + 14)
    }

    @Test func `strange lines in a ledger are told`() async throws {
        try self.scratch.write("mine/" + ImportLedger.fileName, Array("what is this\n".utf8))
        try self.scratch.write("in/1.fit", SampleExport(.garmin, count: 1).run(0).fit)

        let report = try await ActivityImport(into: self.folder).run(self.scratch.path + "/in")

        #expect(report.warnings.count == 1)
        #expect(report.warnings.first?.contains("not understood and left alone (1)") == true)
    }

    @Test func `a name that is one character of megabytes keeps no file from being known again`() async throws {
        var zip = ZipWriter()
        zip.add("activities/5.fit", SampleExport(.garmin, count: 1).run(0).fit)
        let name = "a" + String(repeating: "\u{301}", count: 3_000_000)
        zip.add(
            "activities.csv",
            Array("id,date,name,type,text,Filename\n5,,\(name),Run,\(name),activities/5.fit".utf8)
        )
        let path = try self.scratch.write("strava.zip", zip.finished())

        let first = try await ActivityImport(into: self.folder).run(path)
        let second = try await ActivityImport(into: self.folder).run(path)

        #expect(first.imported == 1)
        #expect(second.alreadyThere == 1)
    }
}
