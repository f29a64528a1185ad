import WebServer

/// Where a sign-in may lead back to: a path of this site, or a page of a site we trust. Everything else would hand
/// accounts to whoever wrote the link.
enum ReturnPath: Equatable {
    case path(String)
    case trustedPage(String)

    static let home = ReturnPath.path("/")

    init?(_ text: String, trusted: [WebOrigin]) {
        guard text.utf8.count <= 512,
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F && $0 != "\\" })
        else { return nil }
        // "//host" and "/\host" are addresses of other sites to a browser.
        if text.hasPrefix("/"), !text.hasPrefix("//") {
            self = .path(text)
            return
        }
        let isTrusted = trusted.contains { origin in
            let site = "\(origin)"
            return text == site || text.hasPrefix(site + "/") || text.hasPrefix(site + "?")
        }
        guard isTrusted else { return nil }
        self = .trustedPage(text)
    }
}
