import SpeedFogProtocol
import Testing

/// A page as `docs/PROTOCOL.md` asks of it: what it makes of states and updates.
struct PageModel: Equatable {
    /// The rows as told, by id; each with its whole history.
    private(set) var rows: [String: [String: JSON]] = [:]
    private(set) var order: [String] = []
    private(set) var splits: JSON = .null
    private(set) var map: JSON = .null
    private(set) var race: JSON = .null
    private(set) var stamp: Stamp?

    /// Takes a frame, and sees to it that it follows the one before.
    mutating func take(_ frame: JSONObject) {
        switch frame.type {
        case "race_state": self.take(state: frame)
        case "update": self.take(update: frame)
        default: break
        }
    }

    private mutating func take(state: JSONObject) {
        self.stamp = Self.stamp(state)
        self.race = state["race"] ?? .null
        self.map = state.object("seed")["graph_json"] ?? .null
        self.splits = state["leader_splits"] ?? .null
        let rows = state.objects("participants")
        self.order = rows.compactMap { $0["id"]?.string }
        self.rows = [:]
        for row in rows { self.take(row, isWhole: true) }
    }

    private mutating func take(update: JSONObject) {
        guard let stamp = Self.stamp(update), let known = self.stamp else {
            Issue.record("an update without a state before it, or without a stamp")
            return
        }
        #expect(stamp.epoch == known.epoch && stamp.view == known.view, "an update of another time or view")
        #expect(stamp.version >= known.version, "something old after something new")
        self.stamp = stamp
        for row in update.objects("players") { self.take(row, isWhole: false) }
        if let order = update["order"]?.array { self.order = order.compactMap(\.string) }
        if let splits = update["leader_splits"] { self.splits = splits }
        if let map = update["graph_json"] { self.map = map }
    }

    private mutating func take(_ row: JSONObject, isWhole: Bool) {
        let id = row["id"]?.string ?? ""
        #expect(isWhole || self.rows[id] != nil, "a row of somebody unknown")
        var known = isWhole ? [:] : self.rows[id] ?? [:]
        for member in row.members where member.key != "history_from" && member.key != "zone_history" {
            known[member.key] = member.value
        }
        if let told = row["zone_history"] {
            let old = known["zone_history"]?.array ?? []
            let from = row["history_from"]?.whole ?? 0
            #expect(from <= old.count, "entries of the history were left out")
            known["zone_history"] = told.array.map { .array(Array(old.prefix(from)) + $0) } ?? .null
        }
        self.rows[id] = known
    }

    private static func stamp(_ frame: JSONObject) -> Stamp? {
        guard let epoch = frame["epoch"]?.string, let version = frame["version"]?.whole,
            let view = frame["view"]?.string
        else { return nil }
        return Stamp(epoch: epoch, version: UInt64(version), view: view)
    }

    static func == (left: PageModel, right: PageModel) -> Bool {
        left.rows == right.rows && left.order == right.order && left.splits == right.splits && left.map == right.map
            && left.race == right.race
    }
}
