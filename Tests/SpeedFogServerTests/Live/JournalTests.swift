import Database
import DatabaseTesting
import Logging
import struct RaceRules.RunID
import SpeedFogProtocol
import Synchronization
import Testing
import Vocabulary

@testable import SpeedFogServer

@Suite struct JournalTests {
    private let first = RunID.sample(11)

    @Test func `what is appended is durable when the writer hears of it`() async throws {
        try await withEachDatabase(RaceRows.migrations) { database in
            try await RaceRows.insert(into: database)
            var state = try RoomState.sample()
            let outcome = state.receive(.ready, from: self.first, at: 7)
            let run = try #require(state.runs[self.first])

            try await withJournal(on: database) { journal, writer in
                let ticket = journal.append(
                    outcome.events,
                    projections: [RunProjection(run)],
                    writer: writer,
                    urgent: true
                )
                #expect(await writer.next() == .committed(ticket))
                #expect(try await RaceRows.projection(of: self.first, in: database)?.status == "ready")
                let events = try await database.read { try JournalStore.events(of: [self.first], in: $0) }
                #expect(events[self.first] == outcome.events)
            }
        }
    }

    @Test func `ticks are written without being asked for, the newest of each run`() async throws {
        try await withEachDatabase(RaceRows.migrations) { database in
            try await RaceRows.insert(into: database)
            var state = try RoomState.sample()
            state.play(1)
            try await withJournal(on: database) { journal, _ in
                for igt in [2_000, 3_000, 4_000] {
                    _ = state.receive(.statusUpdate(igtMs: igt, deathCount: 0), from: self.first, at: 9)
                    journal.tick(RunProjection(try #require(state.runs[self.first])))
                }
                var igt = 0
                while igt != 4_000 {
                    igt = try #require(try await RaceRows.projection(of: self.first, in: database)).igtMs
                    try await Task.sleep(for: .milliseconds(5))
                }
            }
        }
    }

    @Test func `what waits when the process shuts down is written`() async throws {
        try await withEachDatabase(RaceRows.migrations) { database in
            try await RaceRows.insert(into: database)
            var state = try RoomState.sample()
            let outcome = state.receive(.ready, from: self.first, at: 7)
            let run = try #require(state.runs[self.first])
            try await withJournal(on: database, interval: .seconds(3_600)) { journal, _ in
                _ = journal.append(outcome.events, projections: [RunProjection(run)], writer: nil, urgent: false)
            }
            #expect(try await RaceRows.projection(of: self.first, in: database)?.status == "ready")
        }
    }

    @Test func `the same batch written twice is there once`() async throws {
        try await withEachDatabase(RaceRows.migrations) { database in
            try await RaceRows.insert(into: database)
            var state = try RoomState.sample()
            let outcome = state.receive(.ready, from: self.first, at: 7)
            let append = Journal.Append(ticket: 1, writer: nil, events: outcome.events, projections: [], endedRace: nil)
            let store = JournalStore(database: database)

            try await store.write([append], [])
            try await store.write([append], [])

            let events = try await database.read { try JournalStore.events(of: [self.first], in: $0) }
            #expect(events[self.first]?.count == 1)
        }
    }

    @Test func `a journal that can't be written says so to the writer`() async throws {
        try await withEachDatabase([]) { database in
            var state = try RoomState.sample()
            let outcome = state.receive(.ready, from: self.first, at: 7)
            try await withJournal(on: database, patience: .zero) { journal, writer in
                _ = journal.append(outcome.events, projections: [], writer: writer, urgent: true)
                #expect(await writer.next() == .failed)
            }
        }
    }

    @Test func `what follows events that were lost is not written either`() async throws {
        try await withEachDatabase(RaceRows.migrations) { database in
            try await RaceRows.insert(into: database)
            var state = try RoomState.sample()
            let lost = state.receive(.ready, from: self.first, at: 7)
            let next = state.receive(.statusUpdate(igtMs: 5, deathCount: 0), from: self.first, at: 8)
            try await database.execute("ALTER TABLE run_events RENAME TO away")

            try await withJournal(on: database, patience: .milliseconds(400)) { journal, writer in
                _ = journal.append(lost.events, projections: [], writer: writer, urgent: true)
                await writer.follow { _ = journal.append(next.events, projections: [], writer: writer, urgent: true) }
                #expect(await writer.next() == .failed)
                try await database.execute("ALTER TABLE away RENAME TO run_events")
            }

            let events = try await database.read { try JournalStore.events(of: [self.first], in: $0) }
            #expect(events[self.first] == nil)
        }
    }

    @Test func `the rows of a race are made again from its journal`() async throws {
        try await withEachDatabase(RaceRows.migrations) { database in
            try await RaceRows.insert(into: database)
            var state = try RoomState.sample()
            var outcomes: [Outcome] = []
            for number in 1...2 {
                let run = RunID.sample(10 + number)
                outcomes.append(state.receive(.ready, from: run, at: 1))
                outcomes.append(state.receive(.statusUpdate(igtMs: 900, deathCount: 1), from: run, at: 2))
                outcomes.append(state.flag(SampleSeed.cave, 20_000 * number, run: number))
            }
            outcomes.append(state.flag(SampleSeed.finish, 70_000, run: 1, at: 5))
            outcomes.append(try state.abandon(.sample(12), at: 6))
            let appends = outcomes.enumerated().map { index, outcome in
                Journal.Append(
                    ticket: UInt64(index),
                    writer: nil,
                    events: outcome.events,
                    projections: [],
                    endedRace: nil
                )
            }
            try await JournalStore(database: database).write(appends, state.allRuns.map(RunProjection.init))
            let played = state.allRuns.map(RunProjection.init)

            try await database.execute(
                "UPDATE participants SET status = 'registered', igt_ms = 5, death_count = 9, current_zone = NULL, current_layer = 0"
            )
            let broken = try await Rebuild(database: database).run()
            let intact = try await Rebuild(database: database).run(race: RoomState.raceID)

            #expect(broken == (rows: 2, differed: 2))
            #expect(intact == (rows: 2, differed: 0))
            for projection in played {
                #expect(try await RaceRows.projection(of: projection.run, in: database) == projection)
            }
        }
    }
}

/// Runs a journal for the length of `body`, then shuts it down as the process would.
private func withJournal(
    on database: Database,
    interval: Duration = .milliseconds(20),
    patience: Duration = .seconds(5),
    _ body: (Journal, RecordingWriter) async throws -> Void
) async throws {
    let journal = Journal(
        database: database,
        logger: Logger(label: "journal") { _ in SwiftLogNoOpLogHandler() },
        interval: interval,
        patience: patience
    )
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await journal.run() }
        try await body(journal, RecordingWriter())
        journal.shutDown()
        try await group.waitForAll()
    }
}

/// Keeps what the journal told it, for a test to wait for.
private actor RecordingWriter: JournalWriter {
    enum Told: Equatable {
        case committed(UInt64)
        case failed
    }

    private var told: [Told] = []
    private var whenFailing: (@Sendable () -> Void)?
    private var waiting: CheckedContinuation<Told, Never>?

    func next() async -> Told {
        if !self.told.isEmpty { return self.told.removeFirst() }
        return await withCheckedContinuation { self.waiting = $0 }
    }

    /// Appends more in the moment the failure becomes known, which is when more may be waiting in the queue.
    func follow(_ append: @escaping @Sendable () -> Void) { self.whenFailing = append }

    func committed(upTo ticket: UInt64) { self.note(.committed(ticket)) }

    func failed(_ error: any Error) {
        self.whenFailing?()
        self.note(.failed)
    }

    private func note(_ news: Told) {
        if let waiting = self.waiting {
            self.waiting = nil
            waiting.resume(returning: news)
        } else {
            self.told.append(news)
        }
    }
}
