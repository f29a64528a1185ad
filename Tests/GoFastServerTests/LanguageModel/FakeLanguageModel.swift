import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization

/// An OpenAI-compatible endpoint as far as our planner sees it: checks what it is asked, answers what it was told to.
final class FakeLanguageModel: Sendable {
    /// How the endpoint behaves for one question.
    enum Mood: Sendable {
        /// A completion with this text.
        case says(String)
        case fails(Int)
        /// An answer that is no completion.
        case garbage
        case huge
        /// The head of an answer and its first byte arrive, the rest does not.
        case stuck
    }

    /// What a question must look like.
    struct Question: Decodable, Sendable {
        struct Message: Decodable, Sendable {
            let role: String
            let content: String
        }

        struct Format: Decodable, Sendable {
            struct Schema: Decodable, Sendable {
                let name: String
                let strict: Bool
            }

            let type: String
            let json_schema: Schema
        }

        let model: String
        let temperature: Double
        let messages: [Message]
        let response_format: Format
    }

    private struct State {
        var moods: [Mood]
        var questions: [Question] = []
        var keys: [String?] = []
        var unreadable = 0
    }

    private let state: Mutex<State>
    private let release = AsyncStream<Never>.makeStream()

    /// One mood for each question; the last one stays.
    init(_ moods: Mood...) { self.state = Mutex(State(moods: moods)) }

    var questions: [Question] { self.state.withLock { $0.questions } }
    /// The Authorization header of each question.
    var keys: [String?] { self.state.withLock { $0.keys } }
    var unreadableQuestions: Int { self.state.withLock { $0.unreadable } }

    /// Runs `body` with the address up to the version.
    func run(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
        let router = Router()
        router.post("/v1/chat/completions") { request, _ in
            let bytes = try await request.body.collect(upTo: 1 << 22)
            return self.answer(
                try? JSONDecoder().decode(Question.self, from: Data(bytes.readableBytesView)),
                request.headers[.authorization]
            )
        }
        let silent = Logger(label: "fake language model") { _ in SwiftLogNoOpLogHandler() }
        try await Application(router: router, logger: silent).test(.live) { client in
            // Whoever is stuck would keep the server from stopping.
            defer { self.release.continuation.finish() }
            try await body("http://localhost:\(client.port ?? 0)/v1")
        }
    }

    private func answer(_ question: Question?, _ key: String?) -> Response {
        let mood = self.state.withLock { state -> Mood in
            state.keys.append(key)
            if let question { state.questions.append(question) } else { state.unreadable += 1 }
            return state.moods.count > 1 ? state.moods.removeFirst() : state.moods[0]
        }
        switch mood {
        case .says(let text):
            let content = String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
            return Self.whole(
                "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                    + "\"message\":{\"role\":\"assistant\",\"content\":\(content)}}]}"
            )
        case .fails(let status): return Self.whole("{\"error\":{}}", HTTPResponse.Status(code: status))
        case .garbage: return Self.whole("<html>One moment</html>")
        case .huge: return Self.whole("{\"choices\":[" + String(repeating: " ", count: 1 << 21) + "]}")
        case .stuck:
            let body = ResponseBody { writer in
                try await writer.write(.init(string: "{"))
                for await _ in self.release.stream {}
                try await writer.finish(nil)
            }
            return Response(status: .ok, body: body)
        }
    }

    private static func whole(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: .init(string: text))
        )
    }
}
