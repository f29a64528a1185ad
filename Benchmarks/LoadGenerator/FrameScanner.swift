#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Finds players and their igt in a frame's bytes. Reading the JSON in full would cost the generator more than the server
/// spends on sending it.
struct FrameScanner: Sendable {
    enum Kind {
        case playerUpdate, update, leaderboard, state, statusChange, ping, other

        /// Each row with all its history.
        var showsEverything: Bool { self == .leaderboard || self == .state }
    }

    /// First eight bytes of a participant's id to the player's number; ids are random.
    private let players: [UInt64: Int]

    init(participantIDs: [String]) {
        var players: [UInt64: Int] = [:]
        for (index, id) in participantIDs.enumerated() {
            var copy = id
            players[copy.withUTF8 { Self.key(UnsafeRawBufferPointer($0)) ?? 0 }] = index
        }
        self.players = players
    }

    private static func key(_ bytes: UnsafeRawBufferPointer) -> UInt64? {
        bytes.count >= 8 ? bytes.loadUnaligned(as: UInt64.self) : nil
    }

    static func kind(of frame: UnsafeRawBufferPointer) -> Kind {
        guard let at = Self.end(of: #""type":""#, in: frame, from: 0), at < frame.count else { return .other }
        let rest = UnsafeRawBufferPointer(rebasing: frame[at...])
        for (name, kind) in Self.kinds where Self.starts(rest, name) { return kind }
        return .other
    }

    /// The name of each with the quote that ends it: some begin like others.
    private static let kinds: [(StaticString, Kind)] = [
        ("player_update\"", .playerUpdate), ("update\"", .update), ("leaderboard_update\"", .leaderboard),
        ("race_state\"", .state), ("race_status_change\"", .statusChange), ("ping\"", .ping),
    ]

    static func isZoneUpdate(_ frame: UnsafeRawBufferPointer) -> Bool {
        guard let at = Self.end(of: #""type":""#, in: frame, from: 0), at < frame.count else { return false }
        return Self.starts(UnsafeRawBufferPointer(rebasing: frame[at...]), "zone_update")
    }

    /// Calls `body` with each known player's row: number and igt. In a row the id stands before the igt, and the history, which
    /// has times of its own, behind it.
    func rows(in frame: UnsafeRawBufferPointer, _ body: (_ player: Int, _ igt: Int) -> Void) {
        var at = 0
        while let idStart = Self.end(of: #""id":""#, in: frame, from: at) {
            at = idStart
            guard let key = Self.key(UnsafeRawBufferPointer(rebasing: frame[idStart...])),
                let player = self.players[key]
            else { continue }
            guard let igtStart = Self.end(of: #""igt_ms":"#, in: frame, from: idStart) else { return }
            let igt = Self.number(in: frame, at: igtStart)
            at = igt.end
            body(player, igt.value)
        }
    }

    /// Calls `body` with each crossing that an update shows in the histories of known players.
    func crossings(in frame: UnsafeRawBufferPointer, _ body: (_ player: Int, _ igt: Int) -> Void) {
        var at = 0
        while let open = Self.end(of: #""zone_history":["#, in: frame, from: at) {
            // The row's own id is the last one before its history.
            var player: Int?
            while let idStart = Self.end(of: #""id":""#, in: frame, from: at), idStart < open {
                player = Self.key(UnsafeRawBufferPointer(rebasing: frame[idStart...])).flatMap { self.players[$0] }
                at = idStart
            }
            let close = frame[open...].firstIndex(of: UInt8(ascii: "]")) ?? frame.count
            at = open
            while let start = Self.end(of: #""igt_ms":"#, in: frame, from: at), start < close {
                let igt = Self.number(in: frame, at: start)
                if let player { body(player, igt.value) }
                at = igt.end
            }
            at = close
        }
    }

    /// The status of the race in a state or a change of status.
    static func raceStatus(in frame: UnsafeRawBufferPointer) -> String? {
        guard let start = Self.end(of: #""status":""#, in: frame, from: 0),
            let end = frame[start...].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return String(decoding: frame[start..<end], as: UTF8.self)
    }

    /// Whether a state comes with a map.
    static func showsMap(_ state: UnsafeRawBufferPointer) -> Bool {
        Self.end(of: #""graph_json":{"#, in: state, from: 0) != nil
    }

    /// Whether a state says where its reader stands, as those do that updates follow.
    static func isStamped(_ state: UnsafeRawBufferPointer) -> Bool {
        Self.end(of: #""epoch":"#, in: UnsafeRawBufferPointer(rebasing: state.prefix(64)), from: 0) != nil
    }

    private static func number(in bytes: UnsafeRawBufferPointer, at start: Int) -> (value: Int, end: Int) {
        var (value, at) = (0, start)
        while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
            value = value * 10 + Int(bytes[at] - 0x30)
            at += 1
        }
        return (value, at)
    }

    private static func starts(_ bytes: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        guard let base = bytes.baseAddress, bytes.count >= text.utf8CodeUnitCount else { return false }
        return memcmp(base, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    private static func end(of text: StaticString, in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let length = text.utf8CodeUnitCount
        var at = from
        while at + length <= bytes.count {
            guard let hit = memchr(base + at, Int32(text.utf8Start.pointee), bytes.count - length - at + 1) else {
                return nil
            }
            at = UnsafeRawPointer(hit) - base
            if memcmp(base + at, text.utf8Start, length) == 0 { return at + length }
            at += 1
        }
        return nil
    }
}
