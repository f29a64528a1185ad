/// How a person reads numbers, from a language tag such as `en-GB`, `de_CH.UTF-8` or an `Accept-Language` header.
package struct ReaderLocale: Sendable, Equatable {
    package let units: UnitSystem
    package let decimalSeparator: Character

    package init(units: UnitSystem, decimalSeparator: Character) {
        self.units = units
        self.decimalSeparator = decimalSeparator
    }

    /// The first language of `tag` counts; what is not known reads kilometres and a decimal point.
    ///
    /// Miles where roads are measured in them (US, GB, Liberia, Myanmar and islands tied to them); separators follow
    /// Unicode CLDR's `decimal` symbols. The tag's own wish (`-u-ms-metric`, `ussystem`, `uksystem`) wins.
    package init(tag: String) {
        let first = tag.prefix { $0 != "," && $0 != ";" && $0 != "." && $0 != "@" }.lowercased()
        let parts = first.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == " " }).map(String.init)
        let language = parts.first ?? ""
        let beforeExtensions = parts.dropFirst().prefix { $0.count > 1 }
        let region = beforeExtensions.first { $0.count == 2 || ($0.count == 3 && Int($0) != nil) }
        self.units = Self.wishedUnits(parts) ?? Self.units(language: language, region: region)
        self.decimalSeparator = Self.usesComma(language: language, region: region) ? "," : "."
    }

    private static func wishedUnits(_ parts: [String]) -> UnitSystem? {
        guard let key = parts.firstIndex(of: "ms"), parts[..<key].contains("u"), key + 1 < parts.count else {
            return nil
        }
        switch parts[key + 1] {
        case "metric": return .kilometers
        case "ussystem", "uksystem": return .miles
        default: return nil
        }
    }

    private static func units(language: String, region: String?) -> UnitSystem {
        if let region { return self.regionsWithMiles.contains(region) ? .miles : .kilometers }
        // English without a region is mostly American, as in CLDR's likely subtags.
        return language == "en" || language == "cy" || language == "my" ? .miles : .kilometers
    }

    private static func usesComma(language: String, region: String?) -> Bool {
        if let region, let decided = self.separatorsByRegion["\(language)-\(region)"] { return decided == "," }
        return self.languagesWithComma.contains(language)
    }

    private static let regionsWithMiles: Set<String> = [
        "us", "gb", "uk", "lr", "mm", "pr", "vi", "gu", "as", "mp", "im", "je", "gg", "ky", "vg", "ai", "ms", "tc",
        "fk", "sh",
    ]

    private static let languagesWithComma: Set<String> = [
        "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fo", "fr", "gl", "hr",
        "hu", "hy",
        "id", "is", "it", "ka", "kk", "ky", "lb", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru",
        "sk", "sl",
        "sq", "sr", "sv", "tr", "uk", "uz", "vi",
    ]

    private static let separatorsByRegion: [String: Character] = [
        "de-ch": ".", "de-li": ".", "it-ch": ".", "en-at": ",", "en-be": ",", "en-de": ",", "en-dk": ",", "en-fi": ",",
        "en-nl": ",", "en-se": ",", "en-si": ",", "es-419": ".", "es-do": ".", "es-gt": ".", "es-hn": ".", "es-mx": ".",
        "es-ni": ".", "es-pa": ".", "es-pe": ".", "es-pr": ".", "es-sv": ".", "es-us": ".", "es-bz": ".", "es-cu": ".",
    ]
}
