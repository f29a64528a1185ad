import Hummingbird
import Logging
import WebServer

/// The way of a browser to Twitch and back.
struct TwitchRoutes: Sendable {
    let accounts: Accounts

    /// Sends a browser to Twitch.
    func begin(_ request: Request, context: AppContext) async throws -> Response {
        let twitch = try self.requireTwitch()
        let query = request.uri.queryParameters
        let wanted = query["redirect_url"].map(String.init) ?? "/"
        guard ReturnPath(wanted, trusted: self.accounts.settings.trustedOrigins) != nil else {
            throw Problem(.badRequest, "redirect_url must be a path of this site")
        }
        let locale = query["locale"].map(String.init).flatMap { Self.isLocale($0) ? $0 : nil }
        let browser = Token.random()
        let state = try await self.accounts.signIns.begin(.init(returnTo: wanted, locale: locale), browser: browser)
        var response = Response.redirect(to: twitch.authorizationURL(state: state), type: .found)
        self.accounts.browserCookie.set(browser, maxAge: SignInStore.stateLifetime, on: &response)
        return response
    }

    /// Takes a browser back from Twitch.
    func finish(_ request: Request, context: AppContext) async throws -> Response {
        let twitch = try self.requireTwitch()
        let query = request.uri.queryParameters
        guard let state = query["state"], let browser = self.accounts.browserCookie.token(in: request),
            let destination = try await self.accounts.signIns.finish(state: String(state), browser: browser)
        else {
            throw Problem(.badRequest, "This sign-in is too old or was begun in another browser. Please try again.")
        }
        if let error = query["error"] {
            let reason = error == "access_denied" ? "You did not allow it" : "Twitch reported a problem"
            throw Problem(.badRequest, "Not signed in: \(reason). Please try again.")
        }
        guard let code = query["code"], !code.isEmpty, code.utf8.count <= 512 else {
            throw Problem(.badRequest, "Not signed in: Twitch sent no code. Please try again.")
        }
        let profile = try await self.profile(from: twitch, code: String(code), context: context)
        let user = try await self.accounts.users.signedIn(profile, locale: destination.locale)
        var response = try await self.lead(user, to: destination.returnTo, from: request)
        self.accounts.browserCookie.clear(on: &response)
        return response
    }

    private func requireTwitch() throws -> TwitchClient {
        guard let twitch = self.accounts.twitch else {
            throw Problem(.serviceUnavailable, "Sign-in with Twitch is not set up on this server")
        }
        return twitch
    }

    private func profile(
        from twitch: TwitchClient,
        code: String,
        context: AppContext
    ) async throws -> UserStore.Profile {
        do {
            return try await twitch.profile(forCode: code)
        } catch let error as TwitchError {
            context.logger.warning("Sign-in failed", metadata: ["error": "\(error)"])
            throw Problem(.badRequest, "Not signed in: \(error.wordsForPeople). Please try again.")
        }
    }

    private func lead(_ user: User, to destination: String, from request: Request) async throws -> Response {
        switch ReturnPath(destination, trusted: self.accounts.settings.trustedOrigins) ?? .home {
        case .path(let path):
            return try await self.accounts.welcome(user, to: path, from: request, redirect: .found)
        case .trustedPage(let page):
            let code = try await self.accounts.signIns.issueCode(for: user)
            return .redirect(to: page + (page.contains("?") ? "&" : "?") + "code=\(code)", type: .found)
        }
    }

    /// A language tag such as `de` or `pt-BR`.
    private static func isLocale(_ text: String) -> Bool {
        (2...16).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
}
