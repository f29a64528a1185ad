import Foundation
import HTTPTypes
import Hummingbird
import WebServer

/// The page on which people sign in, and the forms behind it.
struct SignInPages: Sendable {
    let accounts: Accounts

    func show(_ request: Request, context: AppContext) async throws -> Response {
        let wanted = request.uri.queryParameters["return_to"].map(String.init) ?? "/"
        let returnTo = self.path(wanted)
        if context.user != nil { return .redirect(to: returnTo, type: .normal) }
        return try self.page(SignInPage.Model(self.accounts, returnTo: returnTo), context: context)
    }

    /// The page with what went wrong on the way.
    func show(_ problem: Problem, context: AppContext) throws -> Response {
        var model = SignInPage.Model(self.accounts, returnTo: "/")
        model.error = problem.detail
        var response = try self.page(model, context: context, status: problem.status)
        for field in problem.headers { response.headers[field.name] = field.value }
        return response
    }

    func developmentLogin(_ request: Request, context: AppContext) async throws -> Response {
        let form = try await request.form()
        let name = form["username"] ?? ""
        let returnTo = self.path(form["return_to"] ?? "/")
        guard let role = Role(rawValue: form["role"] ?? Role.user.rawValue) else { throw Problem.noSuchRole }
        let user: User
        do {
            user = try await self.accounts.developmentUser(named: name, role: role)
        } catch let problem as Problem {
            var model = SignInPage.Model(self.accounts, returnTo: returnTo, role: role)
            model.username = name
            model.usernameError = problem.fields.first.map { "The name " + $0.message } ?? problem.detail
            return try self.page(model, context: context, status: problem.status)
        }
        return try await self.accounts.welcome(user, to: returnTo, from: request, context, redirect: .normal)
    }

    func signOut(_ request: Request, context: AppContext) async throws -> Response {
        var response = Response.redirect(to: "/", type: .normal)
        if let token = self.accounts.cookie.token(in: request) { try await self.accounts.sessions.end(token) }
        self.accounts.cookie.clear(on: &response)
        return response
    }

    private func path(_ text: String) -> String {
        guard case .path(let path) = ReturnPath(text, trusted: []) else { return "/" }
        return path
    }

    private func page(
        _ model: SignInPage.Model,
        context: AppContext,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        try self.accounts.templates.page(
            SignInPage(model: model),
            layout: PageLayout(title: "Sign in", context: context),
            status: status
        )
    }
}

struct SignInPage: Page {
    static let template = "accounts/sign-in"

    struct Model: Sendable {
        let twitchOffered: Bool
        let twitchURL: String
        let devLoginOffered: Bool
        let anyOffered: Bool
        let returnTo: String
        var error: String?
        var username = ""
        var usernameError: String?
        let roleUser: Bool
        let roleOrganizer: Bool
        let roleAdmin: Bool

        init(_ accounts: Accounts, returnTo: String, role: Role = .organizer) {
            self.twitchOffered = accounts.twitch != nil
            self.twitchURL = "/api/auth/twitch?redirect_url=\(SignInPage.encoded(returnTo))"
            self.devLoginOffered = accounts.settings.offersDevelopmentLogin
            self.anyOffered = self.twitchOffered || self.devLoginOffered
            self.returnTo = returnTo
            self.roleUser = role == .user
            self.roleOrganizer = role == .organizer
            self.roleAdmin = role == .admin
        }
    }

    let model: Model

    /// The page itself, for somebody who wants to go to `path`.
    static func address(returningTo path: String) -> String { "/sign-in?return_to=\(Self.encoded(path))" }

    private static func encoded(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "/"
    }
}
