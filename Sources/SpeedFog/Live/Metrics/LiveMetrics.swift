import CoreMetrics

/// What is measured of the live part beside its journal. No label has more than a dozen values.
struct LiveMetrics: Sendable {
    private let factory: any MetricsFactory
    let rooms: Gauge
    let mods: Meter
    let pages: Meter
    /// Steps that rooms have taken and that wait for the journal.
    let held: Gauge
    private let conflatedClocks: Counter
    private let catchUps: Counter

    init(factory: any MetricsFactory) {
        self.factory = factory
        self.rooms = Gauge(label: "live_rooms", factory: factory)
        self.mods = Meter(label: "live_sockets", dimensions: [("kind", "mod")], factory: factory)
        self.pages = Meter(label: "live_sockets", dimensions: [("kind", "page")], factory: factory)
        self.held = Gauge(label: "live_held_steps", factory: factory)
        self.conflatedClocks = Counter(label: "live_conflated_clocks", factory: factory)
        self.catchUps = Counter(label: "live_catch_ups", factory: factory)
    }

    /// A clock was replaced by a newer one before it was written.
    func conflated() { self.conflatedClocks.increment() }
    /// A socket that was too slow got what it had missed.
    func caughtUp() { self.catchUps.increment() }
    /// We closed a socket, with a code of the protocol.
    func closed(code: UInt16) {
        Counter(label: "live_closes", dimensions: [("code", String(code))], factory: self.factory).increment()
    }
}
