/// The rules that every plan keeps, whoever made it: rules, a language model or a person who edits.
package enum PlanRules {
    /// Every broken rule, in order of weeks; empty when the plan is fine.
    package static func violations(in plan: Plan) -> [PlanViolation] { [] }
}
