import Database
import Foundation

/// A name as it is looked up: two that people take for the same are equal, whatever their case and form.
///
/// Unicode's NFKC and full case folding without what can't be seen (UAX #31, R5; UTR #36): `MÖB`, `möb` and the same in
/// wide letters are one name, and so are `STRASSE` and `straße`. All of it is stable from one version of Unicode to the
/// next for assigned characters, so that what is stored stays right.
package struct FoldedName: Hashable, Sendable, RawRepresentable {
    /// The folded text.
    package let rawValue: String

    /// Text that is folded already, as the database keeps it.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Folds a name.
    package init(_ name: String) {
        var visible = String.UnicodeScalarView()
        visible.append(contentsOf: name.unicodeScalars.lazy.filter { !$0.properties.isDefaultIgnorableCodePoint })
        self.rawValue =
            String(visible).precomposedStringWithCompatibilityMapping
            .folding(options: .caseInsensitive, locale: nil).precomposedStringWithCompatibilityMapping
    }
}

extension FoldedName: SQLConvertible {}
