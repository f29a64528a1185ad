import Synchronization

/// What is known about the end of a socket, readable from anywhere.
final class Closing: Sendable {
    private struct State {
        var peerCode: UInt16?
        var end: SocketEnd?
        var handler: Task<Void, Never>?
        var isOverdue = false
    }

    private let state = Mutex(State())

    var peerCode: UInt16? { self.state.withLock { $0.peerCode } }
    func setPeerCode(_ code: UInt16) { self.state.withLock { $0.peerCode = code } }

    /// How the socket ended: what happened first.
    var end: SocketEnd? { self.state.withLock { $0.end } }
    func setEnd(_ end: SocketEnd) { self.state.withLock { $0.end = $0.end ?? end } }

    func setHandler(_ task: Task<Void, Never>) {
        let isOverdue = self.state.withLock { state in
            state.handler = task
            return state.isOverdue
        }
        if isOverdue { task.cancel() }
    }

    /// The socket closed a while ago and its handler goes on.
    func cancelHandler() {
        let task = self.state.withLock { state in
            state.isOverdue = true
            return state.handler
        }
        task?.cancel()
    }
}
