/// The formats that ``ActivityFile`` tells apart by their first bytes.
package enum ActivityFileFormat: String, Sendable, CaseIterable {
    case fit, tcx, gpx, gzip

    /// Nil when the bytes begin like none of them.
    package init?(of bytes: [UInt8]) {
        if bytes.count >= 12, bytes[0] >= 12, bytes[8...11].elementsEqual(".FIT".utf8) {
            self = .fit
        } else if bytes.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else {
            switch Self.rootElement(of: bytes) {
            case "TrainingCenterDatabase": self = .tcx
            case "gpx": self = .gpx
            default: return nil
            }
        }
    }

    /// The local name of the first element, when the bytes look like XML.
    ///
    /// A byte-order mark and white space may come first (Strava's exports have spaces), also declarations and comments;
    /// only the first 64 KiB are looked at.
    private static func rootElement(of bytes: [UInt8]) -> String? {
        var head = Array(bytes.prefix(65_536))
        // UTF-16 of either order: the names we look for are ASCII, so the zero halves can go.
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            head = head.dropFirst(2).filter { $0 != 0 }
        } else if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            head.removeFirst(3)
        }
        var rest = head[...]
        while true {
            rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
            guard rest.first == UInt8(ascii: "<"), let second = rest.dropFirst().first else { return nil }
            if rest.starts(with: "<!--".utf8) {
                guard let end = rest.firstEnd(of: "-->") else { return nil }
                rest = rest[end...]
            } else if second == UInt8(ascii: "?") || second == UInt8(ascii: "!") {
                guard let end = rest.firstEnd(of: ">") else { return nil }
                rest = rest[end...]
            } else {
                let name = rest.dropFirst().prefix {
                    !($0 <= 0x20 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/"))
                }
                let local = name.split(separator: UInt8(ascii: ":")).last ?? name
                return String(decoding: local, as: UTF8.self)
            }
        }
    }
}

extension ArraySlice<UInt8> {
    /// The index after the first occurrence of `text`.
    fileprivate func firstEnd(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        guard self.count >= wanted.count, let first = wanted.first else { return nil }
        for start in self.startIndex...(self.endIndex - wanted.count)
        where self[start] == first && self[start..<start + wanted.count].elementsEqual(wanted) {
            return start + wanted.count
        }
        return nil
    }
}
