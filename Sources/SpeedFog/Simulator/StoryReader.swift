import SpeedFogProtocol

/// Turns a story into the messages of the mod, beat by beat.
struct StoryReader {
    /// What one beat makes the mod say.
    struct Step {
        let beat: Story.Beat
        let messages: [ModMessage]
        let deaths: Int
    }

    private let beats: [Story.Beat]
    private var position: Int
    private(set) var deaths: Int
    private var reportedDeaths: Int

    /// Begins after what happened until `igtMs`, as a player does who comes back into a running race.
    init(_ story: Story, from igtMs: Int) {
        self.beats = story.beats
        let isOver = igtMs >= story.lengthMs
        // The end is never taken for told: an earlier attempt may have been lost with the connection.
        self.position = isOver ? max(story.beats.count - 1, 0) : story.beats.firstIndex { $0.igtMs > igtMs } ?? 0
        self.deaths = story.beats[..<self.position].count { $0.kind == .death }
        self.reportedDeaths = self.deaths
    }

    var upcoming: Story.Beat? { self.position < self.beats.count ? self.beats[self.position] : nil }

    mutating func read(until igtMs: Int) -> [Step] {
        var steps: [Step] = []
        while let beat = self.upcoming, beat.igtMs <= igtMs {
            self.position += 1
            steps.append(Step(beat: beat, messages: self.messages(for: beat), deaths: self.deaths))
        }
        return steps
    }

    private mutating func messages(for beat: Story.Beat) -> [ModMessage] {
        switch beat.kind {
        case .death:
            self.deaths += 1
            return []
        case .gate(let flag, _):
            return self.overdueStatus(beat) + [.eventFlag(flagID: flag, igtMs: beat.igtMs)]
        case .finish(let flag):
            return self.overdueStatus(beat) + [.eventFlag(flagID: flag, igtMs: beat.igtMs)]
        case .abandon:
            return self.overdueStatus(beat)
        }
    }

    /// The server counts a death to the zone the player is in when it hears of it. At many times the normal speed a second is
    /// long, so deaths are told before the gate is.
    private mutating func overdueStatus(_ beat: Story.Beat) -> [ModMessage] {
        guard self.reportedDeaths != self.deaths else { return [] }
        self.reportedDeaths = self.deaths
        return [.statusUpdate(igtMs: beat.igtMs, deathCount: self.deaths)]
    }
}
