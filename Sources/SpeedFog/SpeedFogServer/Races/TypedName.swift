/// Whom someone typed: a name, `@name`, or the address of a Twitch channel.
struct TypedName: Equatable, Sendable {
    private static let hosts: Set<Substring> = ["twitch.tv", "www.twitch.tv", "m.twitch.tv", "go.twitch.tv"]
    /// What stands before the channel in the addresses of its chat, its player and its moderators' view.
    private static let views: Set<Substring> = ["popout", "embed", "moderator"]
    /// Pages of Twitch that belong to no channel.
    private static let pages: Set<Substring> = [
        "videos", "directory", "search", "settings", "subscriptions", "wallet", "p",
    ]
    private static let longestLogin = 25

    /// The name alone.
    let text: String

    init(_ typed: String, field: String) throws(InvalidField) {
        let typed = try TypedText(typed, field: field, limit: .max).text
        guard let channel = Self.channel(at: typed) else {
            let name = typed.hasPrefix("@") ? String(typed.dropFirst()) : typed
            self.text = try TypedText(name, field: field, limit: 100).text
            return
        }
        guard Self.isLogin(channel) else {
            throw InvalidField(field: field, why: "This address leads to no Twitch channel")
        }
        self.text = channel
    }

    /// Whether someone on Twitch can have this name; only then an invite can ever be taken.
    var isLogin: Bool { Self.isLogin(self.text) }

    private static func isLogin(_ name: String) -> Bool {
        (1...Self.longestLogin).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// The channel of an address, empty where it names none; nil for what is no address.
    private static func channel(at text: String) -> String? {
        var rest = text[...]
        let hasScheme = ["https://", "http://"].contains { scheme in
            guard rest.lowercased().hasPrefix(scheme) else { return false }
            rest = rest.dropFirst(scheme.count)
            return true
        }
        rest = rest.prefix { $0 != "?" && $0 != "#" }
        var parts = rest.split(separator: "/")
        guard let host = parts.first?.lowercased(), Self.hosts.contains(host[...]) else { return hasScheme ? "" : nil }
        parts.removeFirst()
        if let view = parts.first, Self.views.contains(view) { parts.removeFirst() }
        guard let channel = parts.first, !Self.pages.contains(channel) else { return "" }
        return String(channel)
    }
}
