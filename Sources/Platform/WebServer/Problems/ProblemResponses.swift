import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Turns what handlers throw into answers: JSON for programs, a page for people. What nobody expected becomes
/// a 500 that says only the request's id; the log has the rest.
package struct ProblemResponses: RouterMiddleware {
    let templates: Templates
    let allowed: AllowedMethods

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = await self.problem(for: error, request: request, context: context)
            let answer = self.answer(problem, to: request, context: context)
            // A body after HEAD would be read as the beginning of the next answer on the connection.
            return request.method == .head ? answer.createHeadResponse() : answer
        }
    }

    private func problem(for error: any Error, request: Request, context: AppContext) async -> Problem {
        switch error {
        case let problem as Problem:
            return problem
        case is NIOTooManyBytesError:
            return Problem(.contentTooLarge, "The request body is too large", headers: [.connection: "close"])
        case is HTTPParserError:
            let words = "The request body is broken: a part has a wrong length, or its end is missing"
            return Problem(.badRequest, words, headers: [.connection: "close"])
        case is RequestTooSlow:
            return Problem(.requestTimeout, "The request body came too slowly", headers: [.connection: "close"])
        case let error as HTTPError where error.status == .notFound && context.endpointPath == "NotFound":
            if let allow = await self.allowed.allow(for: request, context: context) {
                return Problem(.methodNotAllowed, "Method Not Allowed", headers: [.allow: allow])
            }
            // The probe may have named a route that did not answer.
            return Problem(.notFound, "Not Found")
        case let error as HTTPError:
            return Problem(error.status, error.body ?? error.status.reasonPhrase, headers: error.headers)
        case let error as any HTTPResponseError where error.status.code < 500:
            return Problem(error.status, error.status.reasonPhrase)
        default:
            if let problem = Problem(interruption: error) {
                context.logger.warning("Request not served now", metadata: ["error": "\(error)"])
                return problem
            }
            context.logger.error("Request failed", metadata: ["error": "\(String(reflecting: error))"])
            return Problem(.internalServerError, "Internal server error (request \(context.requestID))")
        }
    }

    private func answer(_ problem: Problem, to request: Request, context: AppContext) -> Response {
        guard !Self.wantsJSON(request) else { return problem.jsonResponse }
        do {
            let page = ProblemPage(problem, requestID: context.requestID)
            let layout = PageLayout(title: page.model.title, context: context)
            var response = try self.templates.page(page, layout: layout, status: problem.status)
            for field in problem.headers { response.headers[field.name] = field.value }
            return response
        } catch {
            context.logger.error("The error page can't be shown", metadata: ["error": "\(error)"])
            return problem.jsonResponse
        }
    }

    /// True for the API, and for clients that would rather have JSON than a page.
    static func wantsJSON(_ request: Request) -> Bool {
        let path = request.uri.path
        if path == "/api" || path.hasPrefix("/api/") { return true }
        let accept = request.headers[values: .accept].joined(separator: ",").lowercased()
        return accept.contains("application/json") && !accept.contains("text/html")
    }
}
