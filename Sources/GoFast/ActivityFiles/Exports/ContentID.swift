import Archives
import Foundation

/// Tells contents of files apart: two checksums of 32 bits and the size.
///
/// It serves to find what is there twice, not to keep an attacker from making two files alike.
package struct ContentID: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(of bytes: [UInt8]) {
        self.rawValue = Self.hex(Deflate.checksum(bytes)) + Self.hex(Deflate.adler(bytes)) + "-\(bytes.count)"
    }

    /// A whole copy lies at `path`: a crash of the machine may have left an empty or a short one.
    func isWhole(at path: String) -> Bool {
        // A copy that can't even be looked at is none; the file is imported again, and the reason told if that fails.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let size = (attributes[.size] as? NSNumber)?.intValue
        else { return false }
        return self.rawValue.hasSuffix("-\(size)")
    }

    static func hex(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
