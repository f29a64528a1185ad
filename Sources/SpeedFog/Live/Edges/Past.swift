import RaceRules

/// The newest steps of a room, so that who knows an older version is told just what it missed.
struct Past: Sendable {
    static let length = 256

    private var steps: [(version: UInt64, moved: Moved)] = []
    /// Where the oldest step stands, once all places are taken.
    private var oldest = 0
    /// Who knows less than this version can't be told what it missed.
    private var forgotten: UInt64
    private(set) var version: UInt64

    init(from version: UInt64 = 0) {
        self.version = version
        self.forgotten = version
    }

    /// Takes the step to `version`.
    mutating func note(_ moved: Moved, version: UInt64) {
        self.version = version
        guard !moved.isEmpty else { return }
        guard self.steps.count == Self.length else { return self.steps.append((version, moved)) }
        self.forgotten = self.steps[self.oldest].version
        self.steps[self.oldest] = (version, moved)
        self.oldest = (self.oldest + 1) % Self.length
    }

    /// What happened after a version; nil when that is not known any more, or never was.
    func since(_ version: UInt64) -> Moved? {
        guard (self.forgotten...self.version).contains(version) else { return nil }
        var newest = self.steps.count
        // Mostly the version is the one before, so it is looked for from the end.
        while newest > 0, self.step(newest - 1).version > version { newest -= 1 }
        var moved = Moved()
        for index in newest..<self.steps.count { moved.merge(self.step(index).moved) }
        return moved
    }

    /// The steps in order.
    private func step(_ index: Int) -> (version: UInt64, moved: Moved) {
        self.steps[(self.oldest + index) % self.steps.count]
    }
}
