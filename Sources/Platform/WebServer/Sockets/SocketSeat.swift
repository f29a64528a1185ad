import Vocabulary

/// The place of one socket in the registry, taken before its upgrade. Whoever takes one leaves it when the connection is gone.
struct SocketSeat: Sendable {
    let registry: SocketRegistry
    let number: UInt64

    func open(_ socket: Socket) { self.registry.open(self.number, socket) }

    func identify(_ account: UserID, by credential: String) -> Bool {
        self.registry.identify(self.number, account: account, credential: credential)
    }

    func leave() { self.registry.leave(self.number) }
}
