import Database
import DatabaseTesting
import RaceRules
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import Live

@Suite struct RoomLoaderTests {
    private static func loader(_ database: Database, _ tables: [any RoomTables] = [SampleTables()]) -> RoomLoader {
        RoomLoader(database: database, tables: tables, logger: JournalHarness.quiet)
    }

    @Test func `a room is the sum of its events, with the newest clocks on top`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            var room = SampleRoom()
            try await room.insert(into: database)
            let events = [
                room.event(.started, at: 10), room.event(.ran(room.run, .ready), at: 11),
                room.event(.ran(room.run, .started(node: nil, igtMs: 5)), at: 12),
            ]
            let (id, row) = (room.id, room.row(.playing, igtMs: 4_000))
            try await database.write { session in
                try JournalStore.begin(id, with: events, in: session)
                try SampleTables().write([row], in: session)
            }

            let loaded = try #require(try await Self.loader(database).load(room.id))

            #expect(loaded.state.status == .running)
            #expect(loaded.state.joined == room.runs)
            #expect(loaded.state.sequence == 6)
            #expect(loaded.state.runs[room.run]?.igtMs == 4_000)
            #expect(
                loaded.state.furnishing.people.keys.sorted { $0.description < $1.description }
                    == ([room.organizer] + room.users).sorted { $0.description < $1.description }
            )
            #expect(Set(loaded.runsByTokenHash.values) == Set(room.runs))
        }
    }

    @Test func `a room with events of a newer version opens, and its next event has the next number`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            var room = SampleRoom()
            try await room.insert(into: database)
            try await database.execute(
                """
                INSERT INTO room_events (room_id, seq, kind, at, body, fence)
                VALUES (\(room.id.rawValue), 4, 'teleported', 9, 'whatever', 1)
                """
            )

            let loaded = try #require(try await Self.loader(database).load(room.id))

            #expect(loaded.state.sequence == 4)
            #expect(loaded.state.joined == room.runs)
        }
    }

    @Test func `a damaged event keeps its room shut and says which it is`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            var room = SampleRoom()
            try await room.insert(into: database)
            try await database.execute("UPDATE room_events SET body = '{}' WHERE seq = 1")

            await #expect(throws: EventRecordError(sequence: 1, kind: "made", words: "it has no text 'kind'")) {
                try await Self.loader(database).load(room.id)
            }
        }
    }

    @Test func `the kind of a room is that of the tables that have it`() async throws {
        try await withEachDatabase(SampleTables.migrations) { database in
            var room = SampleRoom(.solo)
            try await room.insert(into: database)
            let loader = Self.loader(database, [SampleTables(.race), SampleTables(.solo)])

            #expect(try await loader.kind(of: room.id) == .solo)
            #expect(try await loader.load(room.id)?.state.kind == .solo)
            #expect(try await loader.kind(of: RoomID()) == nil)
            #expect(try await loader.load(RoomID()) == nil)
        }
    }
}
