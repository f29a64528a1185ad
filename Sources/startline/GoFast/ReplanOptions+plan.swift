import ArgumentParser
import TrainingMaths

/// Changes of single sessions.
struct SessionOptions: ParsableArguments {
    @Option(help: "A session that you choose not to run; say why with --reason.")
    var skip: [String] = []

    @Option(help: "A session and its new day: w03-tue:2027-01-14.")
    var move: [String] = []

    @Option(help: "Two sessions that exchange their days: w03-tue:w03-thu.")
    var swap: [String] = []

    @Option(help: "A session and what it becomes: w03-tue:5, w03-tue:easy, w03-tue:easy:5, w03-tue:rest.")
    var edit: [String] = []

    @Option(help: "A session, degrees Celsius and percent of humidity: w03-tue:30:70.")
    var heat: [String] = []

    @Option(help: "A session, metres up and metres down: w03-tue:250:250.")
    var hills: [String] = []

    /// `reason` is told once for pauses and for sessions.
    func perform(on steps: inout ReplanSteps, reason: String?) throws {
        for text in self.skip {
            let day = try steps.session(text, "--skip")
            try steps.apply(.skip(day: day.id, why: reason ?? "no reason given"))
        }
        for text in self.move {
            let parts = try ReplanInput.parts(text, "--move", 2...2, like: "w03-tue:2027-01-14")
            let day = try steps.session(parts[0], "--move")
            try steps.apply(.move(day: day.id, to: try Input.day(parts[1], "--move")))
        }
        for text in self.swap {
            let parts = try ReplanInput.parts(text, "--swap", 2...2, like: "w03-tue:w03-thu")
            let (one, other) = (try steps.session(parts[0], "--swap"), try steps.session(parts[1], "--swap"))
            try steps.apply(.swap(day: one.id, with: other.id))
        }
        for text in self.edit { try self.edit(text, &steps) }
        try self.tellConditions(&steps)
    }

    private func edit(_ text: String, _ steps: inout ReplanSteps) throws {
        let parts = try ReplanInput.parts(text, "--edit", 2...3, like: "w03-tue:easy:5")
        let day = try steps.session(parts[0], "--edit")
        let kinds: [String: WorkoutType] = [
            "easy": .easy, "long": .longRun, "recovery": .recovery, "cross": .crossTrain, "rest": .rest,
        ]
        let type = kinds[parts[1].lowercased()]
        guard type != nil || (parts.count == 2 && parts[1].first?.isNumber == true) else {
            throw BadInput(
                "--edit makes a session easy, long, recovery, cross or rest, or of another length; it has '\(parts[1])'."
            )
        }
        let length = parts.count == 3 ? parts[2] : type == nil ? parts[1] : nil
        let miles = try length.map { try Input.distance($0, "--edit", steps.units, upTo: 100).miles }
        try steps.apply(.edit(day: day.id, miles: miles, type: type))
    }

    /// Heat and hills of the same session are told together: they multiply.
    private func tellConditions(_ steps: inout ReplanSteps) throws {
        var told: [(id: String, conditions: TrainingConditions)] = []
        func change(_ id: String, _ edit: (inout TrainingConditions) -> Void) {
            let place = told.firstIndex { $0.id == id } ?? told.endIndex
            if place == told.endIndex { told.append((id, TrainingConditions())) }
            edit(&told[place].conditions)
        }
        for text in self.heat {
            let parts = try ReplanInput.parts(text, "--heat", 2...3, like: "w03-tue:30:70")
            let id = try steps.session(parts[0], "--heat").id
            let celsius = try ReplanInput.number(parts[1], "--heat", -60...60, "degrees Celsius")
            let humidity = try parts.count > 2 ? ReplanInput.number(parts[2], "--heat", 0...100, "percent") : nil
            change(id) { ($0.celsius, $0.humidity) = (celsius, humidity) }
        }
        for text in self.hills {
            let parts = try ReplanInput.parts(text, "--hills", 2...3, like: "w03-tue:250:250")
            let id = try steps.session(parts[0], "--hills").id
            let ascent = try ReplanInput.number(parts[1], "--hills", 0...20_000, "metres up")
            // Most runs end where they began.
            let descent =
                try parts.count > 2 ? ReplanInput.number(parts[2], "--hills", 0...20_000, "metres down") : ascent
            change(id) { ($0.ascent, $0.descent) = (ascent, descent) }
        }
        for (id, conditions) in told { try steps.apply(.conditions(day: id, conditions)) }
    }
}

