/// What the server says to mods and viewers.
package enum ServerMessage: Equatable, Sendable {
    case authOK(AuthOK)
    case authError(message: String)
    case raceStart
    case leaderboardUpdate(participants: [ParticipantInfo], leaderSplits: [String: Int]?)
    case raceStatusChange(status: RaceStatus, startedAt: String?)
    case playerUpdate(ParticipantInfo)
    case zoneUpdate(ZoneUpdate)
    case raceState(RaceState)
    case spectatorCount(Int)
    case ping
    case error(message: String)
}

/// The answer to a mod that showed a good token.
package struct AuthOK: Equatable, Sendable {
    package var participantID: String
    package var race: RaceInfo
    package var seed: SeedInfo
    package var participants: [ParticipantInfo]

    package init(participantID: String, race: RaceInfo, seed: SeedInfo, participants: [ParticipantInfo]) {
        self.participantID = participantID
        self.race = race
        self.seed = seed
        self.participants = participants
    }
}

/// Everything a viewer needs to draw the race.
package struct RaceState: Equatable, Sendable {
    package var race: RaceInfo
    package var seed: SeedInfo
    package var participants: [ParticipantInfo]

    package init(race: RaceInfo, seed: SeedInfo, participants: [ParticipantInfo]) {
        self.race = race
        self.seed = seed
        self.participants = participants
    }
}

/// The zone a runner stands in and the ways out of it.
package struct ZoneUpdate: Equatable, Sendable {
    /// One way out.
    package struct Exit: Equatable, Sendable {
        package var text: String
        package var toName: String
        package var discovered: Bool

        package init(text: String, toName: String, discovered: Bool) {
            self.text = text
            self.toName = toName
            self.discovered = discovered
        }
    }

    package var nodeID: String
    package var displayName: String
    package var tier: Int?
    package var originalTier: Int?
    package var exits: [Exit]

    package init(nodeID: String, displayName: String, tier: Int?, originalTier: Int?, exits: [Exit]) {
        self.nodeID = nodeID
        self.displayName = displayName
        self.tier = tier
        self.originalTier = originalTier
        self.exits = exits
    }
}
