import AsyncHTTPClient
import Foundation
import Testing
import TrainingMaths

@testable import GoFastServer

@Suite struct LanguageModelPlannerTests {
    static let request: PlanRequest = {
        let race = GoalRace(.tenK, on: CalendarDay(number: 20_780), goalSeconds: 3000)
        let athlete = Athlete(fiveKSeconds: 1500, weeklyMiles: 20)
        return PlanRequest(race: race, athlete: athlete, start: CalendarDay(number: 20_780 - 62))
    }()

    /// What a good model would say: our own layout in its words, in the runner's unit.
    static func goodAnswer(
        for request: PlanRequest = Self.request,
        changing change: (inout [[String: Any]]) -> Void = { _ in }
    ) throws -> String {
        let plan = try PlanGenerator.plan(for: request)
        func length(_ miles: Double) -> Double {
            // Half kilometres and quarter miles have few decimals, which is what a model writes.
            (Distance(miles: miles).meters / request.units.meters * 100).rounded() / 100
        }
        var weeks = plan.weeks.map { week -> [String: Any] in
            let days = plan.days.filter { $0.weekIndex == week.weekIndex }.map { day -> [String: Any] in
                [
                    "date": day.date.description, "type": day.workout.type.rawValue,
                    "mileage": length(day.workout.miles),
                    "reason": "The model's reason for \(day.date).",
                ]
            }
            return [
                "weekIndex": week.weekIndex, "targetMileage": length(week.targetMiles), "isDeload": week.isDeload,
                "reason": "The model's reason for week \(week.weekIndex).", "days": days,
            ]
        }
        change(&weeks)
        return String(decoding: try JSONSerialization.data(withJSONObject: ["weeks": weeks]), as: UTF8.self)
    }

    /// The plan that comes out when the model behaves so.
    static func plan(
        _ model: FakeLanguageModel,
        for request: PlanRequest = Self.request,
        key: String? = nil,
        patience: Duration = .seconds(20)
    ) async throws -> Plan {
        // The client goes first: a server waits for those who keep their connection.
        try await model.value { address in
            try await withClient { client in
                var endpoint = try #require(LanguageModelEndpoint(address, model: "test-model", key: key))
                endpoint.patience = patience
                return try await LanguageModelPlanner(endpoint: endpoint, client: client).plan(for: request)
            }
        }
    }

    @Test func `an answer that keeps every rule becomes the plan, with our paces and steps`() async throws {
        let model = FakeLanguageModel(.says(try Self.goodAnswer()))
        let plan = try await Self.plan(model, key: "secret-key")
        let own = try PlanGenerator.plan(for: Self.request)
        #expect(PlanRules.violations(in: plan).isEmpty)
        #expect(plan.days.map(\.workout.miles) == own.days.map(\.workout.miles))
        #expect(plan.weeks[0].reason == "The model's reason for week 0.")
        #expect(plan.notes.contains { $0.contains("test-model") })
        let hard = try #require(plan.days.first { $0.workout.type.isHard })
        #expect(hard.workout.paceRange != nil && hard.workout.segments.count > 1)
        #expect(plan.id != own.id)
        #expect(model.keys == ["Bearer secret-key"])
        let question = try #require(model.questions.first)
        #expect(question.model == "test-model" && question.temperature == 0)
        #expect(question.response_format.type == "json_schema" && question.response_format.json_schema.strict)
        #expect(question.messages.last?.content.contains("20 mi in a usual week") == true)
    }

    @Test func `a runner who reads kilometres is planned for in kilometres`() async throws {
        var request = Self.request
        request.units = .kilometers
        let model = FakeLanguageModel(.says(try Self.goodAnswer(for: request)))
        let plan = try await Self.plan(model, for: request)
        #expect(plan.id.hasSuffix("-lm"), "\(plan.notes)")
        #expect(PlanRules.violations(in: plan).isEmpty)
        #expect(model.questions.first?.messages.last?.content.contains("multiple of 0.5") == true)
    }

    @Test func `a broken rule is told to the model, which may do better`() async throws {
        let bad = try Self.goodAnswer { $0[2]["targetMileage"] = 90 }
        let model = FakeLanguageModel(.says(bad), .says(try Self.goodAnswer()))
        let plan = try await Self.plan(model)
        #expect(plan.id.hasSuffix("-lm"))
        #expect(model.questions.count == 2)
        #expect(model.questions.last?.messages.last?.content.contains("week 3") == true)
        #expect(model.keys == [nil, nil])
    }

    @Test func `a model that breaks a rule twice is not followed`() async throws {
        let bad = try Self.goodAnswer { $0[2]["targetMileage"] = 90 }
        let model = FakeLanguageModel(.says(bad))
        try await Self.expectOwnPlan(model, because: "breaks a rule")
        #expect(model.questions.count == 2)
    }

