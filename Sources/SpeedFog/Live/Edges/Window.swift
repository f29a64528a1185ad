import RaceRules
import WebServer

/// What waits to be written together: the newest board, and the newest rows since. Also what slow sockets may have missed
/// of it.
struct Window {
    /// The newest of one run: its row with its history, and a later clock.
    private struct Row {
        var history: FrameSet?
        var clock: FrameSet?

        /// - Returns: whether an older clock was dropped.
        mutating func take(_ frames: FrameSet, withHistory: Bool) -> Bool {
            defer {
                if withHistory { (self.history, self.clock) = (frames, nil) } else { self.clock = frames }
            }
            return self.clock != nil
        }

        func frames(for view: View, withHistory: Bool) -> [Frame] {
            let history = withHistory ? self.history?.frame(for: view) : nil
            return [history, self.clock?.frame(for: view)].compactMap { $0 }
        }
    }

    /// The rows of this window, in the order in which they came.
    private(set) var runs: [RunID] = []
    private(set) var hasBoard = false
    private var rows: [RunID: Row] = [:]
    /// The newest board while it waits or somebody missed it, and the newest rows since.
    private var missableBoard: FrameSet?
    private var missableRows: [RunID: Row] = [:]

    var isEmpty: Bool { self.runs.isEmpty && !self.hasBoard }

    /// Takes a row.
    ///
    /// - Returns: whether an older clock was dropped for it.
    mutating func take(_ run: RunID, withHistory: Bool, _ frames: FrameSet) -> Bool {
        _ = self.missableRows[run, default: Row()].take(frames, withHistory: withHistory)
        if self.rows[run] == nil { self.runs.append(run) }
        return self.rows[run, default: Row()].take(frames, withHistory: withHistory)
    }

    /// Takes a board, which tells all that rows and boards before it told.
    mutating func take(board: FrameSet) {
        self.runs.removeAll(keepingCapacity: true)
        self.rows.removeAll(keepingCapacity: true)
        self.missableRows.removeAll(keepingCapacity: true)
        self.missableBoard = board
        self.hasBoard = true
    }

    /// All that waits, as one piece for one view. Mods have had the boards and histories already.
    func joined(for view: View, isMod: Bool) -> Frame? {
        var parts: [Frame] = []
        if self.hasBoard, !isMod, let board = self.missableBoard?.frame(for: view) { parts.append(board) }
        for run in self.runs { parts += self.rows[run]?.frames(for: view, withHistory: !isMod) ?? [] }
        return parts.isEmpty ? nil : Frame.joined(parts)
    }

    /// What a socket missed, the newest of each.
    func missed(board: Bool, rows: Set<RunID>, for view: View) -> [Frame] {
        guard board else {
            return rows.flatMap { self.missableRows[$0]?.frames(for: view, withHistory: true) ?? [] }
        }
        let rows = self.missableRows.values.flatMap { $0.frames(for: view, withHistory: true) }
        return [self.missableBoard?.frame(for: view)].compactMap { $0 } + rows
    }

    /// It was written to all that could take it.
    ///
    /// - Parameter isMissed: whether some socket has missed something of this window or of one before.
    mutating func written(isMissed: Bool) {
        self.runs.removeAll(keepingCapacity: true)
        self.rows.removeAll(keepingCapacity: true)
        self.hasBoard = false
        guard !isMissed else { return }
        // These frames are large, and mostly all have them.
        self.missableBoard = nil
        self.missableRows.removeAll(keepingCapacity: true)
    }
}
