import HTTPTypes
import Hummingbird
import WebServer

/// Shows people who are on their way to Twitch or back what went wrong on the sign-in page, where they can try again.
/// Programs get the problem as everywhere under `/api`.
struct SignInProblems: RouterMiddleware {
    let pages: SignInPages

    func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            let accepted = request.headers[values: .accept].joined(separator: ",").lowercased()
            guard accepted.contains("text/html") else { throw problem }
            return try self.pages.show(problem, context: context)
        }
    }
}
