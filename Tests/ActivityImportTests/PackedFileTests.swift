import ActivityFiles
import ActivityFilesTesting
import Archives
import Testing
import TrainingMaths

@Suite struct PackedFileTests {
    private let run = SampleExport(.garmin, count: 1).run(0)

    @Test func `a packed file is read like the file in it`() throws {
        for bytes in [self.run.fit, self.run.tcx, self.run.gpx] {
            #expect(try ActivityFile.decode(Gzip.packed(bytes)) == ActivityFile.decode(bytes))
        }
    }

    @Test func `a packed file that is cut off gives what came before, and says so`() throws {
        let packed = Gzip.packed(self.run.fit)

        let file = try ActivityFile.decode(Array(packed.prefix(packed.count * 2 / 3)))

        let samples = try #require(file.activities.first).samples.count
        #expect(samples > self.run.points.count / 3 && samples < self.run.points.count)
        #expect(file.warnings.contains { $0.contains("cut off") })
    }

    @Test func `a packed bomb and a packed packed file are refused`() {
        let bomb = Gzip.packed([UInt8](repeating: 0x20, count: 8 * 1_048_576))

        #expect(throws: ActivityFileError.self) { try ActivityFile.decode(bomb) }
        #expect(throws: ActivityFileError.unknownFormat) { try ActivityFile.decode(Gzip.packed(Gzip.packed([1]))) }
    }
}
