import ArgumentParser
import AsyncHTTPClient
import Foundation
import GoFastServer
import TrainingMaths

/// Which planner makes the plan: ours, unless a language model is named.
struct PlannerOptions: ParsableArguments {
    @Option(
        help:
            "Address of an OpenAI-compatible endpoint, such as http://127.0.0.1:8080/v1 (PLANNER_URL). Off if not given."
    )
    var plannerURL: String?

    @Option(help: "Model to ask there (PLANNER_MODEL).")
    var plannerModel: String?

    /// A plan by the planner that was asked for.
    func plan(for request: PlanRequest) async throws -> Plan {
        let source = try SettingsSource.process()
        guard let address = self.plannerURL ?? source["PLANNER_URL"] else {
            return try await RulePlanner().plan(for: request)
        }
        guard
            let endpoint = LanguageModelEndpoint(
                address,
                model: self.plannerModel ?? source["PLANNER_MODEL"] ?? "default",
                key: source["PLANNER_API_KEY"]
            )
        else {
            throw BadInput(
                "--planner-url must look like https://host/v1, without a name, a password or a query in it; with a key, "
                    + "http is for this machine only."
            )
        }
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: LanguageModelEndpoint.clientConfiguration
        )
        let result: Result<Plan, any Error>
        do {
            result = .success(try await LanguageModelPlanner(endpoint: endpoint, client: client).plan(for: request))
        } catch {
            result = .failure(error)
        }
        try await client.shutdown()
        return try result.get()
    }
}
