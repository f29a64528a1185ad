import Testing

@testable import ActivityFiles

struct XMLValuesTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2009-09-09T20:38:00Z", 1_252_528_680),
        ("2015-12-11T15:43:13.994+01:00", 1_449_844_993.994), ("2015-12-11T15:43:13,5-0530", 1_449_868_393.5),
        (" 2015-12-11 14:43:13 ", 1_449_844_993), ("2015-12-11T14:43Z", 1_449_844_980),
        ("2016-12-31T23:59:60Z", 1_483_228_800),
        ("2015-12-11", 1_449_792_000), ("1969-12-31T23:59:59Z", -1),
    ])
    func `times of every form are read`(text: String, seconds: Double) {
        #expect(XMLTime(text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "now", "2015-13-01T00:00:00Z", "2015-02-30T00:00:00Z", "2015-12-11T25:00:00Z", "2015-12-11T10:61:00Z",
        "2015-12-11T10:00:00+99:00", "2015-12-11T10:00:00Zx", "99999-01-01T00:00:00Z", "2015-12-11T1０:00:00Z",
    ])
    func `what is no time is refused`(text: String) {
        #expect(XMLTime(text) == nil)
    }

    @Test func `an offset is kept and a missing zone is noticed`() {
        #expect(XMLTime("2015-12-11T15:43:13+01:00")?.offset == 3600)
        #expect(XMLTime("2015-12-11T15:43:13Z")?.offset == nil)
        #expect(XMLTime("2015-12-11T15:43:13")?.hasZone == false)
    }

    @Test(arguments: [0, 1_449_844_993.994, -1, 1_252_528_680.5, -62_135_596_800, 253_402_300_799])
    func `a time is written as it is read`(seconds: Double) {
        #expect(XMLTime(XMLTime.text(seconds))?.seconds == seconds)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func `a time that is none is written as one that is`(seconds: Double) {
        #expect(XMLTime(XMLTime.text(seconds)) != nil)
    }

    @Test(arguments: [("12.5", 12.5), (" -3 ", -3), ("1e3", 1000), ("+4", 4), ("0", 0)])
    func `numbers are read`(text: String, value: Double) {
        #expect(XMLValues.number(text) == value)
    }

    @Test(arguments: ["", " ", "nan", "NaN", "inf", "INF", "-Infinity", "1e400", "0x1p3", "12,5", "1 2", "e", "--1"])
    func `what is no number is refused`(text: String) {
        #expect(XMLValues.number(text) == nil)
    }

    @Test(arguments: [0.1, 1.0 / 3, 1e-7, -1.25e-9, 1e21, -1.5e300, .leastNonzeroMagnitude, 0, 100, 50.39256806485355])
    func `a number is written without an exponent and reads back the same`(number: Double) {
        let text = XMLWriter.decimal(number)

        #expect(Double(text) == number)
        #expect(!text.contains("e"))
    }

    @Test func `what XML forbids is escaped or left out`() {
        #expect(XMLWriter.escaped("a<b>&\"c\"\u{0}\u{1}\u{FFFF}\r\n") == "a&lt;b&gt;&amp;&quot;c&quot;&#13;\n")
    }
}
