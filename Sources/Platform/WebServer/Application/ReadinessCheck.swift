import Synchronization

/// One thing that must work before this server should get traffic: the database, the relay.
package struct ReadinessCheck: Sendable {
    package let name: String
    package let timeout: Duration
    package let check: @Sendable () async throws -> Void

    /// `check` throws when the thing does not work.
    package init(_ name: String, timeout: Duration = .seconds(2), check: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.timeout = timeout
        self.check = check
    }

    /// Nil if all is well, else why not.
    func failure() async -> String? {
        let verdict = Verdict()
        // A check that hangs in a driver does not notice its cancellation, and a task group would wait for it. So
        // these two are on their own; the first to answer is believed.
        let work = Task { [check] in
            do {
                try await check()
                verdict.give(nil)
            } catch {
                verdict.give("\(error)")
            }
        }
        let timer = Task { [timeout] in
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
