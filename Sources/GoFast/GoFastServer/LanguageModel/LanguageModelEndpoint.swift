package import AsyncHTTPClient

import struct Foundation.URL

/// An OpenAI-compatible endpoint, and how long we wait for it.
package struct LanguageModelEndpoint: Sendable {
    let chatURL: String
    let model: String
    let key: String?
    /// From asking to the last byte of the answer.
    package var patience = Duration.seconds(120)

    /// For the client that asks: a host that refuses is no reason to wait, and a key goes to the address it was meant for only.
    package static var clientConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// - Parameters:
    ///   - address: up to and with the version, such as `https://host/v1`; https, or http as a model on one's own machine has it.
    ///   - key: sent as a bearer token; never logged, and never in clear beyond this machine.
    /// - Returns: nil for anything that is no such address, and for a key that would go out over plain http.
    package init?(_ address: String, model: String, key: String?) {
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme),
            let host = url.host, !host.isEmpty, url.user == nil, url.query == nil, url.fragment == nil, !model.isEmpty,
            scheme == "https" || key == nil || Self.isThisMachine(host)
        else { return nil }
        self.chatURL = (address.hasSuffix("/") ? String(address.dropLast()) : address) + "/chat/completions"
        self.model = model
        self.key = key
    }

    private static func isThisMachine(_ host: String) -> Bool {
        ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host.lowercased())
    }
}

/// Why an answer of a language model could not be used.
enum LanguageModelError: Error, CustomStringConvertible {
    case unreachable(String)
    case tooSlow(Duration)
    case refused(status: Int)
    case unreadable(String)

    var description: String {
        switch self {
        case .unreachable(let why): "it can't be reached (\(why))"
        case .tooSlow(let patience): "it did not answer within \(patience.components.seconds) seconds"
        case .refused(let status): "it answered with status \(status)"
        case .unreadable(let why): "its answer can't be used (\(why))"
        }
    }
}
