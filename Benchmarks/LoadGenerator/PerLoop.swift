import NIOCore

/// One value for each event loop of a group, used on that loop only.
struct PerLoop<Value: AnyObject & Sendable>: Sendable {
    private let loops: [any EventLoop]
    private let values: [Value]

    init(_ group: any EventLoopGroup, make: () -> Value) {
        self.loops = Array(group.makeIterator())
        self.values = self.loops.map { _ in make() }
    }

    /// The value of one of the group's loops; on that loop only.
    func of(_ loop: any EventLoop) -> Value { self.values[self.loops.firstIndex { $0 === loop } ?? 0] }

    /// What `body` makes of each value, on its loop.
    @discardableResult
    func collect<T: Sendable>(_ body: @escaping @Sendable (Value) -> T) async throws -> [T] {
        var all: [T] = []
        for (loop, value) in zip(self.loops, self.values) {
            all.append(try await loop.submit { body(value) }.get())
        }
        return all
    }
}
