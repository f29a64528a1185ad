/// What an account may be called: something that can be shown in one line and does not rearrange what stands around it.
enum AccountName {
    private static let longest = 100
    /// Emoji and several scripts need these two; all other invisible characters only deceive.
    private static let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]

    static func isValid(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return (1...Self.longest).contains(scalars.count) && scalars.allSatisfy(Self.isAllowed)
            && scalars.contains(where: Self.isVisible)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
        case .format: Self.joiners.contains(scalar)
        default: true
        }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isWhitespace
    }
}
