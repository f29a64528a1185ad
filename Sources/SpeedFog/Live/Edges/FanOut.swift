import NIOCore
import RaceRules
import WebServer

/// Brings what an edge tells to its sockets: one hop to each event loop, then plain writes of shared bytes.
///
/// There is no task and no copy for a socket, and nobody waits for a slow one. Used under the lock of its edge, which
/// gives all loops one order.
struct FanOut: Sendable {
    private var shards: [ObjectIdentifier: (loop: any EventLoop, shard: NIOLoopBoundBox<FanOutShard>)] = [:]
    private let asks: FanOutShard.Questions

    init(asks: FanOutShard.Questions) {
        self.asks = asks
    }

    mutating func deliver(_ delivery: Delivery) {
        guard case .join(let seat, _) = delivery else {
            for target in self.shards.values { Self.send(delivery, to: target) }
            return
        }
        let target = self.shard(on: seat.socket.eventLoop)
        Self.send(delivery, to: target)
    }

    private static func send(
        _ delivery: Delivery,
        to target: (loop: any EventLoop, shard: NIOLoopBoundBox<FanOutShard>)
    ) {
        let shard = target.shard
        target.loop.execute { shard.value.take(delivery) }
    }

    private mutating func shard(
        on loop: any EventLoop
    ) -> (loop: any EventLoop, shard: NIOLoopBoundBox<FanOutShard>) {
        if let known = self.shards[ObjectIdentifier(loop)] { return known }
        let made = NIOLoopBoundBox.makeBoxSendingValue(FanOutShard(loop: loop, asks: self.asks), eventLoop: loop)
        self.shards[ObjectIdentifier(loop)] = (loop, made)
        return (loop, made)
    }
}
