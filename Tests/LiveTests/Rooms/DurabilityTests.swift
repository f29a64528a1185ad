import Testing

@testable import Live

@Suite struct DurabilityTests {
    private typealias Words = Durability<String, Int, String>

    @Test func `what is said while nothing is written is told at once`() {
        var words = Words()

        let isTold = words.say("a")
        let mustWait = words.wait("anyone")

        #expect(isTold && !mustWait && words.isSettled)
    }

    @Test func `what is said after something was appended waits for it, in order`() {
        var words = Words()
        words.append(3)
        var told = [words.say("a")]
        words.append(5)
        told += [words.say("b"), words.say("c")]
        let freed = [2, 4, 5].map { words.committed(upTo: $0).items }
        told.append(words.say("d"))

        #expect(told == [false, false, false, true])
        #expect(freed == [[], ["a"], ["b", "c"]])
        #expect(words.isSettled && words.heldCount == 0)
    }

    @Test func `of things with one key the newest is told, in the newest's place`() {
        var words = Words()
        words.append(1)
        for (item, key) in [("clock 1", 1), ("clock 2", 2), ("clock 1 again", 1)] { _ = words.say(item, key: key) }

        let freed = words.committed(upTo: 1)

        #expect(freed.items == ["clock 2", "clock 1 again"])
    }

    @Test func `a thing with a key never passes another that was said before it`() {
        var words = Words()
        words.append(1)
        _ = words.say("clock", key: 1)
        _ = words.say("gate")
        _ = words.say("clock after the gate", key: 1)

        let freed = words.committed(upTo: 1)

        #expect(freed.items == ["clock", "gate", "clock after the gate"])
    }

    @Test func `who waits is freed by the ticket that was the newest then`() {
        var words = Words()
        words.append(1)
        var isKept = [words.wait("first")]
        words.append(2)
        isKept.append(words.wait("second"))

        let freed = [1, 2, 2].map { words.committed(upTo: $0).waiters }

        #expect(isKept == [true, true])
        #expect(freed == [["first"], ["second"], []])
    }

    @Test func `an older commit that is told late takes nothing back`() {
        var words = Words()
        words.append(2)
        _ = words.committed(upTo: 2)
        _ = words.committed(upTo: 1)

        #expect(words.isSettled)
    }

    @Test func `what could not be written is never told, and nobody waits for it any longer`() {
        var words = Words()
        words.append(1)
        _ = words.say("a")
        _ = words.wait("anyone")

        let lost = words.fail()
        let later = words.committed(upTo: 1)

        #expect(lost.items == ["a"] && lost.waiters == ["anyone"])
        #expect(words.isSettled && words.heldCount == 0)
        #expect(later.items == [])
    }

    /// What a room does in any order, against the plain rule: an item is told once, in order, and not before all that was
    /// appended before it is durable.
    @Test(arguments: 0..<200) func `whatever happens, nothing is told early, twice or never`(seed: UInt64) {
        var dice = Dice(state: seed)
        var words = Durability<(number: Int, needs: UInt64), Int, Int>()
        var told: [Int] = []
        var said = 0
        var appended: UInt64 = 0
        var durable: UInt64 = 0
        for _ in 0..<200 {
            switch Int.random(in: 0..<4, using: &dice) {
            case 0:
                appended += 1
                words.append(appended)
            case 1, 2:
                said += 1
                if words.say((said, appended)) { told.append(said) }
            default:
                durable = UInt64.random(in: durable...appended, using: &dice)
                for item in words.committed(upTo: durable).items {
                    #expect(item.needs <= durable)
                    told.append(item.number)
                }
            }
        }
        told += words.committed(upTo: appended).items.map(\.number)
        #expect(told == Array(1...max(said, 1)).prefix(said).map { $0 })
    }
}
