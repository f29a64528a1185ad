package import AsyncHTTPClient
package import TrainingMaths

/// Lets a language model lay out the weeks, holds its answer to the same rules as every plan, and gives our own plan otherwise.
///
/// The model decides which session is on which day and how far it goes. Paces, steps and heart rates always come from our rules. Every
/// plan that leaves here keeps ``PlanRules``; its notes say who laid it out, and why if it was not the model.
package struct LanguageModelPlanner: Planner {
    private let endpoint: LanguageModelEndpoint
    private let client: HTTPClient
    /// How often the model is asked: once, and once more with what was wrong.
    private static let attempts = 2

    /// - Parameter client: belongs to the caller, who shuts it down.
    package init(endpoint: LanguageModelEndpoint, client: HTTPClient) {
        self.endpoint = endpoint
        self.client = client
    }

    /// - Throws: ``PlanError`` for a request that nobody can plan; the model is not asked then.
    package func plan(for request: PlanRequest) async throws -> Plan {
        var own = try PlanGenerator.plan(for: request)
        do {
            return try await self.laidOut(request, frame: own)
        } catch let error as LanguageModelError {
            try Task.checkCancellation()
            own.notes.append("A language model was asked to lay this plan out, but \(error). This is our own plan.")
            return own
        }
    }

    private func laidOut(_ request: PlanRequest, frame: Plan) async throws -> Plan {
        let prompt = PlanPrompt(request: request, frame: frame)
        let chat = ChatCompletions(endpoint: self.endpoint, client: self.client)
        var messages = prompt.messages
        var complaint = LanguageModelError.unreadable("it was not asked")
        for _ in 0..<Self.attempts {
            let text = try await chat.answer(to: messages, schema: PlanAnswer.schema)
            let problems: [String]
            do {
                let plan = try self.plan(request, PlanAnswer(parsing: text), frame)
                let violations = PlanRules.violations(in: plan)
                guard !violations.isEmpty else { return plan }
                problems = violations.map(\.description)
                complaint = .unreadable("it breaks a rule, \(problems[0])")
            } catch let error as LanguageModelError {
                problems = [error.description]
                complaint = error
            }
            messages = prompt.retry(after: text, problems)
        }
        throw complaint
    }

    private func plan(_ request: PlanRequest, _ answer: PlanAnswer, _ frame: Plan) throws -> Plan {
        var plan = try PlanGenerator.plan(for: request, layout: answer.layout(in: request.units))
        plan.id = frame.id + "-lm"
        plan.notes = frame.notes + ["Laid out by the language model \(self.endpoint.model); every rule was checked."]
        return plan
    }
}

extension PlanAnswer {
    /// The answer counts in the runner's unit. Reasons are cut to what a page has room for.
    func layout(in units: UnitSystem) -> PlanLayout {
        let step = PlanStep(units)
        func miles(_ distance: Double) -> Double {
            let miles = Distance(meters: distance * units.meters).miles
            // What conversion lost is put right; what is no multiple stays one that the rules refuse.
            return step.divides(miles) ? step.miles(step.count(miles)) : miles
        }
        return PlanLayout(
            weeks: self.weeks.sorted { $0.weekIndex < $1.weekIndex }.map { week in
                PlanLayout.Week(
                    targetMiles: miles(week.targetMileage),
                    isDeload: week.isDeload,
                    reason: String(week.reason.prefix(300)),
                    days: week.days.map {
                        PlanLayout.Day(
                            date: $0.date,
                            type: $0.type,
                            miles: miles($0.mileage),
                            reason: String($0.reason.prefix(300))
                        )
                    }
                )
            }
        )
    }
}
