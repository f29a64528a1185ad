/// Lower-case hexadecimal digits, two for each byte.
package enum Hex {
    /// The digits of all bytes, in their order.
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        bytes.reduce(into: "") { text, byte in
            if byte < 16 { text += "0" }
            text += String(byte, radix: 16)
        }
    }
}
