import RaceRules
import Synchronization
import Vocabulary

/// What the rows say about races whose rooms are open here, kept so that looking at a race needs no database.
///
/// While this process has a race's room, it is the only one that changes the race; each change drops its sheet.
final class RaceSheets: Sendable {
    private static let most = 256
    /// Names and pictures of people change without the race.
    private static let longest: Int64 = 60_000

    private struct Kept {
        let sheet: RaceStore.Sheet
        let epoch: Int64
        let at: Moment
    }

    private struct State {
        var sheets: [RaceID: Kept] = [:]
        /// Raised by each drop, so that what was read before it is not kept after it.
        var drops: UInt64 = 0
    }

    private let state = Mutex(State())

    /// The sheet of a race, read if need be.
    ///
    /// - Parameter epoch: names the time in which this process has the room; 0 while it has not, and then nothing is kept.
    func sheet(
        of race: RaceID,
        epoch: Int64,
        now: Moment,
        read: () async throws -> RaceStore.Sheet
    ) async throws -> RaceStore.Sheet {
        let (known, drops) = self.state.withLock { ($0.sheets[race], $0.drops) }
        if let known, epoch > 0, known.epoch == epoch, abs(now - known.at) < Self.longest { return known.sheet }
        let sheet = try await read()
        guard epoch > 0 else { return sheet }
        self.state.withLock { state in
            guard state.drops == drops else { return }
            if state.sheets.count >= Self.most { state.sheets.removeAll() }
            state.sheets[race] = Kept(sheet: sheet, epoch: epoch, at: now)
        }
        return sheet
    }

    func drop(_ race: RaceID) {
        self.state.withLock { state in
            state.drops += 1
            state.sheets[race] = nil
        }
    }
}
