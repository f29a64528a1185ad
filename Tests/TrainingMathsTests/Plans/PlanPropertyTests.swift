import Testing

@testable import TrainingMaths

struct PlanPropertyTests {
    @Test(arguments: 0..<8)
    func `plans of random athletes keep every rule`(part: Int) throws {
        var sampler = PlanSampler(seed: UInt64(1000 + part))
        for index in 0..<100 {
            let request = sampler.request()
            let plan = try PlanGenerator.plan(for: request)
            let violations = PlanRules.violations(in: plan)

            #expect(violations.isEmpty, "part \(part), plan \(index): \(violations.prefix(3)) \(request)")
            if !violations.isEmpty { return }
        }
    }
}
