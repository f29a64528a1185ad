import NIOCore
import NIOHTTP1
import NIOPosix

/// Pages of a race that people have open, without being signed in: each listens, and asks for what its script would ask for.
///
/// What scripts ask for stands in `Web/static`. Those that read updates fetch the drawing of the map once they may see it
/// (`races/map-loading.js`); those of older servers fetch the whole page when the status of the race changes.
final class OpenPages {
    private let race: Organizer.Race
    private let sockets: Sockets
    private let tallies: PerLoop<PageTally>

    init(of race: Organizer.Race, _ sockets: Sockets) {
        self.race = race
        self.sockets = sockets
        self.tallies = PerLoop(sockets.group) { PageTally() }
    }

    /// Loads the pages and connects their sockets.
    func open(_ count: Int) async throws {
        var loading = Asking(paths: ["/race/\(self.race.id)"], accept: "text/html")
        loading.connections = min(loading.connections, count)
        let before = try await RequestCounts(port: self.sockets.port).gets(.racePage)
        let asked = try await loading.ask(port: self.sockets.port, until: .times(count / loading.connections))
        guard asked.isFine else { throw Failure("the page of a race was answered \(asked.statuses)") }
        let counted = try await RequestCounts(port: self.sockets.port).gets(.racePage) - before
        guard counted == asked.latency.count else {
            throw Failure("\(asked.latency.count) pages were loaded, and /metrics counted \(counted)")
        }
        let (tallies, race, port) = (self.tallies, self.race.id, self.sockets.port)
        _ = try await self.sockets.open(count, path: "/ws/race/\(race)") { _, loop in
            OpenPage(race: race, port: port, loop: loop, tally: tallies.of(loop))
        }
        try await self.wait(for: count, of: "setup", within: 30)
    }

    /// Waits until that many pages have heard of a status of the race.
    func wait(for count: Int, of status: String, within seconds: Double) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var heard = 0
        while heard < count {
            heard = try await self.heard(status)
            guard ContinuousClock.now < deadline else {
                let errors = try await self.errors()
                throw Failure("\(heard) of \(count) pages heard of '\(status)' in \(seconds) s. \(errors.prefix(3))")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// How many pages have heard of a status.
    func heard(_ status: String) async throws -> Int {
        try await self.tallies.collect { $0.heard[status, default: 0] }.reduce(0, +)
    }

    /// Whether the server sends these pages updates.
    func readUpdates() async throws -> Bool { try await self.tallies.collect(\.areStamped).contains(true) }

    /// Sockets that ended and requests that failed, in words.
    func errors() async throws -> [String] { try await self.tallies.collect(\.errors).flatMap { $0 } }
}

/// What the pages of one event loop heard.
// Confined to its event loop: pages use it there, everybody else goes through `EventLoop.submit`.
private final class PageTally: @unchecked Sendable {
    /// Pages by the statuses they were told.
    var heard: [String: Int] = [:]
    var areStamped = false
    var errors: [String] = []
}

/// One open page.
// Confined to its event loop.
private final class OpenPage: FrameSink, @unchecked Sendable {
    /// Both scripts spread what many ask for at the same moment over this time.
    private static let spreadMs: Int64 = 1000

    private let race: String
    private let port: Int
    private let loop: any EventLoop
    private let tally: PageTally
    private var status: String?
    private var readsUpdates = false
    private var hasMap = false
    private var isOpen = true

    init(race: String, port: Int, loop: any EventLoop, tally: PageTally) {
        self.race = race
        self.port = port
        self.loop = loop
        self.tally = tally
    }

    func opened(_ peer: Peer) { peer.send(Greeting.text(updates: 2)) }

    func closed(_ why: String, _ peer: Peer) {
        self.isOpen = false
        self.tally.errors.append("page: \(why)")
    }

    func text(_ bytes: UnsafeRawBufferPointer, _ peer: Peer) {
        switch FrameScanner.kind(of: bytes) {
        case .ping: peer.send(#"{"type":"pong"}"#)
        case .statusChange: self.hear(FrameScanner.raceStatus(in: bytes))
        case .state:
            if FrameScanner.isStamped(bytes) {
                self.readsUpdates = true
                self.tally.areStamped = true
            }
            self.hear(FrameScanner.raceStatus(in: bytes))
            if self.readsUpdates, !self.hasMap, FrameScanner.showsMap(bytes) {
                self.hasMap = true
                self.fetch("/race/\(self.race)/map")
            }
        case .playerUpdate, .update, .leaderboard, .other: break
        }
    }

    private func hear(_ status: String?) {
        guard let status, status != self.status else { return }
        let isFirst = self.status == nil
        self.status = status
        self.tally.heard[status, default: 0] += 1
        if !isFirst, !self.readsUpdates { self.fetch("/race/\(self.race)") }
    }

    private func fetch(_ path: String) {
        let wait = TimeAmount.milliseconds(Int64.random(in: 0..<Self.spreadMs))
        self.loop.scheduleTask(in: wait) {
            guard self.isOpen else { return }
            HTTPConnection.open(port: self.port, on: self.loop).flatMap { connection in
                connection.request(.GET, path, accept: "text/html").always { _ in connection.close() }
            }.whenComplete { result in
                switch result {
                case .success(let reply) where reply.status == 200: break
                case .success(let reply): self.tally.errors.append("GET \(path) was answered \(reply.status)")
                case .failure(let error): self.tally.errors.append("GET \(path): \(error)")
                }
            }
        }
    }
}
