import Synchronization

/// One thing that must work before this server should get traffic: the database, the relay.
package struct ReadinessCheck: Sendable {
    package let name: String
    private let answer: Answer

    /// `check` throws when the thing does not work. It runs at most once at a time and once a second, however many ask.
    package init(_ name: String, timeout: Duration = .seconds(2), check: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.answer = Answer { await Self.failure(of: check, within: timeout) }
    }

    /// Nil if all is well, else why not.
    func failure() async -> String? { await self.answer.failure() }

    private static func failure(
        of check: @escaping @Sendable () async throws -> Void,
        within timeout: Duration
    ) async -> String? {
        let verdict = Verdict()
        // A check that hangs in a driver does not notice its cancellation, and a task group would wait for it. So
        // these two are on their own; the first to answer is believed.
        let work = Task {
            do {
                try await check()
                verdict.give(nil)
            } catch {
                verdict.give("\(error)")
            }
        }
        let timer = Task {
            try await Task.sleep(for: timeout)
            verdict.give("no answer within \(timeout)")
        }
        defer {
            work.cancel()
            timer.cancel()
        }
        return await verdict.awaited()
    }
}

/// The last answer of a check, which is good for a while, and the one that is being found.
private actor Answer {
    private static let freshness = Duration.seconds(1)

    private let find: @Sendable () async -> String?
    private var last: (failure: String?, at: ContinuousClock.Instant)?
    private var coming: Task<String?, Never>?

    init(_ find: @escaping @Sendable () async -> String?) { self.find = find }

    func failure() async -> String? {
        if let last, last.at.duration(to: .now) < Self.freshness { return last.failure }
        if let coming { return await coming.value }
        let coming = Task { await self.find() }
        self.coming = coming
        let failure = await coming.value
        self.coming = nil
        self.last = (failure, .now)
        return failure
    }
}

/// The first answer of several.
private final class Verdict: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<String?, Never>)
        case given(String?)
    }

    private let state = Mutex(State.open)

    func give(_ failure: String?) {
        let waiting: CheckedContinuation<String?, Never>? = self.state.withLock { state in
            switch state {
            case .open:
                state = .given(failure)
                return nil
            case .awaited(let continuation):
                state = .given(failure)
                return continuation
            case .given:
                return nil
            }
        }
        waiting?.resume(returning: failure)
    }

    func awaited() async -> String? {
        await withCheckedContinuation { continuation in
            let given: String?? = self.state.withLock { state in
                if case .given(let failure) = state { return .some(failure) }
                state = .awaited(continuation)
                return nil
            }
            if let given { continuation.resume(returning: given) }
        }
    }
}
