import Companion
import Logging
import SeedGraph
import Simulator
import SpeedFogProtocol
import Testing

@Suite(.timeLimit(.minutes(2))) struct RaceSimulationTests {
    private static let tokens = (0..<4).map { "token\($0)" }

    /// Plays a race of four against the test's server, and compares what arrived with the stories told.
    private func play(_ sample: SampleGraph, options: RaceSimulation.Options) async throws -> [PlayerResult] {
        let graph = try sample.load()
        let flags = try GateFlags(of: graph)
        let race = TestRace(
            tokens: Self.tokens,
            nodeOfFlag: flags.nodeOfFlag,
            finishFlag: flags.finish,
            startNode: graph.startNode ?? ""
        )
        return try await TestServer.run(race.script) { server in
            let simulation = try RaceSimulation(
                server: server.url,
                race: "race",
                seats: Self.tokens.map { token in
                    .init(name: token, modToken: token, abandon: { race.abandon(token) })
                },
                graph: graph,
                options: options,
                logger: Logger(label: "test")
            )
            async let playing = simulation.run()
            await race.until { race in race.runs.allSatisfy { $0.status == .ready } }
            race.start()
            let results = await playing

            #expect(race.status == .finished)
            for (run, story) in zip(race.runs, simulation.stories) {
                let told = story.beats.compactMap { beat in
                    if case .gate(_, let node) = beat.kind { "\(node) \(beat.igtMs)" } else { nil }
                }
                let arrived = run.history.dropFirst().map { "\($0.nodeID) \($0.igtMs)" }
                #expect(run.history.first?.nodeID == graph.startNode)
                if story.isAbandoned {
                    #expect(run.status == .abandoned)
                    // Whoever gives up while the connection is gone does not come back to say what came before.
                    #expect(Array(told.prefix(arrived.count)) == arrived)
                } else {
                    #expect(run.status == .finished)
                    #expect(arrived == told)
                    #expect(run.igtMs == story.lengthMs)
                }
            }
            return results
        }
    }

    private func options(dropRate: Double = 0) -> RaceSimulation.Options {
        RaceSimulation.Options(
            seed: 3,
            speed: 3000,
            dropRate: dropRate,
            backOff: BackOff(first: .milliseconds(1), limit: .milliseconds(4))
        )
    }

    @Test(arguments: SampleGraph.allCases)
    func `a race runs to its end as the stories say`(sample: SampleGraph) async throws {
        let results = try await self.play(sample, options: self.options())

        #expect(results.map(\.ending).count { $0 == .finished } == 3)
        #expect(results.map(\.ending).count { $0 == .abandoned } == 1)
        #expect(results.map(\.reconnects) == [0, 0, 0, 0])
        #expect(results.map(\.unconfirmed) == [0, 0, 0, 0])
    }

    @Test(arguments: SampleGraph.allCases)
    func `connections that break lose no gate and no finish`(sample: SampleGraph) async throws {
        let results = try await self.play(sample, options: self.options(dropRate: 0.15))

        #expect(results.map(\.ending).count { $0 == .finished } == 3)
        #expect(results.map(\.reconnects).reduce(0, +) > 5)
    }

    @Test func `results read well`() {
        let result = PlayerResult(
            name: "fox",
            ending: .finished,
            gates: 31,
            deaths: 14,
            reconnects: 2,
            igtMs: 3_501_000,
            unconfirmed: 0
        )
        #expect(result.line == "fox: finished in 58:21, 31 gates, 14 deaths, 2 reconnects")
        #expect(gameTime(3_787_000) == "1:03:07")
    }
}
