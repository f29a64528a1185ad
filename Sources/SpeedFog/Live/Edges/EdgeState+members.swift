import RaceRules
import SpeedFogProtocol
import Vocabulary
import WebServer

/// Who comes, goes and is told something alone.
extension EdgeState {
    /// Takes a page in and tells it what it must know first.
    mutating func join(page socket: Socket, as guest: Guest, at now: Reading) {
        let wire: View.Wire = guest.wishes.readsUpdates ? .updates : .whole
        let sight = self.audience.join(page: socket.id, of: guest.user, wire: wire, in: self.room)
        var seat = Member.Seat(socket: socket, isMod: false, sight: sight, version: nil)
        var frames: [Frame] = []
        switch wire {
        case .whole: frames.append(self.withWording { $0.state(for: sight.view) })
        case .updates:
            let known = self.known(to: guest.wishes.resume, as: sight.view)
            let news = self.news(for: News.Asked(view: sight.view, since: known), at: now, isResumed: known != nil)
            seat.version = news.version
            if let frame = news.frame { frames.append(frame) }
        }
        self.deliver(.join(seat, frames + [self.pageCountFrame]))
    }

    /// The version a page knows that comes back, if what it knows was of this epoch and seen with the same eyes.
    private func known(to resume: Stamp?, as view: View) -> UInt64? {
        guard let resume, resume.epoch == String(self.epoch), resume.view == view.projection.name else { return nil }
        return resume.version
    }

    /// Greets a mod that the room let in.
    mutating func seat(_ connection: ConnectionID, as run: RunID) {
        guard let socket = self.arrivals.removeValue(forKey: connection) else { return }
        self.audience.join(mod: socket.id, of: run)
        let isRunning = self.room.status == .running
        let frames = self.withWording { wording in
            [wording.authOK(for: run)] + (isRunning ? [wording.zone(of: run)].compactMap { $0 } : [])
        }
        let sight = Sight(view: .mod(of: run), run: run)
        self.deliver(.join(Member.Seat(socket: socket, isMod: true, sight: sight), frames))
    }

    /// - Returns: whether it had been seated.
    mutating func leave(_ socket: SocketID) -> Bool {
        self.arrivals[ConnectionID(rawValue: socket)] = nil
        guard self.audience.leave(socket) else { return false }
        self.deliver(.leave(socket))
        return true
    }

    /// The state for a socket that fell behind and reads whole rows.
    mutating func sendState(to socket: SocketID) {
        if let view = self.audience.view(of: socket) {
            let frame = self.withWording { $0.state(for: view) }
            self.deliver(.catchUp(socket, frame))
        } else if let run = self.audience.mods[socket] {
            self.refreshStandings()
            let frame = self.withWording { $0.leaderboard(for: .own(run, isManager: false)) }
            self.deliver(.catchUp(socket, frame))
        }
    }

    mutating func close(_ whom: Whom, _ why: Closing) {
        let (code, reason) = why.wire
        for (connection, socket) in self.arrivals
        where whom == .everyone || whom == .mods || whom == .connection(connection) {
            socket.close(code: code, reason: reason)
        }
        self.deliver(.close(Delivery.Receivers(whom), code: code, reason: reason))
    }
}
