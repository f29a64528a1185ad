import RoomTesting
import SeedGraph
import SpeedFogProtocol
import Testing
import Vocabulary

@testable import RaceRules

@Suite struct BoardTests {
    /// One node on each of four layers, and a second one on layer 2.
    private static func state(_ runs: [Run]) throws -> RoomState {
        let layers = [["n0"], ["n1"], ["n2", "m2"], ["n3"]]
        let nodes = layers.enumerated().flatMap { layer, ids in
            ids.map { #""\#($0)":{"type":"\#(layer == 0 ? "start" : "mini_dungeon")","layer":\#(layer)}"# }
        }
        let json = #"{"total_layers":4,"nodes":{\#(nodes.joined(separator: ","))},"edges":[{"from":"n0","to":"n1"}]}"#
        let graph = try Graph(json: Array(json.utf8), source: "board")
        let seed = Seed(id: .sample(9), number: "1", pool: "p", graph: graph)
        var state = RoomState(id: .sample(5), furnishing: Furnishing(name: "", seed: seed))
        state.seedID = seed.id
        for run in runs {
            state.runs[run.id] = run
            state.joined.append(run.id)
        }
        return state
    }

    private static func run(
        _ number: Int,
        _ status: RunStatus = .playing,
        layer: Int = 0,
        igt: Int = 0,
        _ visits: [(String, Int)] = []
    ) -> Run {
        var run = Run(id: .sample(number), user: .sample(100 + number), color: number)
        run.status = status
        run.layer = layer
        run.igtMs = igt
        run.history = visits.map { HistoryEntry(nodeID: $0.0, igtMs: $0.1) }
        return run
    }

    /// In at 75,000 on layer 2 and out at 120,000.
    private static let leader = Self.run(
        1,
        layer: 3,
        igt: 150_000,
        [("n0", 0), ("n1", 30_000), ("n2", 75_000), ("n3", 120_000)]
    )

    private func row(_ run: Run, leader: Run = Self.leader) throws -> Board.Row {
        let board = try Self.state([leader, run]).board
        #expect(board.rows.first?.run == leader.id)
        return try #require(board.rows.first { $0.run == run.id })
    }

    @Test func `the status comes first`() throws {
        let runs = [RunStatus.abandoned, .registered, .ready, .playing, .finished].enumerated()
            .map { Self.run($0, $1, layer: 1, igt: 5) }

        #expect(try Self.state(runs).order == [4, 3, 2, 1, 0].map { RunID.sample($0) })
    }

    @Test func `finished runners go by time, playing ones by layer and entry, those who gave up by layer and time`()
        throws
    {
        let runs = [
            Self.run(1, .finished, layer: 4, igt: 300), Self.run(2, .finished, layer: 2, igt: 100),
            Self.run(3, layer: 1, igt: 10, [("n1", 1)]), Self.run(4, layer: 2, igt: 90, [("m2", 60), ("n2", 80)]),
            Self.run(5, layer: 2, igt: 500, [("n2", 50), ("n1", 55)]), Self.run(6, layer: 2, igt: 55),
            Self.run(7, .abandoned, layer: 1, igt: 5), Self.run(8, .abandoned, layer: 2, igt: 9),
        ]

        #expect(try Self.state(runs).order == [2, 1, 5, 6, 4, 3, 8, 7].map { RunID.sample($0) })
    }

    @Test func `without a graph playing runners on one layer go by their own time, and there are no gaps`() throws {
        var state = try Self.state([
            Self.run(1, layer: 2, igt: 90, [("n2", 10)]), Self.run(2, layer: 2, igt: 80, [("n2", 70)]),
        ])
        state.furnishing.seed = nil

        #expect(state.order == [.sample(2), .sample(1)])
        #expect(state.board.rows.allSatisfy { $0.gapMs == nil && $0.wireGapMs == nil })
        #expect(state.board.leaderSplits == nil)
    }

    @Test func `who is level shares a place`() throws {
        let runs = [
            Self.run(1, .finished, igt: 100), Self.run(2, .finished, igt: 100), Self.run(3, .finished, igt: 200),
            Self.run(4, .registered), Self.run(5, .ready),
        ]

        #expect(try Self.state(runs).board.rows.map(\.place) == [1, 1, 3, nil, nil])
    }

    /// Worked values of the first platform: its rule stays on the wire.
    @Test(arguments: [
        (entry: 80_000, igt: 100_000, gap: 5_000), (80_000, 130_000, 10_000), (70_000, 80_000, -5_000),
    ])
    func `the wire's gap is what mods expect`(entry: Int, igt: Int, gap: Int) throws {
        let row = try self.row(Self.run(2, layer: 2, igt: igt, [("n0", 0), ("n1", 40_000), ("m2", entry)]))

        #expect(row.wireGapMs == gap)
        #expect(row.layerEntryMs == entry)
    }

    @Test func `without a next split the wire's gap stays that of the entry`() throws {
        let leader = Self.run(1, layer: 2, igt: 76_000, [("n0", 0), ("n1", 30_000), ("n2", 75_000)])
        let row = try self.row(Self.run(2, layer: 2, igt: 900_000, [("m2", 80_000)]), leader: leader)

        #expect(row.wireGapMs == 5_000)
        #expect(row.gapMs == 5_000)
    }

    @Test(arguments: [
        (igt: 80_000, gap: 5_000), (125_000, 5_000), (125_001, 5_001), (130_000, 10_000), (400_000, 280_000),
    ])
    func `people see what was lost on the way in until more is lost inside`(igt: Int, gap: Int) throws {
        #expect(try self.row(Self.run(2, layer: 2, igt: igt, [("n1", 40_000), ("n2", 80_000)])).gapMs == gap)
    }

    @Test(arguments: [
        (layer: 1, node: "n1", entry: 190_000, gap: 160_000), (2, "n2", 200_000, 125_000),
    ])
    func `a runner who came late to a layer is behind by that`(layer: Int, node: String, entry: Int, gap: Int) throws {
        #expect(try self.row(Self.run(2, layer: layer, igt: entry, [(node, entry)])).gapMs == gap)
    }

    @Test func `on the last layer the leader's finish is the way out`() throws {
        let leader = Self.run(1, .finished, layer: 4, igt: 90_000, [("n0", 0), ("n1", 40_000), ("n3", 80_000)])
        let row = try self.row(Self.run(2, layer: 3, igt: 200_000, [("n3", 85_000)]), leader: leader)

        #expect(row.gapMs == 110_000)
    }

    @Test func `the gap that people see never shrinks while a runner stands still`() throws {
        var last = Int.min
        for igt in stride(from: 80_000, through: 300_000, by: 500) {
            let gap = try #require(try self.row(Self.run(2, layer: 2, igt: igt, [("n2", 80_000)])).gapMs)
            #expect(gap >= last)
            last = gap
        }
    }

    @Test func `who can't be compared has no gap`() throws {
        for status in [RunStatus.ready, .registered, .abandoned] {
            #expect(try self.row(Self.run(2, status, layer: 1, igt: 5)).gapMs == nil)
        }
        #expect(try Self.state([Self.run(1, .ready), Self.run(2, .ready)]).board.leaderSplits == nil)
    }

    @Test func `finished runners are behind by their times`() throws {
        let leader = Self.run(1, .finished, igt: 90_000)
        #expect(try self.row(Self.run(2, .finished, igt: 97_500), leader: leader).gapMs == 7_500)
    }
}
