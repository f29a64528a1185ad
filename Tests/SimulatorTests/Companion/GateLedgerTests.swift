import Companion
import SpeedFogProtocol
import Testing

@Suite struct GateLedgerTests {
    private static let nodes = [1: "cave", 2: "keep", 3: "cave", 9: "throne"]

    private func gate(_ flag: Int, _ igt: Int) -> ModMessage { .eventFlag(flagID: flag, igtMs: igt) }

    private func zone(_ node: String) -> ServerMessage {
        .zoneUpdate(ZoneUpdate(nodeID: node, displayName: node, tier: nil, originalTier: nil, exits: []))
    }

    private func row(_ status: RunStatus) -> ParticipantInfo {
        ParticipantInfo(id: "me", twitchUsername: "me", status: status)
    }

    private func auth(_ race: RaceStatus, _ own: RunStatus) -> AuthOK {
        AuthOK(
            participantID: "me",
            race: RaceInfo(id: "r", name: "r", status: race),
            seed: SeedInfo(totalLayers: 3, eventIDs: [1, 2, 3], finishEvent: 99),
            participants: [self.row(own)]
        )
    }

    /// A ledger of a connected player with these gates sent.
    private func ledger(_ messages: [ModMessage]) -> GateLedger {
        var ledger = GateLedger(nodeOfFlag: Self.nodes)
        _ = ledger.connected(self.auth(.running, .playing))
        ledger.received(.leaderboardUpdate(participants: [self.row(.playing)], leaderSplits: nil))
        for message in messages { _ = ledger.note(message, sent: true) }
        return ledger
    }

    @Test func `an update for the gate's node confirms it`() {
        var ledger = self.ledger([self.gate(1, 100), self.gate(2, 5000)])

        ledger.received(self.zone("cave"))

        #expect(ledger.unconfirmed == [self.gate(2, 5000)])
    }

    @Test func `an update confirms what was sent before it, for the server answers in order`() {
        var ledger = self.ledger([self.gate(77, 50), self.gate(1, 100), self.gate(2, 5000), self.gate(1, 9000)])

        ledger.received(self.zone("keep"))

        #expect(ledger.unconfirmed == [self.gate(1, 9000)])
    }

    @Test func `an update for another node confirms nothing`() {
        var ledger = self.ledger([self.gate(1, 100)])

        ledger.received(self.zone("keep"))

        #expect(ledger.unconfirmed == [self.gate(1, 100)])
    }

    @Test func `what is unconfirmed is sent again in order with its own times`() {
        var ledger = self.ledger([self.gate(1, 100), self.gate(2, 5000)])

        #expect(ledger.connected(self.auth(.running, .playing)) == [self.gate(1, 100), self.gate(2, 5000)])
    }

    @Test func `a run that has not begun for the server begins with a status`() {
        var ledger = self.ledger([self.gate(1, 100)])

        let again = ledger.connected(self.auth(.running, .ready))

        #expect(again == [.statusUpdate(igtMs: 100, deathCount: 0), self.gate(1, 100)])
    }

    @Test func `the update that follows auth_ok tells where we were and confirms nothing`() {
        var ledger = self.ledger([self.gate(2, 100), self.gate(1, 5000)])
        _ = ledger.connected(self.auth(.running, .playing))

        ledger.received(self.zone("cave"))
        #expect(ledger.unconfirmed.count == 2)
        ledger.received(.leaderboardUpdate(participants: [self.row(.playing)], leaderSplits: nil))
        ledger.received(self.zone("keep"))

        #expect(ledger.unconfirmed == [self.gate(1, 5000)])
    }

    @Test func `the finish is confirmed by the own row only`() {
        var ledger = self.ledger([self.gate(1, 100), self.gate(99, 5000)])

        ledger.received(self.zone("cave"))
        ledger.received(self.zone("throne"))
        #expect(ledger.unconfirmed == [self.gate(99, 5000)])
        ledger.received(.leaderboardUpdate(participants: [self.row(.finished)], leaderSplits: nil))

        #expect(ledger.unconfirmed.isEmpty)
    }

    @Test(arguments: [(RaceStatus.setup, RunStatus.registered), (.running, .abandoned), (.finished, .playing)])
    func `gates of a run that is no more are forgotten`(race: RaceStatus, own: RunStatus) {
        var ledger = self.ledger([self.gate(1, 100)])

        #expect(ledger.connected(self.auth(race, own)).isEmpty)
        #expect(ledger.unconfirmed.isEmpty)
    }

    @Test func `without the seed's map each update confirms the oldest gate`() {
        var ledger = GateLedger()
        _ = ledger.connected(self.auth(.running, .playing))
        ledger.received(.raceStart)
        for message in [self.gate(1, 100), self.gate(2, 5000)] { _ = ledger.note(message, sent: true) }

        ledger.received(self.zone("anywhere"))

        #expect(ledger.unconfirmed == [self.gate(2, 5000)])
    }

    @Test(arguments: [ModMessage.ready, .pong, .statusUpdate(igtMs: 1, deathCount: 0)])
    func `what is about the moment is not kept`(message: ModMessage) {
        var ledger = GateLedger()
        let isKept = ledger.note(message, sent: false)
        #expect(!isKept)
        #expect(ledger.unconfirmed.isEmpty)
    }
}
