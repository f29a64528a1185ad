import RaceRules
import SpeedFogProtocol
import Vocabulary

extension EventRecord {
    /// The event that was kept. A kind, or a word in a body, that this version does not know reads as `.unknown`.
    ///
    /// - Throws: `EventRecordError` when the kind is known and the body is not what belongs to it.
    func event() throws -> RoomEvent {
        do {
            let happening = try self.happening() ?? .unknown(kind: self.kind)
            return RoomEvent(sequence: self.sequence, at: self.at, happening: happening)
        } catch {
            throw EventRecordError(sequence: self.sequence, kind: self.kind, words: error.words)
        }
    }

    /// Nil for what a newer version wrote.
    private func happening() throws(RecordBody.Unreadable) -> Happening? {
        guard let kind = EventKind(rawValue: self.kind) else { return nil }
        let body = try RecordBody(parsing: self.body)
        switch kind {
        case .made: return try body.making().map { .made($0) }
        case .seedTaken: return .seedTaken(try body.id("seed"))
        case .rerolled: return .rerolled(try body.id("seed"))
        case .released: return .released
        case .joined: return .joined(try self.ran(), user: try body.id("user"), color: try body.number("color"))
        case .left: return .left(try self.ran())
        case .roleGiven:
            guard let role = Role(rawValue: try body.text("role")) else { return nil }
            return .roleGiven(role, try body.id("user"))
        case .roleTaken:
            guard let role = Role(rawValue: try body.text("role")) else { return nil }
            return .roleTaken(role, try body.id("user"))
        case .mapSet: return try body.map().map { .mapSet($0) }
        case .mapShown: return .mapShown(try body.id("user"))
        case .started: return .started
        case .finished: return .finished(byForce: try body.bool("by_force"))
        case .reset: return .reset
        default:
            guard let event = try self.runEvent(kind, body) else { return nil }
            return .ran(try self.ran(), event)
        }
    }

    private func ran() throws(RecordBody.Unreadable) -> RunID {
        guard let run = self.run else { throw RecordBody.Unreadable(words: "it names no run") }
        return run
    }

    private func runEvent(_ kind: EventKind, _ body: RecordBody) throws(RecordBody.Unreadable) -> RunEvent? {
        switch kind {
        case .runReady: .ready
        case .runStarted: .started(node: try body.text(ifThere: "node"), igtMs: try body.number("igt_ms"))
        case .runCrossed: .crossed(try body.crossing())
        case .runDeaths: .deaths(total: try body.number("total"), node: try body.text(ifThere: "node"))
        case .runPosition: .position(node: try body.text("node"))
        case .runFinished:
            .finished(
                Arrival(igtMs: try body.number("igt_ms"), missingGates: try body.number(ifThere: "missing_gates") ?? 0)
            )
        case .runHeld: .held(try body.hold())
        case .runHoldAccepted: .holdAccepted(try body.number("hold"))
        case .runHoldRefused: .holdRefused(try body.number("hold"))
        case .runAbandoned: .abandoned(igtMs: try body.number("igt_ms"))
        case .runClockWentBack: .clockWentBack(fromMs: try body.number("from_ms"), toMs: try body.number("to_ms"))
        case .runClockAhead: .clockAhead(byMs: Int64(try body.number("by_ms")))
        case .made, .seedTaken, .rerolled, .released, .joined, .left, .roleGiven, .roleTaken, .mapSet, .mapShown,
            .started, .finished, .reset:
            nil
        }
    }
}

extension RecordBody {
    fileprivate func making() throws(Unreadable) -> Making? {
        guard let kind = RoomKind(rawValue: try self.text("kind")), let map = try self.map() else { return nil }
        return Making(kind: kind, organizer: try self.id("organizer"), map: map)
    }

    fileprivate func map() throws(Unreadable) -> MapSetting? {
        switch MapWord(rawValue: try self.text("map")) {
        case .live: .live
        case .delayed: .delayed(Int64(try self.number("delay_ms")))
        case .afterFinish: .afterFinish
        case nil: nil
        }
    }

    fileprivate func crossing() throws(Unreadable) -> Crossing {
        Crossing(
            node: try self.text("node"),
            isReturn: try self.bool("return"),
            igtMs: try self.number("igt_ms"),
            clockMs: try self.number("clock_ms"),
            flag: try self.number(ifThere: "flag"),
            missingGates: try self.number(ifThere: "missing_gates") ?? 0
        )
    }

    fileprivate func hold() throws(Unreadable) -> Hold {
        Hold(
            node: try self.text(ifThere: "node"),
            igtMs: try self.number("igt_ms"),
            flag: try self.number(ifThere: "flag"),
            missingGates: try self.number("missing_gates"),
            awayMs: Int64(try self.number("away_ms"))
        )
    }
}
