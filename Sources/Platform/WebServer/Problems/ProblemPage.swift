import HTTPTypes

/// The page people see instead of the one they asked for.
struct ProblemPage: Page {
    static let template = "errors/problem"

    struct Model: Sendable {
        let status: Int
        let title: String
        /// Nil when the title says it all.
        let detail: String?
        let advice: String?
        let fields: [String]
        let requestID: String
        let offersSignIn: Bool
    }

    let model: Model

    init(_ problem: Problem, requestID: String) {
        let words = Self.words(for: problem.status)
        let detail = problem.detail == problem.status.reasonPhrase ? nil : problem.detail
        self.model = Model(
            status: problem.status.code,
            title: words.title,
            detail: detail,
            // Refused for what reason? A stale form is not a matter of the account.
            advice: problem.status == .forbidden && detail != nil ? nil : words.advice,
            fields: problem.fields.map { "\($0.location.dropFirst().joined(separator: " ")): \($0.message)" },
            requestID: requestID,
            offersSignIn: problem.status == .unauthorized
        )
    }

    private static func words(for status: HTTPResponse.Status) -> (title: String, advice: String) {
        switch status {
        case .unauthorized: ("Please sign in", "This page is for people with an account.")
        case .forbidden: ("That is refused", "Your account may not see or do this.")
        case .notFound: ("Nothing here", "The address may be mistyped, or what was here is gone.")
        case .methodNotAllowed: ("That can't be done here", "Go back and try it from the page itself.")
        case .conflict: ("Someone was faster", "Things changed in the meantime. Reload the page and look again.")
        case .tooManyRequests: ("Slow down a little", "Too many requests came from your address. Wait a moment.")
        case .serviceUnavailable: ("Back in a moment", "The server is busy or starting. Try again shortly.")
        case _ where status.code >= 500: ("Something broke on our side", "We have logged it. Try again in a moment.")
        default: ("That did not work", "Go back, check what you sent, and try again.")
        }
    }
}
