import WebServer

/// Where a sign-in may lead back to: a path of this site, or a page of a site we trust. Everything else would hand
/// accounts to whoever wrote the link.
enum ReturnPath: Equatable {
    case path(String)
    case trustedPage(String)

    static let home = ReturnPath.path("/")

    init?(_ text: String, trusted: [WebOrigin]) {
        // Browsers drop tabs and line ends from addresses and take "\" for "/": what passes means the same to them.
        guard text.utf8.count <= 512,
            text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F && $0 != "\\" })
        else { return nil }
        if text.hasPrefix("/") {
            // "//host" is the address of another site; a sign-in that leads to a sign-in never ends.
            guard !text.hasPrefix("//"), !text.lowercased().hasPrefix("/api/auth/") else { return nil }
            self = .path(text)
            return
        }
        let isTrusted = trusted.contains { origin in
            let site = "\(origin)"
            return text == site || text.hasPrefix(site + "/") || text.hasPrefix(site + "?")
        }
        // Behind a "#" the page's server would not get to see the code.
        guard isTrusted, !text.contains("#") else { return nil }
        self = .trustedPage(text)
    }
}