/// The goal; the plan is made again from next Monday on.
struct GoalOptions: ParsableArguments {
    @Option(help: "Another time to run the race in, such as 1:45:00, or finish.")
    var goal: String?

    @Option(help: "Another day of the race.")
    var raceDate: String?

    @Option(help: "Another race: 5k, 10k, 10mi, half, marathon, or a length such as 15km.")
    var race: String?

    @Option(name: .customLong("five-k"), help: "What you would race 5 km in now.")
    var fiveK: String?

    @Option(help: "Distance of a usual week now.")
    var weekly: String?

    @Option(help: "Longest run of the last 30 days.")
    var longest: String?

    @Option(help: "A race on the way, such as 10k:2027-03-07, or 10k:2027-03-07:48:00 with its goal.")
    var addRace: [String] = []

    @Option(help: "Day of a race on the way that is not run.")
    var cancelRace: [String] = []

    func perform(on steps: inout ReplanSteps) throws {
        if let text = self.raceDate { try steps.apply(.raceDay(try Input.day(text, "--race-date"))) }
        if let text = self.race {
            try steps.apply(.raceDistance(meters: try Input.race(text, "--race").distance.meters))
        }
        if let text = self.goal {
            let seconds = try text.lowercased() == "finish" ? nil : Input.time(text, "--goal")
            try steps.apply(.goalTime(seconds: seconds))
        }
        if self.fiveK != nil || self.weekly != nil || self.longest != nil {
            let units = steps.units
            try steps.apply(
                .baseline(
                    fiveKSeconds: try self.fiveK.map { try Input.time($0, "--five-k") },
                    weeklyMiles: try self.weekly.map { try Input.distance($0, "--weekly", units, upTo: 300).miles },
                    longestRunMiles: try self.longest.map {
                        try Input.distance($0, "--longest", units, upTo: 200).miles
                    }
                )
            )
        }
        for text in self.addRace {
            let parts = text.split(separator: ":", maxSplits: 2).map(String.init)
            guard parts.count >= 2 else { throw BadInput("--add-race must look like 10k:2027-03-07; it is '\(text)'.") }
            let race = GoalRace(
                try Input.race(parts[0], "--add-race"),
                on: try Input.day(parts[1], "--add-race"),
                goalSeconds: try parts.count > 2 ? Input.time(parts[2], "--add-race") : nil,
                name: nil
            )
            try steps.apply(.adding(race))
        }
        for text in self.cancelRace { try steps.apply(.cancelRace(on: try Input.day(text, "--cancel-race"))) }
    }
}

/// Parts of what is told of a change.
enum ReplanInput {
    static func parts(_ text: String, _ option: String, _ count: ClosedRange<Int>, like example: String) throws
        -> [String]
    {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
        guard count.contains(parts.count), !parts.contains(where: \.isEmpty) else {
            throw BadInput("\(option) must look like \(example); it is '\(text)'.")
        }
        return parts
    }

    static func span(_ parts: [String], _ option: String) throws -> (first: CalendarDay, last: CalendarDay) {
        let (first, last) = (try Input.day(parts[0], option), try Input.day(parts[1], option))
        guard first <= last else { throw BadInput("\(option): \(last) is before \(first).") }
        return (first, last)
    }

    static func number(_ text: String, _ option: String, _ range: ClosedRange<Double>, _ unit: String) throws -> Double
    {
        guard let number = Double(text), range.contains(number) else {
            throw BadInput(
                "\(option) takes \(Int(range.lowerBound)) to \(Int(range.upperBound)) \(unit); it is '\(text)'."
            )
        }
        return number
    }
}
