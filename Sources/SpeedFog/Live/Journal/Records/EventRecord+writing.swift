import RaceRules
import SpeedFogProtocol
import Vocabulary

extension EventRecord {
    /// What is kept of an event.
    init(_ event: RoomEvent) {
        let content = Content(of: event.happening)
        self.init(
            sequence: event.sequence,
            kind: content.kind,
            run: content.run,
            at: event.at,
            body: content.body.json.encoded()
        )
    }

    private struct Content {
        let kind: String
        let run: RunID?
        let body: RecordBody

        private init(kind: String, run: RunID?, body: RecordBody) {
            self.kind = kind
            self.run = run
            self.body = body
        }

        init(_ kind: EventKind, run: RunID? = nil, _ body: RecordBody = RecordBody()) {
            self.init(kind: kind.rawValue, run: run, body: body)
        }

        init(of happening: Happening) {
            switch happening {
            case .made(let making):
                var body = RecordBody()
                body["kind"] = .string(making.kind.rawValue)
                body["organizer"] = .string(making.organizer.description)
                body.set(making.map)
                self.init(.made, body)
            case .seedTaken(let seed): self.init(.seedTaken, ["seed": .string(seed.description)])
            case .rerolled(let seed): self.init(.rerolled, ["seed": .string(seed.description)])
            case .released: self.init(EventKind.released)
            case .joined(let run, let user, let color):
                self.init(.joined, run: run, ["user": .string(user.description), "color": .integer(color)])
            case .left(let run): self.init(.left, run: run)
            case .roleGiven(let role, let user):
                self.init(.roleGiven, ["role": .string(role.rawValue), "user": .string(user.description)])
            case .roleTaken(let role, let user):
                self.init(.roleTaken, ["role": .string(role.rawValue), "user": .string(user.description)])
            case .mapSet(let map):
                var body = RecordBody()
                body.set(map)
                self.init(.mapSet, body)
            case .mapShown(let user): self.init(.mapShown, ["user": .string(user.description)])
            case .started: self.init(EventKind.started)
            case .finished(let byForce): self.init(.finished, ["by_force": .bool(byForce)])
            case .reset: self.init(EventKind.reset)
            case .ran(let run, let event): self.init(event, of: run)
            case .unknown(let kind):
                self.init(kind: kind, run: nil, body: RecordBody())
            }
        }

        private init(_ event: RunEvent, of run: RunID) {
            switch event {
            case .ready: self.init(.runReady, run: run)
            case .started(let node, let igtMs):
                var body = RecordBody()
                body["node"] = node.map { .string($0) }
                body["igt_ms"] = .integer(igtMs)
                self.init(.runStarted, run: run, body)
            case .crossed(let crossing): self.init(.runCrossed, run: run, RecordBody(crossing))
            case .deaths(let total, let node):
                var body: RecordBody = ["total": .integer(total)]
                body["node"] = node.map { .string($0) }
                self.init(.runDeaths, run: run, body)
            case .position(let node): self.init(.runPosition, run: run, ["node": .string(node)])
            case .finished(let arrival):
                self.init(
                    .runFinished,
                    run: run,
                    ["igt_ms": .integer(arrival.igtMs), "missing_gates": .integer(arrival.missingGates)]
                )
            case .held(let hold): self.init(.runHeld, run: run, RecordBody(hold))
            case .holdAccepted(let number): self.init(.runHoldAccepted, run: run, ["hold": .integer(number)])
            case .holdRefused(let number): self.init(.runHoldRefused, run: run, ["hold": .integer(number)])
            case .abandoned(let igtMs): self.init(.runAbandoned, run: run, ["igt_ms": .integer(igtMs)])
            case .clockWentBack(let from, let to):
                self.init(.runClockWentBack, run: run, ["from_ms": .integer(from), "to_ms": .integer(to)])
            case .clockAhead(let by): self.init(.runClockAhead, run: run, ["by_ms": .integer(Int(by))])
            }
        }
    }
}

extension RecordBody {
    fileprivate mutating func set(_ map: MapSetting) {
        switch map {
        case .live: self["map"] = .string(MapWord.live.rawValue)
        case .delayed(let milliseconds):
            self["map"] = .string(MapWord.delayed.rawValue)
            self["delay_ms"] = .integer(Int(milliseconds))
        case .afterFinish: self["map"] = .string(MapWord.afterFinish.rawValue)
        }
    }

    fileprivate init(_ crossing: Crossing) {
        self = [
            "node": .string(crossing.node), "return": .bool(crossing.isReturn), "igt_ms": .integer(crossing.igtMs),
            "clock_ms": .integer(crossing.clockMs), "missing_gates": .integer(crossing.missingGates),
        ]
        self["flag"] = crossing.flag.map { .integer($0) }
    }

    fileprivate init(_ hold: Hold) {
        self = [
            "igt_ms": .integer(hold.igtMs), "missing_gates": .integer(hold.missingGates),
            "away_ms": .integer(Int(hold.awayMs)),
        ]
        self["node"] = hold.node.map { .string($0) }
        self["flag"] = hold.flag.map { .integer($0) }
    }
}
