import ArgumentParser
import Foundation
import TrainingMaths

/// `startline gofast replan`
struct GoFastReplanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan",
        abstract: "Change a plan that is being run, and keep a book of its changes.",
        discussion: """
            PLAN is the JSON of `startline gofast plan`, or a book that this command wrote. Without --out nothing is written: you \
            see what would change. Sessions are named by their id, such as w03-tue, or by their day. Several changes at once are \
            made in the order of the options below. Examples:

              startline gofast replan plan.json --missed w03-tue
              startline gofast replan plan.json --ill 2027-01-11:2027-01-14:fever --out book.json
              startline gofast replan book.json --race-date 2027-05-02 --goal 1:45:00 --out book.json

            `startline gofast convert book.json plan.ics` makes a calendar of it that moves and cancels what has changed.
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "A plan or a book in JSON.")
    var plan: String

    @Option(help: "File to write the book to; it may be the one that was read.")
    var out: String?

    @Option(help: "The day it is; nothing before it changes. Default: today.")
    var today: String?

    @Option(help: "Change to take back, by its number in --history. May be given several times.")
    var undo: [Int] = []

    @OptionGroup(title: "What was run") var past: PastOptions
    @OptionGroup(title: "Days without running") var pauses: PauseOptions
    @OptionGroup(title: "Single sessions") var sessions: SessionOptions
    @OptionGroup(title: "The goal") var goal: GoalOptions

    @Flag(help: "List what was changed so far.")
    var history = false

    @Flag(help: "Show the plan as it then is.")
    var show = false

    @Option(help: "text, or json: the book; with --show the plan, with --history the list of changes.")
    var format: Format = .text

    func run() async throws {
        let today = try self.today.map { try Input.day($0, "--today") } ?? Input.today()
        let read = try BookInput.book(self.plan)
        var steps = ReplanSteps(read, today: today)
        for id in self.undo { try steps.undo(id) }
        try self.past.perform(on: &steps)
        try self.pauses.perform(on: &steps)
        try self.sessions.perform(on: &steps, reason: self.pauses.reason)
        try self.goal.perform(on: &steps)
        guard !steps.done.isEmpty || self.show || self.history || self.out != nil else {
            throw BadInput(
                "Say what should change, such as --missed w03-tue, or --show or --history; --help names all."
            )
        }
        if let out = self.out { try BookInput.write(steps.book, to: out) }
        switch self.format {
        case .text:
            ReplanText(steps: steps, out: self.out, terminal: Terminal())
                .print(showsHistory: self.history, showsPlan: self.show)
        case .json:
            if self.show {
                Output.write(try [UInt8](steps.book.current.json()) + [0x0A])
            } else if self.history {
                try Output.json(steps.book.changes.map { ChangeJSON($0) })
            } else {
                Output.write(try BookFile.bytes(of: steps.book))
            }
        }
    }
}

/// A change in the list of changes.
struct ChangeJSON: Encodable {
    let number: Int
    let day: String
    let author: String
    let reason: String
    let changes: [String]
    let notes: [String]
    let undone: String?

    init(_ change: PlanChange) {
        self.number = change.id
        self.day = "\(change.day)"
        self.author = change.author.words
        self.reason = change.reason
        self.changes = change.diff.lines
        self.notes = change.diff.consequences.map(\.message)
        self.undone = change.undone.map { "\($0.day)" }
    }
}

extension PlanChange.Author {
    var words: String {
        switch self {
        case .athlete: "you"
        case .rules: "the rules"
        case .coach(let name): name
        }
    }
}
