import NIOCore
import Synchronization
import WebServer

/// Brings a room's messages to its sockets: one hop to each event loop, then plain writes of shared bytes.
///
/// There is no task and no copy for a socket, and nobody waits for a slow one.
final class FanOut: Sendable {
    private let shards = Mutex<[ObjectIdentifier: (loop: any EventLoop, shard: NIOLoopBoundBox<FanOutShard>)]>([:])
    private let wantsState: @Sendable (SocketID) -> Void

    /// - Parameter wantsState: called on an event loop for a socket that fell behind and can take its state now.
    init(wantsState: @escaping @Sendable (SocketID) -> Void) {
        self.wantsState = wantsState
    }

    func deliver(_ delivery: Delivery) {
        if case .join(let seat, _) = delivery { self.addShard(for: seat.socket.eventLoop) }
        let targets = self.shards.withLock { Array($0.values) }
        for target in targets {
            if case .join(let seat, _) = delivery, seat.socket.eventLoop !== target.loop { continue }
            let shard = target.shard
            target.loop.execute { shard.value.take(delivery) }
        }
    }

    private func addShard(for loop: any EventLoop) {
        self.shards.withLock { shards in
            guard shards[ObjectIdentifier(loop)] == nil else { return }
            let wantsState = self.wantsState
            shards[ObjectIdentifier(loop)] = (
                loop,
                NIOLoopBoundBox.makeBoxSendingValue(FanOutShard(loop: loop, wantsState: wantsState), eventLoop: loop)
            )
        }
    }
}
