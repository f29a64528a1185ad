import struct RaceRules.RunID
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import SpeedFogServer

@Suite struct AudienceTests {
    private let runner = UserID.sample(101)
    private let run = RunID.sample(11)
    private let organizer = UserID.sample(2)
    private let caster = UserID.sample(3)

    private func audience(
        _ viewer: UserID?,
        _ status: RaceStatus,
        own: RunStatus = .playing,
        organizerRuns: Bool = false
    )
        -> Audience
    {
        var runs = [(user: self.runner, participant: self.run, status: own)]
        if organizerRuns { runs.append((user: self.organizer, participant: .sample(12), status: .playing)) }
        return Audience.of(
            viewer: viewer,
            status: status,
            organizer: self.organizer,
            casters: [self.caster],
            runs: runs
        )
    }

    @Test func `strangers see no map before the start and everything after it`() {
        for viewer in [nil, UserID.sample(55)] {
            #expect(self.audience(viewer, .setup) == .masked)
            #expect(self.audience(viewer, .running) == .full)
            #expect(self.audience(viewer, .finished) == .full)
        }
    }

    @Test func `a runner sees only the own way until the own run is over`() {
        #expect(self.audience(self.runner, .setup, own: .registered) == .run(self.run))
        #expect(self.audience(self.runner, .running) == .run(self.run))
        #expect(self.audience(self.runner, .running, own: .finished) == .full)
        #expect(self.audience(self.runner, .running, own: .abandoned) == .full)
        #expect(self.audience(self.runner, .finished, own: .abandoned) == .full)
    }

    @Test func `an organizer who does not run and a caster always see everything`() {
        for status in RaceStatus.allCases {
            #expect(self.audience(self.organizer, status) == .full)
            #expect(self.audience(self.caster, status) == .full)
        }
    }

    @Test func `an organizer who runs is a runner`() {
        #expect(self.audience(self.organizer, .setup, organizerRuns: true) == .run(.sample(12)))
        #expect(self.audience(self.organizer, .running, organizerRuns: true) == .run(.sample(12)))
    }
}
