import Archives
import Foundation

/// The whole lines of a ledger, read in pieces.
struct LedgerLines {
    /// A line that long was not written by us; it is passed over.
    ///
    /// A thousand activities, each with a name and a text of 1 KiB and ten warnings of 256 bytes, have less even when
    /// every other letter is escaped.
    private static let longest = 16 * 1_048_576
    private static let piece = 256 * 1024

    private let file: FileBytes
    private var window: [UInt8] = []
    private var position = 0
    private var loaded: Int64 = 0
    /// Where the last whole line ends.
    private(set) var end: Int64 = 0

    init(path: String) throws(ZipError) {
        self.file = try FileBytes(path: path)
    }

    /// The next line without its end; nil when only a torn one, or nothing, is left.
    mutating func next() throws(ZipError) -> [UInt8]? {
        while true {
            if let lineEnd = self.window[self.position...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(self.window[self.position..<lineEnd])
                self.end += Int64(lineEnd + 1 - self.position)
                self.position = lineEnd + 1
                return line
            }
            guard self.loaded < self.file.size else { return nil }
            if self.window.count - self.position > Self.longest {
                // Emptied but for its start, which no longer is JSON.
                self.end += Int64(self.window.count - self.position - 1)
                self.window = [UInt8(ascii: "!")]
                self.position = 0
            }
            let count = Int(min(Int64(Self.piece), self.file.size - self.loaded))
            let more = try self.file.read(at: self.loaded, count: count)
            self.loaded += Int64(count)
            self.window = Array(self.window[self.position...]) + more
            self.position = 0
        }
    }
}

/// Finds activities that may be records of the same run without looking at all of them.
struct SimilarActivities {
    /// Of activities that begin in the same two minutes; more are nobody's, and would make an import's time quadratic.
    private static let mostPerSlot = 50
    /// Contents that hold some activity of one file.
    private static let mostContents = 50

    private var bySlot: [Int: [(activity: ImportedActivity, content: ContentID)]] = [:]

    mutating func add(_ activities: [ImportedActivity], of content: ContentID) {
        for activity in activities {
            guard let slot = Self.slot(activity), self.bySlot[slot]?.count ?? 0 < Self.mostPerSlot else { continue }
            self.bySlot[slot, default: []].append((activity, content))
        }
    }

    /// Contents that hold one of `activities` too, in the order of these; not more than fifty.
    func contents(like activities: [ImportedActivity]) -> [ContentID] {
        var found: [ContentID] = []
        for activity in activities {
            guard let slot = Self.slot(activity) else { continue }
            for near in slot - 1...slot + 1 {
                for known in self.bySlot[near] ?? []
                where known.activity.isSame(as: activity) && !found.contains(known.content) {
                    found.append(known.content)
                    if found.count == Self.mostContents { return found }
                }
            }
        }
        return found
    }

    /// As wide as starts may differ, so that neighbours are enough.
    private static func slot(_ activity: ImportedActivity) -> Int? {
        guard let start = activity.start?.timeIntervalSince1970, abs(start) < 1e12 else { return nil }
        return Int((start / ImportedActivity.startTolerance).rounded(.down))
    }
}