    static let unusable: [(FakeLanguageModel.Mood, String)] = [
        (.fails(500), "status 500"), (.fails(401), "status 401"), (.garbage, "not a chat completion"),
        (.huge, "longer than a megabyte"), (.stuck, "did not answer within"), (.says(""), "not"),
        (.says("I'd rather not."), "not"), (.says("{\"weeks\":[]}"), "breaks a rule"),
        (.says("{\"weeks\":[{\"weekIndex\":0}]}"), "missing"),
        (
            .says(
                "{\"weeks\":[{\"weekIndex\":0,\"targetMileage\":1e300,\"isDeload\":false,\"reason\":\"\",\"days\":[]}]}"
            ), "between 0 and 300"
        ),
    ]

    @Test(arguments: 0..<Self.unusable.count) func `whatever else comes back, our own plan is given and says why`(
        index: Int
    ) async throws {
        let (mood, words) = Self.unusable[index]
        try await Self.expectOwnPlan(FakeLanguageModel(mood), because: words, patience: .milliseconds(1500))
    }

    @Test func `an endpoint that is not there costs nothing but the attempt`() async throws {
        let plan = try await withClient { client in
            let endpoint = try #require(LanguageModelEndpoint("http://127.0.0.1:1/v1", model: "m", key: "secret-key"))
            return try await LanguageModelPlanner(endpoint: endpoint, client: client).plan(for: Self.request)
        }
        #expect(plan.notes.last?.contains("can't be reached") == true)
        #expect(plan.notes.last?.contains("secret-key") == false)
        #expect(PlanRules.violations(in: plan).isEmpty)
    }

    @Test func `an impossible request is refused before anybody is asked`() async throws {
        let model = FakeLanguageModel(.garbage)
        var request = Self.request
        request.start = request.race.day
        let impossible = request
        try await model.run { address in
            try await withClient { client in
                let endpoint = try #require(LanguageModelEndpoint(address, model: "m", key: nil))
                await #expect(throws: PlanError.self) {
                    try await LanguageModelPlanner(endpoint: endpoint, client: client).plan(for: impossible)
                }
            }
        }
        #expect(model.keys.isEmpty)
    }

    @Test(arguments: [(30, "fourth"), (45, "third")]) func `the question names the deloads that the rules ask for`(
        age: Int,
        word: String
    ) throws {
        var request = Self.request
        request.athlete.age = age
        let prompt = PlanPrompt(request: request, frame: try PlanGenerator.plan(for: request))
        #expect(prompt.messages.last?.content.contains("Every \(word) week is a deload") == true)
    }

    @Test func `a key never leaves this machine in clear`() {
        #expect(LanguageModelEndpoint("http://models.example/v1", model: "m", key: "secret-key") == nil)
        #expect(LanguageModelEndpoint("http://models.example/v1", model: "m", key: nil) != nil)
        #expect(LanguageModelEndpoint("https://models.example/v1", model: "m", key: "secret-key") != nil)
        #expect(LanguageModelEndpoint("http://localhost:8080/v1", model: "m", key: "secret-key") != nil)
    }

    @Test(arguments: ["", "localhost:8080", "ftp://host/v1", "https://", "https://user@host/v1", "https://host/v1?x=1"])
    func `an address that is none is refused`(address: String) {
        #expect(LanguageModelEndpoint(address, model: "m", key: nil) == nil)
    }

    private static func expectOwnPlan(
        _ model: FakeLanguageModel,
        because words: String,
        patience: Duration = .seconds(20)
    ) async throws {
        let plan = try await Self.plan(model, patience: patience)
        let own = try PlanGenerator.plan(for: Self.request)
        #expect(plan.days == own.days && plan.weeks == own.weeks && plan.id == own.id)
        #expect(plan.notes.last?.contains(words) == true, "\(plan.notes)")
        #expect(model.unreadableQuestions == 0)
    }
}

extension FakeLanguageModel {
    /// What `body` makes of the address.
    func value<Value: Sendable>(_ body: @escaping @Sendable (String) async throws -> Value) async throws -> Value {
        let (stream, continuation) = AsyncStream<Value>.makeStream()
        try await self.run { address in
            continuation.yield(try await body(address))
            continuation.finish()
        }
        var iterator = stream.makeAsyncIterator()
        return try #require(await iterator.next())
    }
}

private func withClient<Value>(_ body: (HTTPClient) async throws -> Value) async throws -> Value {
    let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: LanguageModelEndpoint.clientConfiguration
    )
    do {
        let value = try await body(client)
        try await client.shutdown()
        return value
    } catch {
        try await client.shutdown()
        throw error
    }
}
