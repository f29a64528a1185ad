/// Where a mod connects: one room of one server.
package struct ModEndpoint: Sendable, Equatable {
    package let host: String
    package let port: Int
    package let isSecure: Bool
    package let path: String

    /// Reads the server address as players have it in `speedfog_race.toml` (`wss://host`, also `https://`) and appends the room.
    package init(server: String, room: String) throws(ModEndpointError) {
        let schemes = [("ws://", false), ("http://", false), ("wss://", true), ("https://", true)]
        guard let (scheme, isSecure) = schemes.first(where: { server.lowercased().hasPrefix($0.0) }) else {
            throw .badScheme(server)
        }
        var rest = server.dropFirst(scheme.count)
        while rest.last == "/" { rest.removeLast() }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]

        let host: Substring
        let portText: Substring?
        if authority.first == "[", let end = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<end]
            portText = authority[authority.index(after: end)...].first == ":" ? authority[end...].dropFirst(2) : nil
        } else if let colon = authority.lastIndex(of: ":") {
            host = authority[..<colon]
            portText = authority[authority.index(after: colon)...]
        } else {
            host = authority
            portText = nil
        }
        guard !host.isEmpty else { throw .noHost(server) }
        let port = portText.map { Int($0) ?? 0 } ?? (isSecure ? 443 : 80)
        guard (1...65535).contains(port) else { throw .badPort(server) }
        guard !room.isEmpty, room.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F && $0 != 0x3F && $0 != 0x23 })
        else { throw .badRoom(room) }
        self.host = String(host)
        self.port = port
        self.isSecure = isSecure
        self.path = "\(rest[slash...])/ws/mod/\(room)"
    }

    /// The `Host` header of the upgrade request.
    var hostHeader: String {
        let name = self.host.contains(":") ? "[\(self.host)]" : self.host
        return self.port == (self.isSecure ? 443 : 80) ? name : "\(name):\(self.port)"
    }

    /// An address has no name to show in the TLS handshake.
    var tlsName: String? {
        let isAddress =
            self.host.contains(":") || self.host.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }
        return isAddress ? nil : self.host
    }
}

/// Why a server address or a room is no place to connect to.
package enum ModEndpointError: Error, Equatable, CustomStringConvertible {
    case badScheme(String), noHost(String), badPort(String), badRoom(String)

    package var description: String {
        switch self {
        case .badScheme(let text): "\(text) is no server address: it must start with ws://, wss://, http:// or https://"
        case .noHost(let text): "\(text) names no host"
        case .badPort(let text): "\(text) has a port that is no number from 1 to 65535"
        case .badRoom(let text): "\"\(text)\" is no race id"
        }
    }
}
