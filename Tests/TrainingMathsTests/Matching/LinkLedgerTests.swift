import Foundation
import Testing

@testable import TrainingMaths

struct LinkLedgerTests {
    let rules = LinkAuthor.rules(version: 1)
    let runner = LinkAuthor.person("runner")

    @Test func `an activity has one link at a time and the rules never take it from a session`() throws {
        var ledger = LinkLedger()
        try ledger.link(
            "a",
            to: "s1",
            by: self.rules,
            at: Week.date(1),
            confidence: .auto,
            score: 120,
            reasons: ["same day"]
        )

        #expect(throws: LinkError.alreadyLinked(activity: "a", session: "s1")) {
            try ledger.link("a", to: "s2", by: self.rules, at: Week.date(2))
        }
        try ledger.link("a", to: "s2", by: self.runner, at: Week.date(3))
        #expect(ledger.link(of: "a")?.session == "s2")
        #expect(ledger.links(to: "s1").isEmpty)
        #expect(ledger.history(of: "a").map(\.session) == ["s1", "s2"])
        #expect(ledger.links[0].superseded?.by == self.runner)
        #expect(ledger.links[0].reasons == ["same day"])
    }

    @Test func `a session may have several activities`() throws {
        var ledger = LinkLedger()
        try ledger.link("up", to: "race", as: .warmUp, by: self.runner, at: Week.date(1))
        try ledger.link("race", to: "race", by: self.runner, at: Week.date(1))

        #expect(ledger.links(to: "race").map(\.role) == [.warmUp, .main])
    }

    @Test func `a link taken back stays in the history and only a person can make it again`() throws {
        var ledger = LinkLedger()
        try ledger.link("a", to: "s", by: self.rules, at: Week.date(1))
        try ledger.unlink("a", by: self.runner, at: Week.date(2), reason: "that was the dog")

        #expect(ledger.link(of: "a") == nil)
        #expect(ledger.links.first?.superseded?.reason == "that was the dog")
        #expect(throws: LinkError.refused(activity: "a", session: "s")) {
            try ledger.link("a", to: "s", by: self.rules, at: Week.date(3))
        }
        #expect(throws: LinkError.notLinked(activity: "a")) {
            try ledger.unlink("a", by: self.runner, at: Week.date(3))
        }
        #expect(throws: LinkError.unknownLink(1)) { try ledger.letCount(1) }
        try ledger.link("a", to: "s", by: self.runner, at: Week.date(4))
        #expect(ledger.link(of: "a")?.id == 2)
    }

    @Test func `a ledger survives JSON`() throws {
        var ledger = LinkLedger()
        try ledger.link("a", to: "s", by: self.rules, at: Week.date(1), counts: false)
        try ledger.unlink("a", by: self.runner, at: Week.date(2))

        let copy = try JSONDecoder().decode(LinkLedger.self, from: JSONEncoder().encode(ledger))

        #expect(copy == ledger)
    }
}
