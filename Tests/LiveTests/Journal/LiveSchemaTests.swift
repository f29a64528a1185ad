import Database
import DatabaseTesting
import Live
import Testing

@Suite struct LiveSchemaTests {
    @Test func `the tables of rooms are made without those of any kind of room`() async throws {
        try await withEachDatabase(LiveSchema.migrations) { database in
            let events = try await database.rows("SELECT * FROM room_events")
            let leases = try await database.rows("SELECT * FROM room_leases")
            #expect(events.isEmpty && leases.isEmpty)
        }
    }

    @Test func `an event of a room has one number`() async throws {
        try await withEachDatabase(LiveSchema.migrations) { database in
            let add: SQL = """
                INSERT INTO room_events (room_id, seq, kind, at, body, fence)
                VALUES ('00000000-0000-0000-0000-000000000001', 1, 'started', 5, '{}', 1)
                """
            try await database.execute(add)
            await #expect(throws: DatabaseError.uniqueViolation(constraint: "room_events.room_id, room_events.seq")) {
                try await database.execute(add)
            }
        }
    }
}
