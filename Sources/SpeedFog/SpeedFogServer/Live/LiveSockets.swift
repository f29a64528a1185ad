import Hummingbird
import RaceRules
package import Vocabulary
package import WebServer

/// The sockets of live races, as the protocol names them.
package struct LiveSockets: Sendable {
    private let rooms: Rooms
    private let userForToken: @Sendable (String) async throws -> UserID?

    /// - Parameter userForToken: the user of an API token, nil when there is none.
    package init(rooms: Rooms, userForToken: @escaping @Sendable (String) async throws -> UserID?) {
        self.rooms = rooms
        self.userForToken = userForToken
    }

    package func addSockets(to router: SocketRouter) {
        router.ws("/ws/mod/:race_id", origin: .any) { _, context in
            let race = try context.raceID()
            return { socket in await ModSession(rooms: self.rooms, race: race).run(socket) }
        }
        router.ws("/ws/race/:race_id", origin: .sameOrigin) { _, context in
            let race = try context.raceID()
            let user = context.user?.id
            return { socket in
                await ViewerSession(rooms: self.rooms, race: race, signedIn: user, userForToken: self.userForToken)
                    .run(socket)
            }
        }
    }
}

extension AppContext {
    /// A malformed id is refused before the socket opens, as the first platform does.
    fileprivate func raceID() throws -> RaceID {
        guard let id = RaceID(try self.parameters.require("race_id")) else {
            throw Problem(.forbidden, "The race id is not a UUID")
        }
        return id
    }
}
