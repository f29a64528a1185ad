import Foundation
import SpeedFogProtocol
import Testing

@Suite struct FuzzTests {
    /// Splits bytes over a frame at random, always the same way for the same seed.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var value = (self.state ^ (self.state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    @Test(arguments: Samples.fromMods)
    func `a damaged message is understood or refused, and what is understood is in range`(
        sample: Sample<ModMessage>
    ) throws {
        var dice = Dice(state: 7)
        let bytes = Array(try sample.frame().utf8)
        for _ in 0..<2000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &dice) {
                let place = Int.random(in: damaged.indices, using: &dice)
                damaged[place] = UInt8.random(in: 0...255, using: &dice)
            }
            switch try? ModMessage(parsing: String(decoding: damaged, as: UTF8.self)) {
            case .statusUpdate(let igtMs, let deathCount):
                #expect(0...Wire.maxCount ~= igtMs && 0...Wire.maxCount ~= deathCount)
            case .eventFlag(let flagID, let igtMs):
                #expect(0...Wire.maxFlag ~= flagID && 1...Wire.maxCount ~= igtMs ?? 1)
            case .finished(let igtMs): #expect(1...Wire.maxCount ~= igtMs ?? 1)
            default: break
            }
        }
    }

    @Test(arguments: Samples.toMods + Samples.toViewers)
    func `our reader takes no damaged text that Foundation refuses`(sample: Sample<ServerMessage>) throws {
        var dice = Dice(state: 11)
        let bytes = Array(try sample.frame().utf8)
        for _ in 0..<300 {
            var damaged = bytes
            damaged[Int.random(in: damaged.indices, using: &dice)] = UInt8.random(in: 0x20...0x7E, using: &dice)
            guard (try? JSON(parsing: damaged, rules: .strict)) != nil else { continue }
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: Data(String(decoding: damaged, as: UTF8.self).utf8))
            }
        }
    }
}
