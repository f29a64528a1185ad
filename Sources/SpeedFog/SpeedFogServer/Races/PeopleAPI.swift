import RaceRules
package import Accounts
package import Hummingbird
import Vocabulary
package import WebServer

/// Finding people by the beginning of their name.
package struct PeopleAPI: Sendable {
    private static let mostFound = 10

    private let users: UserStore

    package init(users: UserStore) {
        self.users = users
    }

    package func addRoutes(to router: Router<AppContext>) {
        router.group("api/users").add(middleware: RaceProblems()).get("search", use: self.search)
    }

    /// `GET /api/users/search?q=`, for the signed in.
    func search(_ request: Request, context: AppContext) async throws -> Response {
        _ = try context.requireUser()
        let start: String
        do {
            start = try TypedText(request.uri.queryParameters.get("q") ?? "", field: "q", limit: 100).text
        } catch {
            throw Problem.validation([FieldError(["query", error.field], error.why)])
        }
        let found = try await self.users.search(prefix: start, limit: Self.mostFound)
        let people = found.map {
            Person(id: $0.id, username: $0.username, displayName: $0.displayName, avatarURL: $0.avatarURL)
        }
        return .json(RaceJSON.people(people))
    }
}
