import Testing

@testable import SeedGraph

@Suite struct SeededRandomTests {
    @Test func `the mixer gives the published numbers`() {
        var mixer = SplitMix64(state: 1_234_567)

        let numbers = (0..<3).map { _ in mixer.next() }

        #expect(numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test func `every result below a bound comes about equally often`() {
        var random = SeededRandom(seed: 1)
        var counts = [Int](repeating: 0, count: 7)

        for _ in 0..<70_000 { counts[random.below(7)] += 1 }

        #expect(counts.allSatisfy { (9_600...10_400).contains($0) })
    }

    @Test func `shuffling keeps all elements`() {
        var random = SeededRandom(seed: 2)

        #expect(random.shuffled(Array(0..<100)).sorted() == Array(0..<100))
        #expect(random.shuffled(Array(0..<100)) != Array(0..<100))
    }
}
