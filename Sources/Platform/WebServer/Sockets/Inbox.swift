import Synchronization

/// Messages on their way from the event loop to the handler's task. Bounded by not reading while it is full.
final class Inbox: Sendable {
    /// How a wait ended.
    enum Received: Sendable {
        case message(String)
        case ended
        case expired
    }

    /// Names one wait, so that a late timer can't end the next one.
    typealias Ticket = UInt64

    private struct State {
        /// Taken from the end; refilled from `arriving`, so that a long backlog costs no shifting.
        var leaving: [String] = []
        var arriving: [String] = []
        var delivered = 0
        var hasEnded = false
        var readingIsHeld = false
        var waiter: (ticket: Ticket, continuation: CheckedContinuation<Received, Never>)?
        var lastTicket: Ticket = 0
        /// A ticket whose wait was cut short, perhaps before it began.
        var cut: (ticket: Ticket, how: Received)?

        var count: Int { self.leaving.count + self.arriving.count }

        mutating func take() -> String? {
            if self.leaving.isEmpty {
                self.leaving = self.arriving.reversed()
                self.arriving = []
            }
            return self.leaving.popLast()
        }
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) { self.capacity = capacity }

    // MARK: The event loop's side

    func deliver(_ message: String) {
        let waiter = self.state.withLock { state -> CheckedContinuation<Received, Never>? in
            guard !state.hasEnded else { return nil }
            state.delivered += 1
            guard let waiter = state.waiter else {
                state.arriving.append(message)
                return nil
            }
            state.waiter = nil
            return waiter.continuation
        }
        waiter?.resume(returning: .message(message))
    }

    /// No more messages come. What is here already can still be taken.
    func end() {
        let waiter = self.state.withLock { state in
            state.hasEnded = true
            defer { state.waiter = nil }
            return state.waiter?.continuation
        }
        waiter?.resume(returning: .ended)
    }

    /// Whether the network may be read. If not, the taker who makes room is told to ask again.
    func mayRead() -> Bool {
        self.state.withLock { state in
            state.readingIsHeld = state.count >= self.capacity && !state.hasEnded
            return !state.readingIsHeld
        }
    }

    var isHeld: Bool { self.state.withLock { $0.readingIsHeld } }
    var count: Int { self.state.withLock { $0.count } }
    /// How many messages have come in all.
    var delivered: Int { self.state.withLock { $0.delivered } }

    // MARK: The handler's side

    func makeTicket() -> Ticket {
        self.state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
    }

    /// Waits for a message. `resumeReading` is called when room was made that the network waits for.
    func receive(_ ticket: Ticket, resumeReading: () -> Void) async -> Received {
        let received = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let now = self.state.withLock { state -> Received? in
                    if let message = state.take() { return .message(message) }
                    if state.hasEnded { return .ended }
                    if let cut = state.cut, cut.ticket == ticket { return cut.how }
                    precondition(state.waiter == nil, "two tasks read one socket")
                    state.waiter = (ticket, continuation)
                    return nil
                }
                if let now { continuation.resume(returning: now) }
            }
        } onCancel: {
            self.cut(ticket, .ended)
        }
        let shouldRead = self.state.withLock { state in
            guard state.readingIsHeld, state.count < self.capacity else { return false }
            state.readingIsHeld = false
            return true
        }
        if shouldRead { resumeReading() }
        return received
    }

    /// Ends the wait named by `ticket` without a message.
    func cut(_ ticket: Ticket, _ how: Received) {
        let waiter = self.state.withLock { state -> CheckedContinuation<Received, Never>? in
            guard let waiter = state.waiter, waiter.ticket == ticket else {
                state.cut = (ticket, how)
                return nil
            }
            state.waiter = nil
            return waiter.continuation
        }
        waiter?.resume(returning: how)
    }
}
