import Database
import Testing

/// Addresses as people write them.
struct DatabaseURLTests {
    @Test(arguments: [
        ("sqlite:///var/lib/startline.sqlite", DatabaseURL.sqlite(path: "/var/lib/startline.sqlite")),
        ("sqlite:/var/lib/startline.sqlite", .sqlite(path: "/var/lib/startline.sqlite")),
        ("sqlite:data/startline.sqlite", .sqlite(path: "data/startline.sqlite")),
        ("sqlite::memory:", .sqliteMemory),
        ("postgres://u:p@host:5432/db", .postgres("postgresql://u:p@host:5432/db")),
        ("postgresql:///db?host=/run/postgresql", .postgres("postgresql:///db?host=/run/postgresql")),
        ("postgresql+asyncpg://u:p@host/db?ssl=require", .postgres("postgresql://u:p@host/db?sslmode=require")),
    ])
    func `an address is understood`(text: String, url: DatabaseURL) throws {
        #expect(try DatabaseURL(parsing: text) == url)
    }

    @Test(arguments: [
        "", "startline.sqlite", "mysql://host/db", "sqlite:", "sqlite://relative", "sqlite:///folder/", "postgres:db",
        "postgres://host:port/db", "postgres://host/db?nonsense=1",
    ])
    func `anything else is refused in words`(text: String) throws {
        let error = #expect(throws: DatabaseError.self) { try DatabaseURL(parsing: text) }

        guard case .badURL(let words) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(words.contains("address") || words.contains("absolute"))
    }

    @Test(arguments: [
        ("postgres://me:secret@host/db", "postgresql://me@host/db"),
        ("postgres://me:s%40cret@host:1/db?sslmode=require", "postgresql://me@host:1/db"),
        ("postgres://host/db?password=secret", "postgresql://host/db"),
    ])
    func `the password does not reach a log`(text: String, shown: String) throws {
        #expect(try DatabaseURL(parsing: text).description == shown)
    }
}
