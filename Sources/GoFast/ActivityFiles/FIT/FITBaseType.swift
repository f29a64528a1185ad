/// The types of values in a FIT file (FIT protocol, "base types"); the raw value is the low five bits of its code.
package enum FITBaseType: UInt8, Sendable, CaseIterable {
    case enumeration, sint8, uint8, sint16, uint16, sint32, uint32, string, float32, float64
    case uint8z, uint16z, uint32z, byte, sint64, uint64, uint64z

    /// Bit 7 of a code only says that byte order matters, and some devices forget it; an unknown type is bytes.
    init(code: UInt8) { self = FITBaseType(rawValue: code & 0x1F) ?? .byte }

    /// The code as files write it.
    package var code: UInt8 { self.size > 1 ? self.rawValue | 0x80 : self.rawValue }

    /// Bytes of one value.
    package var size: Int {
        switch self {
        case .enumeration, .sint8, .uint8, .string, .uint8z, .byte: 1
        case .sint16, .uint16, .uint16z: 2
        case .sint32, .uint32, .float32, .uint32z: 4
        case .float64, .sint64, .uint64, .uint64z: 8
        }
    }
}
