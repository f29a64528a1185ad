extension [UInt8] {
    /// Writes spaces over processing instructions that say nothing, like `<?xm?>`.
    ///
    /// The parser of Foundation on Linux takes their missing text for a string and crashes; they mean nothing here.
    mutating func blankEmptyInstructions(from start: Int) {
        var index = start
        while let end = self.end(of: "<?", from: index) {
            var close = end
            while close < self.count, self[close] > 0x20, ![0x3C, 0x3E, 0x3F].contains(self[close]) { close += 1 }
            if self.hasText("?>", at: close) {
                for position in end - 2..<close + 2 { self[position] = 0x20 }
            }
            index = close
        }
    }
}
