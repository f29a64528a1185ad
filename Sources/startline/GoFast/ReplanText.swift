import TrainingMaths

/// What replanning does, as a person reads it.
struct ReplanText {
    let steps: ReplanSteps
    /// Where the book was written; nil for a preview.
    let out: String?
    let terminal: Terminal

    private var book: PlanBook { self.steps.book }

    func print(showsHistory: Bool, showsPlan: Bool) {
        for step in self.steps.done { self.say(step) }
        if let offer = self.book.realignOffer(today: self.steps.today) {
            let words = "Choose with --realign continue, repeat or lower."
            self.terminal.say(self.terminal.styled("\(offer.text) \(words)\n", .yellow))
        }
        if showsHistory { self.sayHistory() }
        if showsPlan { PlanText(plan: self.book.current, terminal: self.terminal).print() }
        if let out = self.out {
            self.terminal.say("Written to \(out).")
        } else if !self.steps.done.isEmpty {
            self.terminal.say("This is a preview, nothing is written. Add --out book.json to keep it.")
        }
    }

    private func say(_ step: ReplanSteps.Step) {
        self.terminal.say(self.terminal.styled(step.title, .bold))
        for line in step.lines { self.terminal.say("  \(line)") }
        for note in step.notes { self.terminal.say(self.terminal.styled("  Note: \(note)", .yellow)) }
        if step.lines.isEmpty, step.notes.isEmpty { self.terminal.say("  No session changes.") }
        self.terminal.say("")
    }

    private func sayHistory() {
        if self.book.changes.isEmpty {
            self.terminal.say("No changes so far.")
        } else {
            var table = TextTable(["no", "day", "by", "change"], right: [0])
            table.rows = self.book.changes.map { change in
                let undone = change.undone.map { " (undone on \($0.day))" } ?? ""
                return ["\(change.id)", "\(change.day)", change.author.words, change.reason + undone]
            }
            for line in table.lines(self.terminal) { self.terminal.say(line) }
        }
        let run = self.book.current.days.compactMap { day -> String? in
            guard let miles = self.book.recorded[day.id]?.miles else { return nil }
            return "\(day.id) \(Distance(miles: miles).text(in: self.steps.units, places: 2))"
        }
        if !run.isEmpty { self.terminal.say("Run: \(run.joined(separator: ", "))") }
        self.terminal.say("")
    }
}
