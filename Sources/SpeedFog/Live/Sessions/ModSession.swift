import Accounts
import CoreMetrics
import RaceRules
import SpeedFogProtocol
import WebServer

/// One connection of a mod (`/ws/mod/{race_id}`), from its first message to its end.
struct ModSession: Sendable {
    /// A mod tells its clock each second and answers the heartbeat each 30 s; after this silence it is gone.
    static let longestSilence = Duration.seconds(90)
    private static let authDeadline = Duration.seconds(5)

    let rooms: Rooms
    let room: RoomID

    func run(_ socket: Socket) async {
        let first: String
        do {
            guard let text = try await socket.receive(within: Self.authDeadline) else { return }
            first = text
        } catch {
            return self.close(socket, code: 4001, reason: "Auth timeout")
        }
        do {
            let token = try Self.token(in: first)
            let (room, admission) = try await self.rooms.entering(self.room) { room in
                await Self.enter(room, with: socket, tokenHash: Token.hash(token))
            }
            switch admission {
            case .admitted(let run):
                self.rooms.metrics.mods.increment()
                socket.dropAfterSilence(Self.longestSilence)
                await self.listen(to: socket, run: run, in: room)
                room.edge.leave(mod: socket.id)
                await room.room.disconnect(ConnectionID(socket), of: run)
                self.rooms.metrics.mods.decrement()
            case .refused(let words): self.refuse(socket, words)
            case .closed: self.close(socket, code: CloseCode.tryAgainLater, reason: "Race not available, try again")
            }
        } catch let refusal as Refusal {
            self.refuse(socket, refusal.words)
        } catch RoomsError.notFound {
            self.refuse(socket, "Invalid mod token or race")
        } catch {
            self.close(socket, code: CloseCode.tryAgainLater, reason: "Race not available, try again")
        }
    }

    private struct Refusal: Error { let words: String }

    /// - Returns: nil when this room takes no one any more.
    private static func enter(_ room: OpenRoom, with socket: Socket, tokenHash: String) async -> Room.Admission? {
        guard room.edge.expect(socket) else { return nil }
        let admission = await room.room.connect(tokenHash: tokenHash, as: ConnectionID(socket))
        if case .admitted = admission { return admission }
        room.edge.leave(mod: socket.id)
        return admission == .closed ? nil : admission
    }

    private func listen(to socket: Socket, run: RunID, in room: OpenRoom) async {
        var pace = Pace.messages
        var gates = Pace.gates
        do {
            for try await text in socket.messages {
                try await pace.next()
                do {
                    let message = try ModMessage(parsing: text)
                    if case .eventFlag = message { try await gates.next() }
                    await room.room.receive(message, from: run, by: ConnectionID(socket))
                } catch let error as MessageError {
                    room.edge.refuse("\(error)", to: socket.id)
                }
            }
        } catch {
            // The socket's own end (size, encoding, silence) is told to the peer by its close code.
        }
    }

    private static func token(in text: String) throws(Refusal) -> String {
        do {
            guard case .auth(let token) = try ModMessage(parsing: text) else {
                throw Refusal(words: "Invalid auth message")
            }
            return token
        } catch MessageError.notJSON {
            throw Refusal(words: "Invalid JSON")
        } catch {
            throw Refusal(words: "Invalid auth message")
        }
    }

    private func refuse(_ socket: Socket, _ words: String) {
        socket.send(Frame(text: ServerMessage.authError(message: words).encoded()))
        self.close(socket, code: 4003, reason: words)
    }

    private func close(_ socket: Socket, code: UInt16, reason: String) {
        self.rooms.metrics.closed(code: code)
        socket.close(code: code, reason: reason)
    }
}

extension ConnectionID {
    /// The connection that a socket is.
    init(_ socket: Socket) { self.init(rawValue: socket.id) }
}
