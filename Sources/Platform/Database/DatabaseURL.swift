/// Where the data is.
package enum DatabaseURL: Sendable, Equatable {
    /// A file.
    case sqlite(path: String)
    /// Nothing that outlives the process.
    case sqliteMemory
    /// A server, as a `postgresql://` URL.
    case postgres(String)

    /// Reads `sqlite:…` or `postgres://…`, the value of `DATABASE_URL`.
    package init(parsing text: String) throws {
        guard let colon = text.firstIndex(of: ":") else { throw DatabaseURL.notUnderstood }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "sqlite": self = try Self.sqliteFile(rest)
        case "postgres", "postgresql": self = try Self.server(rest)
        case "postgresql+asyncpg", "postgres+asyncpg":
            // Settings of the Python platform work unchanged; its driver spells this one parameter in its own way.
            self = try Self.server(
                rest.replacing("?ssl=", with: "?sslmode=").replacing("&ssl=", with: "&sslmode=")[...]
            )
        default: throw DatabaseURL.notUnderstood
        }
    }

    private static let notUnderstood = DatabaseError.badURL(
        "The database address must be sqlite:/path/to/file, sqlite::memory: or postgres://user:password@host:port/database."
    )

    private static func sqliteFile(_ rest: Substring) throws -> DatabaseURL {
        if rest == ":memory:" { return .sqliteMemory }
        var path = rest
        if rest.hasPrefix("//") {
            path = rest.dropFirst(2)
            guard path.hasPrefix("/") else {
                throw DatabaseError.badURL(
                    "sqlite:// must be followed by an absolute path (sqlite:///path/to/file); "
                        + "for a path relative to the working folder write sqlite:path."
                )
            }
        }
        guard !path.isEmpty, !path.hasSuffix("/") else { throw Self.notUnderstood }
        return .sqlite(path: String(path))
    }

    private static func server(_ rest: Substring) throws -> DatabaseURL {
        guard rest.hasPrefix("//") else { throw Self.notUnderstood }
        let address = "postgresql:" + rest
        try PostgresAddress.check(address)
        return .postgres(address)
    }
}

extension DatabaseURL: CustomStringConvertible {
    /// The address without its password and parameters, for logs.
    package var description: String {
        switch self {
        case .sqlite(let path): return "sqlite:\(path)"
        case .sqliteMemory: return "sqlite::memory:"
        case .postgres(let address):
            let rest = address.dropFirst("postgresql://".count).prefix { $0 != "?" }
            // The last @ ends the credentials: a careless password may hold one.
            guard let at = rest.lastIndex(of: "@") else { return "postgresql://\(rest)" }
            let user = rest[..<at].prefix { $0 != ":" }
            return "postgresql://\(user)@\(rest[rest.index(after: at)...])"
        }
    }
}
