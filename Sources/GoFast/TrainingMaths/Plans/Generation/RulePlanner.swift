/// Plans by the rules of this library alone: no network, the same answer each time.
package struct RulePlanner: Planner {
    package init() {}

    package func plan(for request: PlanRequest) async throws -> Plan { try PlanGenerator.plan(for: request) }
}
