extension Array {
    /// Pieces of 64, 32, 16 ... 1 elements, in order: statements for many rows then come in seven sizes, and databases
    /// keep them prepared.
    func chunkedForStatements() -> [ArraySlice<Element>] {
        var pieces: [ArraySlice<Element>] = []
        var start = self.startIndex
        var size = 64
        while start < self.endIndex {
            while size > self.endIndex - start { size /= 2 }
            pieces.append(self[start..<start + size])
            start += size
        }
        return pieces
    }
}
