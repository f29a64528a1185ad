import Vocabulary

/// A request that may become a socket: what the upgrade needs of it.
struct AcceptedSocket: Sendable {
    let handler: SocketHandler
    let seat: SocketSeat
    let log: SocketLog
    /// The account that the request proved.
    let account: UserID?
}
