/// What unpacking one thing may cost, so that a few bytes can't fill memory or a disk.
package struct UnpackLimits: Sendable, Equatable {
    /// Bytes that may come out.
    package var bytes: Int
    /// How many times its packed size something may become. The first ``freeBytes`` may come out of anything.
    package var ratio: Int

    /// Small files are cheap whatever their ratio, and a file of zeros is no attack.
    package static let freeBytes = 4 * 1_048_576

    /// 256 MiB and 250 times: text of watches shrinks to a tenth or a thirtieth, bombs to a thousandth.
    package static let file = UnpackLimits(bytes: 256 * 1_048_576, ratio: 250)

    package init(bytes: Int, ratio: Int) {
        self.bytes = max(0, bytes)
        self.ratio = max(1, ratio)
    }

    /// Why `unpacked` bytes out of `packed` ones are too many, in words; nil when they are not.
    package func objection(unpacked: Int, packed: Int) -> String? {
        if unpacked > self.bytes { return "it unpacks to more than \(Self.text(self.bytes))" }
        let allowed = packed.multipliedReportingOverflow(by: self.ratio)
        if unpacked > Self.freeBytes, !allowed.overflow, unpacked > allowed.partialValue {
            return "it unpacks to more than \(self.ratio) times its packed size"
        }
        return nil
    }

    private static func text(_ bytes: Int) -> String {
        bytes >= 1_048_576 ? "\(bytes / 1_048_576) MiB" : "\(bytes) bytes"
    }
}
