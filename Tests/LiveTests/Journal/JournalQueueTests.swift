import RaceRules
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import Live

@Suite struct JournalQueueTests {
    private var queue = JournalQueue()
    private var room = SampleRoom()
    private let writer = RecordingWriter()
    private let now = ContinuousClock.now

    private var lease: Lease { self.room.lease }

    private mutating func append(igtMs: Int? = nil, at moment: ContinuousClock.Instant? = nil) -> Ticket {
        let row = igtMs.map { self.room.row(igtMs: $0) }
        let entry = self.room.entry(.position(node: "cave"), row)
        return self.queue.append(entry, writer: self.writer, at: moment ?? self.now)
    }

    private mutating func tick(_ igtMs: Int) {
        self.queue.tick(self.room.row(igtMs: igtMs), of: self.lease, at: self.now)
    }

    private mutating func appendChange() {
        self.queue.append(
            JournalQueue.WaitingChange(lease: self.lease, perform: { _ in }, fail: { _ in })
        )
    }

    private mutating func takeBatch(atMost limit: Int = 10) throws -> JournalBatch {
        guard case .batch(let batch)? = self.queue.take(atMost: limit) else {
            throw Unexpected()
        }
        return batch
    }

    private struct Unexpected: Error {}

    @Test mutating func `tickets rise, and entries come in their order`() throws {
        let tickets = [self.append(), self.append(), self.append()]

        let batch = try self.takeBatch()

        #expect(tickets == tickets.sorted() && Set(tickets).count == 3)
        #expect(batch.entries.map(\.ticket) == tickets)
        #expect(self.queue.take(atMost: 10) == nil)
    }

    @Test mutating func `a tick waits while an older entry does`() throws {
        _ = self.append(igtMs: 1)
        _ = self.append(igtMs: 2)
        self.tick(3)

        let first = try self.takeBatch(atMost: 1)
        let second = try self.takeBatch(atMost: 1)

        #expect(first.ticks.isEmpty)
        #expect(second.ticks.map(\.row.igtMs) == [3])
        #expect(second.portions.first?.runs.values.map(\.igtMs) == [3])
    }

    @Test mutating func `an entry with the row of a run replaces its tick`() throws {
        self.tick(3)
        _ = self.append(igtMs: 4)

        let batch = try self.takeBatch()

        #expect(batch.ticks.isEmpty)
        #expect(batch.portions.first?.runs.values.map(\.igtMs) == [4])
    }

    @Test mutating func `a change stands between what came before and after, and takes the ticks of its room along`()
        throws
    {
        let before = self.append()
        self.tick(7)
        self.appendChange()
        let after = self.append()

        let first = try self.takeBatch()
        guard case .change(_, let ticks)? = self.queue.take(atMost: 10) else { throw Unexpected() }
        let second = try self.takeBatch()

        #expect(first.entries.map(\.ticket) == [before] && first.ticks.isEmpty)
        #expect(ticks.map(\.row.igtMs) == [7])
        #expect(second.entries.map(\.ticket) == [after])
    }

    @Test mutating func `what is put back comes first, with ticks that nothing newer has replaced`() throws {
        let first = self.append()
        self.tick(3)
        let batch = try self.takeBatch()
        let second = self.append()

        self.queue.putBack(batch)
        let again = try self.takeBatch()

        #expect(again.entries.map(\.ticket) == [first, second])
        #expect(again.ticks.map(\.row.igtMs) == [3])
    }

    @Test mutating func `a tick that is put back yields to a newer tick and to a newer entry`() throws {
        self.tick(3)
        let old = try self.takeBatch()
        self.tick(4)
        self.queue.putBack(old)
        let newer = try self.takeBatch()
        #expect(newer.ticks.map(\.row.igtMs) == [4])

        _ = self.append(igtMs: 5)
        self.queue.putBack(newer)
        let newest = try self.takeBatch()
        #expect(newest.ticks.isEmpty)
        #expect(newest.portions.first?.runs.values.map(\.igtMs) == [5])
    }

    @Test mutating func `a tick that replaces another has waited as long as that one`() throws {
        self.tick(3)
        self.queue.tick(self.room.row(igtMs: 4), of: self.lease, at: self.now + .seconds(5))

        let batch = try self.takeBatch()

        #expect(batch.ticks.map(\.since) == [self.now])
    }

    @Test mutating func `a room that failed has nothing left here`() throws {
        _ = self.append()
        self.tick(3)
        self.appendChange()
        let changes = self.queue.forget([self.lease])

        #expect(changes.count == 1)
        #expect(self.queue.take(atMost: 10) == nil)
    }

    @Test mutating func `an owner that came later is not the one that failed`() throws {
        _ = self.append()
        let before = self.lease
        self.room.lease = Lease(room: self.room.id, kind: self.room.kind, fence: 2)
        let entry = self.room.entry(.ready)
        let ticket = self.queue.append(entry, writer: self.writer, at: self.now)

        _ = self.queue.forget([before])

        #expect(try self.takeBatch().entries.map(\.ticket) == [ticket])
    }

    @Test mutating func `only what has waited too long is overdue`() throws {
        _ = self.append(at: self.now - .seconds(10))
        var other = SampleRoom()
        _ = self.queue.append(other.entry(.ready), writer: self.writer, at: self.now)

        #expect(self.queue.overdue(since: self.now - .seconds(5)) == [self.lease])
    }
}
