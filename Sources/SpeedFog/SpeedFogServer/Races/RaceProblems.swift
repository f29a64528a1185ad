import Accounts
import Database
package import Hummingbird
import Logging
package import WebServer

/// Around the routes of races: says in words over HTTP what the rules and the database refused.
package struct RaceProblems: RouterMiddleware {
    package init() {}

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as RaceError {
            throw error.problem
        } catch let error as UserStore.AmbiguousName {
            throw Problem.invalid("twitch_username", error.description)
        } catch let error as DatabaseError where error.isTransient {
            context.logger.warning("The database did not answer", metadata: ["error": "\(error)"])
            throw RaceError.notDurable.problem
        }
    }
}
