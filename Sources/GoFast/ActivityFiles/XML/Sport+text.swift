package import TrainingMaths

extension Sport {
    /// The sport that a word or number of an exporter names; nil when it names none that is known.
    ///
    /// Numbers are those of Strava's GPX files: 1 ride, 4 hike, 9 run, 10 walk.
    package init?(text: String) {
        let word = text.lowercased()
        switch word {
        case "1": self.init(.cycling)
        case "4": self.init(.hiking)
        case "9": self.init(.running)
        case "10": self.init(.walking)
        default:
            // Whole words by their beginning or end, so that neither "brunch" nor "trunk" is a run.
            let parts = word.split { !$0.isLetter }
            func has(_ stems: String...) -> Bool {
                parts.contains { part in stems.contains { part.hasPrefix($0) || part.hasSuffix($0) } }
            }
            if has("run", "running", "jog", "treadmill", "hardlopen", "laufen") {
                let place: Sport.Place? =
                    has("treadmill", "indoor")
                    ? .treadmill
                    : has("virtual") ? .virtual : has("trail") ? .trail : has("track") ? .track : nil
                self.init(.running, place)
            } else if has("walk", "walking") {
                self.init(.walking)
            } else if has("hik", "hiking", "trek", "mountaineer") {
                self.init(.hiking)
            } else if has("cycl", "cycling", "bik", "biking", "ride", "fietsen") {
                self.init(.cycling, has("virtual") ? .virtual : nil)
            } else if has("swim") {
                self.init(.swimming)
            } else if has("strength", "weight") {
                self.init(.strength)
            } else if has("transition") {
                self.init(.transition)
            } else {
                return nil
            }
        }
    }
}
