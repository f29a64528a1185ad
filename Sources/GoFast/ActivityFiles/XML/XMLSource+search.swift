extension [UInt8] {
    /// The first index from `start` on that holds neither white space nor a zero byte.
    func skippingBlanks(from start: Int) -> Int {
        var index = start
        while index < self.count, self[index] <= 0x20 { index += 1 }
        return index
    }

    func hasText(_ text: StaticString, at start: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard start >= 0, length <= self.count - start else { return false }
        return self.withUnsafeBufferPointer { buffer in
            (0..<length).allSatisfy { buffer[start + $0] == text.utf8Start[$0] }
        }
    }

    func index(of byte: UInt8, from start: Int) -> Int? {
        self.withUnsafeBufferPointer { buffer in
            var index = start
            while index < buffer.count {
                if buffer[index] == byte { return index }
                index += 1
            }
            return nil
        }
    }

    /// The index after the first `text` from `start` on; looks at `limit` bytes at most.
    func end(of text: StaticString, from start: Int, within limit: Int = .max) -> Int? {
        let last = limit < self.count - start ? start + limit : self.count
        var index = start
        while let found = self.index(of: text.utf8Start.pointee, from: index), found < last {
            if self.hasText(text, at: found) { return found + text.utf8CodeUnitCount }
            index = found + 1
        }
        return nil
    }
}
