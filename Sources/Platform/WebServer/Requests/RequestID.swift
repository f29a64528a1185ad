/// Names of requests.
enum RequestID {
    static let longest = 64

    /// A fresh name: 16 hex digits.
    static func random() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The name a proxy or client gave, if it is safe to repeat in headers and logs.
    static func accepted(_ offered: String?) -> String? {
        guard let offered, (8...Self.longest).contains(offered.utf8.count) else { return nil }
        let isPlain = offered.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
            default: false
            }
        }
        return isPlain ? offered : nil
    }
}
