package import struct Foundation.Date

/// Conversions between the numbers of FIT files and those of the world.
package enum FITTime {
    /// Seconds from 1970-01-01 to FIT's epoch, 1989-12-31T00:00:00Z.
    package static let epoch = 631_065_600.0

    /// Times below this are seconds since the device was switched on: it did not know the date (FIT profile, `date_time`).
    package static let firstDate = 0x1000_0000

    /// The moment of a FIT time; nil when it is relative to power-up.
    package static func date(_ time: Double) -> Date? {
        time >= Double(Self.firstDate) ? Date(timeIntervalSince1970: time + Self.epoch) : nil
    }

    /// The time of a message whose header holds only the low five bits: the next moment after `previous` that ends in them.
    @inline(__always)
    package static func expanded(_ previous: UInt32, offset: UInt8) -> UInt32 {
        previous &+ ((UInt32(offset) &- (previous & 31)) & 31)
    }

    /// Degrees of an angle in semicircles: 2^31 semicircles are 180 degrees.
    @inline(__always)
    package static func degrees(semicircles: Double) -> Double { semicircles * (180.0 / 2_147_483_648.0) }
}
