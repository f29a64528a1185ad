import NIOCore

/// Keeps a number of messages of one mod under way, and sends the next when one is answered: a status by the own row with that
/// igt or a later one, a gate by its zone_update.
// Confined to the event loop of its mod.
final class ClosedLoop: @unchecked Sendable {
    private let sink: ModSink
    private let window: Int
    private let gates: Bool
    private let firstIgt: Int
    private let scanner: FrameScanner
    private var sent: [NIODeadline] = []
    private var answered = 0
    private var isRunning = false
    private(set) var latency = Histogram()

    private static let igtStep = 1500

    init(sink: ModSink, window: Int, gates: Bool, firstIgt: Int) {
        self.sink = sink
        self.window = window
        self.gates = gates
        self.firstIgt = firstIgt
        self.scanner = FrameScanner(participantIDs: [sink.seat?.participantID ?? ""])
    }

    /// Nothing was answered for so long that something must be wrong.
    var isStalled: Bool {
        guard self.answered < self.sent.count else { return false }
        return NIODeadline.now() - self.sent[self.answered] > .seconds(3)
    }

    func start() {
        self.isRunning = true
        self.sink.onText = { self.receive($0) }
        self.sendMore()
    }

    func stop() { self.isRunning = false }

    private func sendMore() {
        while self.isRunning, self.sent.count - self.answered < self.window {
            let igt = self.firstIgt + self.sent.count * Self.igtStep
            self.sent.append(.now())
            if self.gates { self.sink.sendGate(igt: igt) } else { self.sink.sendStatus(igt: igt) }
        }
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) {
        if self.gates {
            guard FrameScanner.isZoneUpdate(bytes) else { return }
            self.answer(upTo: self.answered)
        } else {
            var newest = -1
            self.scanner.rows(in: bytes) { _, igt in newest = max(newest, (igt - self.firstIgt) / Self.igtStep) }
            if newest >= self.answered { self.answer(upTo: newest) }
        }
        self.sendMore()
    }

    private func answer(upTo last: Int) {
        let now = NIODeadline.now()
        while self.answered <= last, self.answered < self.sent.count {
            let wait = now - self.sent[self.answered]
            if self.isRunning { self.latency.record(Int(wait.nanoseconds / 1000)) }
            self.answered += 1
        }
    }
}
