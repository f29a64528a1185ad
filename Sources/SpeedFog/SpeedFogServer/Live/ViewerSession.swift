import Accounts
import RaceRules
import SpeedFogProtocol
import Vocabulary
import WebServer

/// One page that watches a race (`/ws/race/{race_id}`).
struct ViewerSession: Sendable {
    /// How long a page may take to say who it is, before it is nobody.
    private static let authGrace = Duration.seconds(2)

    let rooms: Rooms
    let race: RaceID
    /// The user of the session cookie that came with the page's upgrade request.
    let signedIn: UserID?
    let userForToken: @Sendable (String) async throws -> UserID?

    func run(_ socket: Socket) async {
        do {
            // An unknown race is told at once; the room itself may be another by the time the page has said who it is.
            _ = try await self.rooms.room(self.race)
            let user = await self.identify(socket)
            let (room, _) = try await self.rooms.entering(self.race) { room in
                await room.join(viewer: socket, user: user) ? true : nil
            }
            // Pages answer the heartbeat; what they say has no meaning beyond that.
            var pace = MessagePace()
            do {
                for try await _ in socket.messages { try await pace.next() }
            } catch {
                // The socket's own end is told to the peer by its close code.
            }
            await room.leave(viewer: socket)
        } catch LiveError.raceNotFound {
            socket.close(code: 4004, reason: "Race not found")
        } catch {
            socket.close(code: 1013, reason: "Race not available, try again")
        }
    }

    private func identify(_ socket: Socket) async -> UserID? {
        do {
            guard let text = try await socket.receive(within: Self.authGrace) else { return self.signedIn }
            guard case .auth(let token?, _) = ViewerMessage(parsing: text) else { return self.signedIn }
            return try await self.userForToken(token)
        } catch {
            // No word in time, or none we understand: the viewer is who the cookie says, or nobody.
            return self.signedIn
        }
    }
}
