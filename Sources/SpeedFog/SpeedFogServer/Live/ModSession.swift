import Accounts
import RaceRules
import SpeedFogProtocol
import WebServer

/// One connection of a mod (`/ws/mod/{race_id}`), from its first message to its end.
struct ModSession: Sendable {
    /// A mod tells its clock each second and answers the heartbeat each 30 s; after this silence it is gone.
    static let longestSilence = Duration.seconds(90)
    private static let authDeadline = Duration.seconds(5)

    let rooms: Rooms
    let race: RaceID

    func run(_ socket: Socket) async {
        let first: String
        do {
            guard let text = try await socket.receive(within: Self.authDeadline) else { return }
            first = text
        } catch {
            return socket.close(code: 4001, reason: "Auth timeout")
        }
        let token: String
        switch Self.token(in: first) {
        case .success(let found): token = found
        case .failure(let refusal): return self.refuse(socket, refusal.words)
        }
        do {
            let (room, answer) = try await self.rooms.entering(self.race) { room in
                await room.join(mod: socket, tokenHash: Token.hash(token))
            }
            switch answer {
            case .failure(let refusal): self.refuse(socket, refusal.words)
            case .success(let run):
                socket.dropAfterSilence(Self.longestSilence)
                await self.listen(to: socket, run: run, room: room)
                await room.leave(mod: socket, run: run)
            }
        } catch LiveError.raceNotFound {
            self.refuse(socket, "Invalid mod token or race")
        } catch {
            socket.close(code: 1013, reason: "Race not available, try again")
        }
    }

    private func listen(to socket: Socket, run: RunID, room: Room) async {
        var pace = MessagePace()
        do {
            for try await text in socket.messages {
                try await pace.next()
                await room.receive(text, from: run, socket: socket.id)
            }
        } catch {
            // The socket's own end (size, encoding, silence) is told to the peer by its close code.
        }
    }

    private static func token(in text: String) -> Result<String, Room.Refusal> {
        do {
            guard case .auth(let token) = try ModMessage(parsing: text) else {
                return .failure(Room.Refusal(words: "Invalid auth message"))
            }
            return .success(token)
        } catch .notJSON {
            return .failure(Room.Refusal(words: "Invalid JSON"))
        } catch {
            return .failure(Room.Refusal(words: "Invalid auth message"))
        }
    }

    private func refuse(_ socket: Socket, _ words: String) {
        socket.send(Frame(text: ServerMessage.authError(message: words).encoded()))
        socket.close(code: 4003, reason: words)
    }
}

/// Slows a sender down to what any mod may say, by reading no faster. A mod of the first platform sends at most 100
/// messages a second.
struct MessagePace {
    private static let perSecond = 100.0
    private static let burst = 200.0

    private var credit = Self.burst
    private var last = ContinuousClock.now

    /// Waits until one more message is due.
    mutating func next() async throws {
        let now = ContinuousClock.now
        self.credit = min(Self.burst, self.credit + Self.perSecond * ((now - self.last) / .seconds(1)))
        self.last = now
        self.credit -= 1
        if self.credit < 0 { try await Task.sleep(for: .seconds(-self.credit / Self.perSecond)) }
    }
}
