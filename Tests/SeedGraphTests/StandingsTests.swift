import SeedGraph
import Testing

@Suite struct StandingsTests {
    /// One node on each of four layers, and a second one on layer 2.
    private static func graph() throws -> Graph {
        try Graph.sample(layers: [["n0"], ["n1"], ["n2", "m2"], ["n3"]], edges: ["n0>n1", "n1>n2", "n1>m2", "n2>n3"])
    }

    private static let leader = Standing(
        status: .playing,
        layer: 3,
        igtMs: 150_000,
        history: [.init("n0", 0), .init("n1", 30_000), .init("?", 40_000), .init("n2", 75_000), .init("n3", 120_000)]
    )

    @Test func `the status comes first`() throws {
        let entries = StandingStatus.allCases.reversed().map { Standing(status: $0, layer: 1, igtMs: 5) }

        #expect(Standings.order(entries, graph: try Self.graph()) == [4, 3, 2, 1, 0])
    }

    @Test func `finished runners go by time, whatever their layer`() throws {
        let entries = [
            Standing(status: .finished, layer: 4, igtMs: 300), Standing(status: .finished, layer: 2, igtMs: 100),
            Standing(status: .finished, layer: 3, igtMs: 200),
        ]

        #expect(Standings.order(entries, graph: try Self.graph()) == [1, 2, 0])
    }

    @Test func `playing runners go by layer, then by when they came to it`() throws {
        let entries = [
            Standing(status: .playing, layer: 1, igtMs: 10, history: [.init("n1", 1)]),
            Standing(status: .playing, layer: 2, igtMs: 90, history: [.init("m2", 60), .init("n2", 80)]),
            Standing(status: .playing, layer: 2, igtMs: 500, history: [.init("n2", 50), .init("n1", 55)]),
            Standing(status: .playing, layer: 2, igtMs: 55),
        ]

        #expect(Standings.order(entries, graph: try Self.graph()) == [2, 3, 1, 0])
    }

    @Test func `without a graph playing runners on one layer go by their own time`() {
        let entries = [
            Standing(status: .playing, layer: 2, igtMs: 90, history: [.init("n2", 10)]),
            Standing(status: .playing, layer: 2, igtMs: 80, history: [.init("n2", 70)]),
        ]

        #expect(Standings.order(entries, graph: nil) == [1, 0])
    }

    @Test func `who gave up goes by layer, then time`() throws {
        let entries = [
            Standing(status: .abandoned, layer: 1, igtMs: 5), Standing(status: .abandoned, layer: 2, igtMs: 9),
            Standing(status: .abandoned, layer: 2, igtMs: 8),
        ]

        #expect(Standings.order(entries, graph: try Self.graph()) == [2, 1, 0])
    }

    @Test(arguments: StandingStatus.allCases)
    func `equals stay in the order given`(status: StandingStatus) throws {
        let entries = Array(repeating: Standing(status: status, layer: 1, igtMs: 7), count: 50)

        #expect(Standings.order(entries, graph: try Self.graph()) == Array(0..<50))
    }

    @Test(arguments: [StandingStatus.ready, .registered])
    func `who has not started has no order by time`(status: StandingStatus) throws {
        let entries = [Standing(status: status, layer: 0, igtMs: 9), Standing(status: status, layer: 5, igtMs: 1)]

        #expect(Standings.order(entries, graph: try Self.graph()) == [0, 1])
    }

    @Test func `the leader's splits hold the first arrival on each layer`() throws {
        var leader = Self.leader
        leader.history.append(.init("m2", 130_000))

        #expect(
            Standings.leaderSplits(of: leader, graph: try Self.graph()) == [0: 0, 1: 30_000, 2: 75_000, 3: 120_000]
        )
    }

    @Test(arguments: [
        (80_000, 100_000, 5000), (80_000, 120_000, 5000), (80_000, 120_001, 1), (80_000, 130_000, 10_000),
        (70_000, 80_000, -5000), (75_000, 75_000, 0),
    ])
    func `a gap is the entry's, until the leader's next arrival has passed`(entry: Int, igt: Int, gap: Int) throws {
        let graph = try Self.graph()
        let splits = Standings.leaderSplits(of: Self.leader, graph: graph)
        let runner = Standing(status: .playing, layer: 2, igtMs: igt, history: [.init("n2", entry)])

        #expect(Standings.gap(of: runner, leader: Self.leader, splits: splits, graph: graph) == gap)
    }

    @Test(arguments: [80_000, 130_000, 9_999_999])
    func `without a next arrival the gap does not grow`(igt: Int) throws {
        let runner = Standing(status: .playing, layer: 2, igtMs: igt, history: [.init("n2", 80_000)])

        let gap = Standings.gap(
            of: runner,
            leader: Self.leader,
            splits: [0: 0, 1: 30_000, 2: 75_000],
            graph: try Self.graph()
        )

        #expect(gap == 5000)
    }

    @Test func `on a layer the leader never came to there is no gap`() throws {
        let runner = Standing(status: .playing, layer: 1, igtMs: 5, history: [.init("n1", 4)])

        #expect(Standings.gap(of: runner, leader: Self.leader, splits: [0: 0], graph: try Self.graph()) == nil)
    }

    @Test func `an arrival that is not in the history counts as zero in a gap`() throws {
        let runner = Standing(status: .playing, layer: 2, igtMs: 50_000)

        #expect(Standings.layerEntryIgt(runner, graph: try Self.graph()) == nil)
        #expect(Standings.gap(of: runner, leader: Self.leader, splits: [2: 75_000], graph: try Self.graph()) == -75_000)
    }

    @Test func `a table puts it all together`() throws {
        let entries = [
            Standing(status: .abandoned, layer: 2, igtMs: 1, history: [.init("n2", 1)]),
            Standing(status: .playing, layer: 2, igtMs: 130_000, history: [.init("n2", 80_000)]),
            Self.leader,
            Standing(status: .ready, layer: 0, igtMs: 0),
        ]

        let table = Standings.table(entries, graph: try Self.graph())

        #expect(table.order == [2, 1, 3, 0])
        #expect(table.leaderSplits == [0: 0, 1: 30_000, 2: 75_000, 3: 120_000])
        #expect(table.gaps == [nil, 10_000, nil, nil])
        #expect(table.layerEntries == [1, 80_000, 120_000, nil])
    }

    @Test func `finished runners are behind a finished leader by time`() throws {
        let entries = [
            Standing(status: .finished, layer: 4, igtMs: 220_000),
            Standing(status: .finished, layer: 4, igtMs: 200_000),
        ]

        #expect(Standings.table(entries, graph: try Self.graph()).gaps == [20_000, nil])
    }

    @Test(arguments: [StandingStatus.ready, .registered, .abandoned])
    func `a field nobody of which runs has no leader`(status: StandingStatus) throws {
        let table = Standings.table([Standing(status: status, layer: 1, igtMs: 5)], graph: try Self.graph())

        #expect(table.leaderSplits == nil)
        #expect(table.gaps == [nil])
    }

    @Test func `an empty field has an empty table`() throws {
        #expect(Standings.table([], graph: try Self.graph()).order == [])
    }
}

extension Visit {
    fileprivate init(_ nodeID: String, _ igtMs: Int) {
        self.init(nodeID: nodeID, igtMs: igtMs)
    }
}
