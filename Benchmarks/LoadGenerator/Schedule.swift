import NIOCore

/// Who sends what when, fixed before the first message: latency counts from the planned moment, so a sender that is late hides
/// nothing. Each message carries an igt that only one moment of one player has.
struct Schedule: Sendable {
    let start: NIODeadline
    let players: Int
    let interval: TimeAmount
    /// Messages of each player, warm-up included.
    let messages: Int
    let warmUp: Int
    /// Each so many messages one is a gate.
    let gateEvery: Int
    /// Below what the first message shows: who goes on after another schedule begins above its last.
    var firstIgt = 0

    private static let igtStep = 2000

    func planned(player: Int, message: Int) -> NIODeadline {
        self.start
            + .nanoseconds(
                self.interval.nanoseconds * Int64(player) / Int64(max(self.players, 1))
                    + self.interval.nanoseconds * Int64(message)
            )
    }

    var end: NIODeadline { self.start + .nanoseconds(self.interval.nanoseconds * Int64(self.messages + 1)) }

    /// Players take turns, so that gates come evenly too.
    func isGate(_ message: Int, of player: Int) -> Bool {
        self.gateEvery > 0 && (message + player) % self.gateEvery == self.gateEvery - 1
    }

    /// More than a second apart: two gates within 1,000 ms count as one crossing.
    func igt(_ message: Int) -> Int { self.firstIgt + (message + 1) * Self.igtStep }

    /// The newest message whose igt is not above `igt`; negative when there is none.
    func message(igt: Int) -> Int { (igt - self.firstIgt) / Self.igtStep - 1 }
}
