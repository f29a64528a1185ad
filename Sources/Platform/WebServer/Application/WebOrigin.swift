import Foundation

/// Scheme, host and port: what browsers compare to tell our pages from strangers'.
package struct WebOrigin: Sendable, Equatable, CustomStringConvertible {
    package let scheme: String
    package let host: String
    package let port: Int

    /// Reads the origin of a web address; nil if it is none.
    package init?(parsing address: String) {
        guard let separator = address.firstRange(of: "://") else { return nil }
        let scheme = address[..<separator.lowerBound].lowercased()
        guard let standardPort = ["http": 80, "https": 443, "ws": 80, "wss": 443][scheme] else { return nil }
        let authority = address[separator.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@"), let parsed = Self.hostAndPort(authority) else { return nil }
        self.scheme = scheme
        self.host = parsed.host
        self.port = parsed.port ?? standardPort
    }

    package var description: String { "\(self.scheme)://\(self.authority)" }

    /// Host, and the port unless it is the usual one.
    package var authority: String {
        let standard = self.isSecure ? 443 : 80
        return self.port == standard ? self.host : "\(self.host):\(self.port)"
    }

    /// Whether what is sent can't be read on the way.
    package var isSecure: Bool { self.scheme == "https" || self.scheme == "wss" }

    /// Whether a host is this machine, whoever resolves the name: `localhost`, or an address of the loopback interface.
    package static func isLoopback(host: String) -> Bool {
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        var address = in_addr()
        var wide = in6_addr()
        if inet_pton(AF_INET, bare, &address) == 1 { return UInt32(bigEndian: address.s_addr) >> 24 == 127 }
        if inet_pton(AF_INET6, bare, &wide) == 1 {
            return withUnsafeBytes(of: wide) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
        }
        return bare.lowercased() == "localhost"
    }

    /// The address sockets of this origin have.
    package var webSocketDescription: String { (self.isSecure ? "wss://" : "ws://") + self.authority }

    private static func hostAndPort(_ authority: Substring) -> (host: String, port: Int?)? {
        var host = authority
        var port: Int?
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            host = authority[..<colon]
            let digits = authority[colon...].dropFirst()
            if !digits.isEmpty {
                guard let number = Int(digits), (1...65535).contains(number) else { return nil }
                port = number
            }
        }
        guard !host.isEmpty else { return nil }
        return (host.lowercased(), port)
    }
}
