import Foundation
import NIOCore

/// Finds the address of the machine a request came from.
enum ClientAddress {
    /// Counts `trustedHops` proxies from our side; what stands before them in `X-Forwarded-For` was written by
    /// strangers and is not believed.
    static func resolve(peer: String, forwardedFor: [String], trustedHops: Int) -> String {
        guard trustedHops > 0 else { return peer }
        let claimed = forwardedFor.flatMap { $0.split(separator: ",") }.map { Self.bare($0) }
        let chain = claimed + [peer]
        let candidate = chain[max(0, chain.count - 1 - trustedHops)]
        return Self.isAddress(candidate) ? candidate : peer
    }

    /// True for addresses of this machine.
    static func isLoopback(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }

    /// What counts as one visitor for limits: an address, or the /64 that one IPv6 household has.
    static func household(_ address: String) -> String {
        var network = in6_addr()
        guard inet_pton(AF_INET6, address, &network) == 1 else { return address }
        let prefix = withUnsafeBytes(of: network) { Array($0.prefix(8)) }
        return prefix.map { String($0, radix: 16) }.joined(separator: ".") + "/64"
    }

    private static func isAddress(_ text: String) -> Bool {
        (try? SocketAddress(ipAddress: text, port: 0)) != nil
    }

    /// Without blanks, port and brackets: some proxies write `1.2.3.4:5678` or `[::1]:5678`.
    private static func bare(_ entry: Substring) -> String {
        var text = entry.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        if text.first == "[", let end = text.firstIndex(of: "]") {
            return String(text[text.index(after: text.startIndex)..<end])
        }
        let colons = text.utf8.count { $0 == UInt8(ascii: ":") }
        if colons == 1, let colon = text.firstIndex(of: ":") { return String(text[..<colon]) }
        return String(text)
    }
}
