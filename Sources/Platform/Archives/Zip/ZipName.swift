/// Names of entries as text.
enum ZipName {
    /// Reads a name: UTF-8 when the entry says so or the bytes happen to be, else code page 437 as the format has it.
    static func text(_ bytes: some Sequence<UInt8>, isUTF8: Bool) -> String {
        let bytes = Array(bytes)
        if isUTF8 { return String(decoding: bytes, as: UTF8.self) }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(
            String.UnicodeScalarView(bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : self.upper[Int($0) - 0x80] })
        )
    }

    /// The upper half of code page 437.
    private static let upper = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars
    )
}
