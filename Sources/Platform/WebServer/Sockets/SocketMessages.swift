/// The text messages of one socket, in order. It ends when the socket closes, from either side.
///
/// The network is read only as fast as this is iterated, and by one task at a time. Pings are answered
/// on the event loop, as long as there is room for messages.
package struct SocketMessages: AsyncSequence, Sendable {
    /// One whole message.
    package typealias Element = String
    /// Ending is not an error.
    package typealias Failure = Never

    let socket: Socket

    /// Iterators share the messages; a later one goes on where an earlier one stopped.
    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(socket: self.socket) }

    /// Takes messages one by one.
    package struct AsyncIterator: AsyncIteratorProtocol {
        let socket: Socket

        /// The next message; nil at the end and when the task is cancelled.
        package mutating func next() async -> String? { await self.socket.nextMessage() }

        /// The next message; nil at the end and when the task is cancelled.
        package mutating func next(isolation actor: isolated (any Actor)?) async -> String? {
            await self.socket.nextMessage()
        }
    }
}

/// No message came in time.
package struct SocketTimeout: Error {}
