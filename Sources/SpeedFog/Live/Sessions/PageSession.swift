import RaceRules
import SpeedFogProtocol
import Vocabulary
import WebServer

/// One page that watches a room (`/ws/race/{race_id}`).
struct PageSession: Sendable {
    /// How long a page may take to say who it is, before it is nobody.
    private static let authGrace = Duration.seconds(2)

    let rooms: Rooms
    let room: RoomID
    /// Who the session cookie says that came with the page's upgrade request.
    let signedIn: UserID?
    let userForToken: @Sendable (String) async throws -> SignedInUser?

    func run(_ socket: Socket) async {
        do {
            // An unknown room is told at once; the room itself may be another by the time the page has said who it is.
            _ = try await self.rooms.open(self.room)
            let guest = try await self.identify(socket)
            let (room, _) = try await self.rooms.entering(self.room) { room in
                room.edge.join(page: socket, as: guest) ? true : nil
            }
            // Pages answer the heartbeat; what they say has no meaning beyond that.
            var pace = Pace.messages
            do {
                for try await _ in socket.messages { try await pace.next() }
            } catch {
                // The socket's own end is told to the peer by its close code.
            }
            room.edge.leave(page: socket.id)
        } catch is NotLetIn {
            self.close(socket, code: CloseCode.policyViolation, reason: "Signed out, or too many sockets")
        } catch RoomsError.notFound {
            self.close(socket, code: 4004, reason: "Race not found")
        } catch {
            self.close(socket, code: CloseCode.tryAgainLater, reason: "Race not available, try again")
        }
    }

    private struct NotLetIn: Error {}

    /// No word in time, or none we understand: the viewer is who the cookie says, or nobody.
    private func identify(_ socket: Socket) async throws(NotLetIn) -> Guest {
        let said: String?
        do { said = try await socket.receive(within: Self.authGrace) } catch { said = nil }
        switch said.map(ViewerMessage.init(parsing:)) {
        case .auth(let token?, let wishes):
            let user: SignedInUser?
            do { user = try await self.userForToken(token) } catch { return Guest(user: self.signedIn, wishes: wishes) }
            guard let user else { return Guest(wishes: wishes) }
            guard socket.identify(as: user.id, by: user.via.credential) else { throw NotLetIn() }
            return Guest(user: user.id, wishes: wishes)
        case .auth(nil, let wishes), .noAuth(let wishes): return Guest(user: self.signedIn, wishes: wishes)
        case .pong, .other, nil: return Guest(user: self.signedIn)
        }
    }

    private func close(_ socket: Socket, code: UInt16, reason: String) {
        self.rooms.metrics.closed(code: code)
        socket.close(code: code, reason: reason)
    }
}
