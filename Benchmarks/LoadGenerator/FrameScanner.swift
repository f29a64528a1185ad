#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Finds players and their igt in a frame's bytes. Reading the JSON in full would cost the generator more than the server
/// spends on sending it.
struct FrameScanner: Sendable {
    enum Kind { case playerUpdate, full, ping, other }

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
        if Self.starts(rest, "player_update") { return .playerUpdate }
        if Self.starts(rest, "leaderboard_update") || Self.starts(rest, "race_state") { return .full }
        return Self.starts(rest, "ping") ? .ping : .other
    }

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
            at = igtStart
            var igt = 0
            while at < frame.count, frame[at] >= 0x30, frame[at] <= 0x39 {
                igt = igt * 10 + Int(frame[at] - 0x30)
                at += 1
            }
            body(player, igt)
        }
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
