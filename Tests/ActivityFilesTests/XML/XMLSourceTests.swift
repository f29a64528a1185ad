import Testing
import TrainingMaths

@testable import ActivityFiles

struct XMLSourceTests {
    private static let named = "<gpx><trk><name>Über</name><trkseg><trkpt lat=\"1\" lon=\"2\"/></trkseg></trk></gpx>"

    @Test func `UTF-8 with a mark, a declaration and blanks before it are read`() throws {
        let declared = "<?xml version='1.0' encoding='utf-8'?>\(Self.named)"

        for text in ["\u{FEFF}\(declared)", "  \n\t\(declared)", "\u{FEFF} \(declared)", Self.named] {
            #expect(try XMLSamples.activity(text).name == "Über")
        }
    }

    @Test(arguments: [true, false]) func `UTF-16 of either order is read`(isLittle: Bool) throws {
        let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>\(Self.named)"
        let bytes = text.utf16.flatMap { unit -> [UInt8] in
            let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
            return isLittle ? [low, high] : [high, low]
        }

        #expect(try ActivityFile.decode(bytes).activities.first?.name == "Über")
    }

    @Test(arguments: ["ISO-8859-1", "windows-1252", "koi8-r"])
    func `other declared encodings lose no activity`(encoding: String) throws {
        let text = "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\(Self.named)"
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        let file = try ActivityFile.decode(bytes)

        #expect(file.activities.first?.name == "Über")
        #expect(file.warnings.isEmpty == (encoding != "koi8-r"))
    }

    @Test func `bytes that are not UTF-8, and control characters, are replaced and told`() throws {
        var bytes = Array(Self.named.utf8)
        let letter = try #require(bytes.firstIndex(of: 0xC3))
        bytes.replaceSubrange(letter...letter + 1, with: [0xDC, 0x01])
        let file = try ActivityFile.decode(bytes)

        #expect(file.activities.first?.name == "\u{FFFD} ber")
        #expect(file.warnings.count == 2)
    }

    @Test(arguments: [
        "<!DOCTYPE gpx [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
        "<!DOCTYPE gpx SYSTEM \"file:///etc/passwd\">", "<!-- > --><?pi?> <!DOCTYPE gpx>", "<!doctype gpx>",
    ])
    func `a document type is refused in words`(type: String) {
        let text = "<?xml version=\"1.0\"?>\(type)\(Self.named)"

        let error = #expect(throws: ActivityFileError.self) { try GPXDecoder.decode(Array(text.utf8)) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("DOCTYPE"))
    }

    @Test func `an entity that nobody declared is told and spoils nothing`() throws {
        let point = XMLSamples.point("<ele>7</ele>")
        let file = try XMLSamples.decode("<gpx><trk><trkseg>\(point)<x>&a9;</x>\(point)</trkseg></trk></gpx>")

        #expect(file.activities.first?.samples.map(\.altitude) == [7, 7])
        #expect(file.warnings.count == 1)
    }

    @Test func `a prefix that nobody declared is not a defect`() throws {
        let file = try XMLSamples.decode(XMLSamples.track(XMLSamples.point("<extensions><y:hr>90</y:hr></extensions>")))

        #expect(file.activities.first?.samples.first?.heartRate == 90)
        #expect(file.warnings.isEmpty)
    }

    @Test func `a tag with more attributes than any file has is not given to the parser`() throws {
        let attributes = (0..<200_000).map { "a\($0)=\">\"" }.joined(separator: " ")
        let point = XMLSamples.point("")
        let file = try XMLSamples.decode("<gpx><trk><trkseg>\(point)<x \(attributes)/>\(point)</trkseg></trk></gpx>")

        #expect(file.activities.first?.samples.count == 1)
        #expect(file.warnings.contains { $0.contains("attributes") })
    }

    @Test func `deep nesting is stopped and what came before is kept`() throws {
        let point = XMLSamples.point("")
        let file = try XMLSamples.decode(
            "<gpx><trk><trkseg>\(point)\(String(repeating: "<a>", count: 100_000))"
        )

        #expect(file.activities.first?.samples.count == 1)
        #expect(file.warnings.first?.contains("deeper") == true)
    }

    @Test func `a text longer than any name is cut, not kept`() throws {
        let long = String(repeating: "ü", count: 300_000)
        let activity = try XMLSamples.activity(
            "<gpx><trk><name>\(long)</name><trkseg>\(XMLSamples.point(""))</trkseg></trk></gpx>"
        )

        #expect((activity.name ?? "").utf8.count <= ActivityFileLimits.standard.text)
    }

    @Test func `a file beyond the limit is refused`() {
        var limits = ActivityFileLimits()
        limits.bytes = 100

        #expect(throws: ActivityFileError.tooLarge(limit: 100)) {
            try TCXDecoder.decode(Array(XMLSamples.tcx.utf8), limits: limits)
        }
    }
}
