extension PlannedDay {
    /// The title that a workout carries on a watch, e.g. `GF W3: 6 x 800 m (Tue)`; the activity comes back with it.
    package var deviceTitle: String {
        "GF W\(self.weekIndex &+ 1): \(self.workout.label) (\(self.date.weekday.name.prefix(3)))"
    }

    /// Whether an activity's name carries this session's title, whatever the case, the punctuation, and words around it.
    ///
    /// Old watches cut names at 15 characters: a name that is no more than a cut title counts from 12 letters and figures on.
    package func isNamed(in name: String) -> Bool {
        let (title, name) = (Self.plain(self.deviceTitle), Self.plain(name))
        guard !title.isEmpty, !name.isEmpty else { return false }
        let padded = " \(name) "
        if padded.contains(" \(title) ") { return true }
        return name.count >= 12 && name.hasPrefix("gf w") && title.hasPrefix(name)
    }

    /// Letters and figures in small, one blank between words.
    private static func plain(_ text: String) -> String {
        text.prefix(500).lowercased()
            .split(whereSeparator: { !$0.isLetter && !$0.isNumber })
            .joined(separator: " ")
    }
}
