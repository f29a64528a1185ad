import Database
import DatabaseTesting
import Testing

/// What the schema refuses comes as the same typed error from both databases.
struct ConstraintTests {
    private static let tables = [
        Migration(
            1,
            "people and pets",
            [
                """
                CREATE TABLE people (
                    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, town TEXT, street TEXT, age INTEGER,
                    nickname TEXT,
                    UNIQUE (town, street), CONSTRAINT grown_up CHECK (age >= 18)
                )
                """,
                "CREATE UNIQUE INDEX people_lower_nickname ON people (lower(nickname))",
                "CREATE UNIQUE INDEX one_without_town ON people (age) WHERE town IS NULL",
                "CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES people (id))",
                "INSERT INTO people VALUES (1, 'Anna', 'Limgrave', 'First', 30, 'Ann')",
                "INSERT INTO people VALUES (2, 'Bert', NULL, NULL, 40, NULL)",
                "INSERT INTO pets VALUES (1, 1)",
            ]
        )
    ]

    @Test(arguments: [
        ("INSERT INTO people (id, name) VALUES (1, 'Carl')" as SQL, "people.id"),
        ("INSERT INTO people (id, name, town) VALUES (3, 'Anna', 'x')", "people.name"),
        (
            "INSERT INTO people (id, name, town, street) VALUES (3, 'Carl', 'Limgrave', 'First')",
            "people.town, people.street"
        ),
        ("INSERT INTO people (id, name, nickname) VALUES (3, 'Carl', 'ANN')", "people_lower_nickname"),
        ("INSERT INTO people (id, name, age) VALUES (3, 'Carl', 40)", "people.age"),
    ])
    func `a second row with the same key names the key`(statement: SQL, key: String) async throws {
        try await withEachDatabase(Self.tables) { database in
            await #expect(throws: DatabaseError.uniqueViolation(constraint: key)) {
                try await database.execute(statement)
            }
        }
    }

    @Test(arguments: ["INSERT INTO pets VALUES (2, 99)" as SQL, "DELETE FROM people WHERE id = 1"])
    func `rows that point nowhere are refused`(statement: SQL) async throws {
        try await withEachDatabase(Self.tables) { database in
            let error = await #expect(throws: DatabaseError.self) { try await database.execute(statement) }

            guard case .foreignKeyViolation = error else {
                Issue.record("\(database.dialect): \(String(describing: error))")
                return
            }
        }
    }

    @Test func `checks and missing values are named`() async throws {
        try await withEachDatabase(Self.tables) { database in
            await #expect(throws: DatabaseError.checkViolation("grown_up")) {
                try await database.execute("INSERT INTO people (id, name, age) VALUES (3, 'Carl', \(17))")
            }
            await #expect(throws: DatabaseError.notNullViolation("people.name")) {
                try await database.execute("INSERT INTO people (id, name) VALUES (3, \(String?.none))")
            }
        }
    }
}
