import Hummingbird
import RaceRules
import Vocabulary
package import WebServer

/// The sockets of rooms, as the protocol names them.
package struct LiveSockets: Sendable {
    private let rooms: Rooms
    private let userForToken: @Sendable (String) async throws -> SignedInUser?

    /// - Parameter userForToken: the account of an API token, nil when there is none.
    package init(rooms: Rooms, userForToken: @escaping @Sendable (String) async throws -> SignedInUser?) {
        self.rooms = rooms
        self.userForToken = userForToken
    }

    /// Mods of any origin; pages of this site, and documents without an origin as nobody.
    package func addSockets(to router: SocketRouter) {
        router.ws("/ws/mod/:race_id", origin: .any) { _, context in
            let room = try context.roomID()
            return { socket in await ModSession(rooms: self.rooms, room: room).run(socket) }
        }
        router.ws("/ws/race/:race_id", origin: .sameOriginOrNull) { _, context in
            // What comes from elsewhere is nobody, whatever it says.
            let nobody: @Sendable (String) async throws -> SignedInUser? = { _ in nil }
            let session = PageSession(
                rooms: self.rooms,
                room: try context.roomID(),
                signedIn: context.user?.id,
                userForToken: context.isFromElsewhere ? nobody : self.userForToken
            )
            return { socket in await session.run(socket) }
        }
    }
}

extension AppContext {
    /// A malformed id is refused before the socket opens, as the first platform does.
    fileprivate func roomID() throws -> RoomID {
        guard let id = RoomID(try self.parameters.require("race_id")) else {
            throw Problem(.forbidden, "The race id is not a UUID")
        }
        return id
    }
}
