import Testing

@testable import TrainingMaths

struct ReaderLocaleTests {
    @Test(
        arguments: [
            ("en-US", UnitSystem.miles, Character(".")), ("en_GB.UTF-8", .miles, "."), ("de-DE", .kilometers, ","),
            ("de-CH", .kilometers, "."), ("fr", .kilometers, ","), ("en", .miles, "."),
            ("en-AU,en;q=0.9", .kilometers, "."),
            ("es-MX", .kilometers, "."), ("es-ES", .kilometers, ","), ("en-DE", .kilometers, ","),
            ("zh-Hans-CN", .kilometers, "."),
            ("en-US-u-ms-metric", .kilometers, "."), ("de-DE-u-ms-ussystem", .miles, ","), ("my-MM", .miles, "."),
            ("C", .kilometers, "."), ("", .kilometers, "."), ("-_-", .kilometers, "."),
        ] as [(String, UnitSystem, Character)]
    )
    func `a language tag chooses units and the decimal separator`(tag: String, units: UnitSystem, separator: Character)
    {
        #expect(ReaderLocale(tag: tag) == ReaderLocale(units: units, decimalSeparator: separator))
    }
}
