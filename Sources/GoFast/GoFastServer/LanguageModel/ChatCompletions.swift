import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One call of the chat completions API that OpenAI-compatible servers share
/// (https://platform.openai.com/docs/api-reference/chat/create).
struct ChatCompletions: Sendable {
    struct Message: Codable, Sendable {
        let role: String
        let content: String
    }

    private static let largestAnswer = 1024 * 1024

    let endpoint: LanguageModelEndpoint
    let client: HTTPClient

    /// The text of the first choice; the model was told to answer in the given JSON schema.
    func answer(to messages: [Message], schema: JSONText) async throws(LanguageModelError) -> String {
        let body: ByteBuffer
        do {
            body = try await self.exchange(self.request(messages, schema))
        } catch let error as LanguageModelError {
            throw error
        } catch {
            throw .unreachable("\(error)")
        }
        do {
            let completion = try JSONDecoder().decode(Completion.self, from: Data(body.readableBytesView))
            guard let text = completion.choices.first?.message.content else {
                throw LanguageModelError.unreadable("it is empty")
            }
            return text
        } catch let error as LanguageModelError {
            throw error
        } catch {
            throw .unreadable("it is not a chat completion")
        }
    }

    private func request(_ messages: [Message], _ schema: JSONText) throws -> HTTPClientRequest {
        let said = String(decoding: try JSONEncoder().encode(messages), as: UTF8.self)
        let model = String(decoding: try JSONEncoder().encode(self.endpoint.model), as: UTF8.self)
        let body = """
            {"model":\(model),"temperature":0,"seed":1,"messages":\(said),"response_format":{"type":"json_schema",\
            "json_schema":{"name":"training_plan","strict":true,"schema":\(schema.text)}}}
            """
        var request = HTTPClientRequest(url: self.endpoint.chatURL)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Accept", value: "application/json")
        if let key = self.endpoint.key { request.headers.add(name: "Authorization", value: "Bearer \(key)") }
        request.body = .bytes(ByteBuffer(string: body))
        return request
    }

    /// The client's own timeout ends with the head of an answer; ours lasts to the end of its body.
    private func exchange(_ request: HTTPClientRequest) async throws -> ByteBuffer {
        try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask {
                do {
                    let response = try await self.client.execute(request, deadline: .distantFuture)
                    guard response.status == .ok else {
                        throw LanguageModelError.refused(status: Int(response.status.code))
                    }
                    return try await response.body.collect(upTo: Self.largestAnswer)
                } catch is NIOTooManyBytesError {
                    throw LanguageModelError.unreadable("it is longer than a megabyte")
                }
            }
            group.addTask {
                try await Task.sleep(for: self.endpoint.patience)
                throw LanguageModelError.tooSlow(self.endpoint.patience)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    private struct Completion: Decodable {
        struct Choice: Decodable {
            struct Said: Decodable { let content: String? }
            let message: Said
        }

        let choices: [Choice]
    }
}

/// JSON that is written in our source.
struct JSONText: Sendable {
    let text: String
}
