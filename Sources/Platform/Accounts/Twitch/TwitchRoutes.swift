import Hummingbird
import Logging
import WebServer

/// The way of a browser to Twitch and back.
struct TwitchRoutes: Sendable {
    let accounts: Accounts

    /// Sends a browser to Twitch.
    func begin(_ request: Request, context: AppContext) async throws -> Response {
        let twitch = try self.requireTwitch()
        if let elsewhere = self.homeward(request) { return .redirect(to: elsewhere, type: .found) }
        let query = request.uri.queryParameters
        let wanted = query["redirect_url"].map(String.init) ?? "/"
        guard ReturnPath(wanted, trusted: self.accounts.settings.trustedOrigins) != nil else {
            throw Problem(.badRequest, "redirect_url must be a path of this site")
        }
        let locale = query["locale"].map(String.init).flatMap { Self.isLocale($0) ? $0 : nil }
        // Sign-ins in several tabs of one browser share its secret.
        let known = self.accounts.browserCookie.token(in: request).flatMap { Token.isOne($0) ? $0 : nil }
        let browser = known ?? Token.random()
        let state = try await self.accounts.signIns.begin(.init(returnTo: wanted, locale: locale), browser: browser)
        let pkce = PKCE(browser: browser, state: state)
        var response = Response.redirect(to: twitch.authorizationURL(state: state, pkce: pkce), type: .found)
        self.accounts.browserCookie.set(browser, maxAge: SignInStore.stateLifetime, on: &response)
        return response
    }

    /// Where Twitch sends people back to when they are here under another name of the site: the cookie that knows the
    /// browser again has to be theirs there. Nil for those who are there, and after one try.
    private func homeward(_ request: Request) -> String? {
        let home = self.accounts.settings.baseURL
        guard let host = request.host, host != home.host, request.uri.queryParameters["moved"] == nil else {
            return nil
        }
        let query = request.uri.query.map { "?\($0)&moved=1" } ?? "?moved=1"
        return "\(home)/api/auth/twitch\(query)"
    }

    /// Takes a browser back from Twitch.
    func finish(_ request: Request, context: AppContext) async throws -> Response {
        let twitch = try self.requireTwitch()
        let query = request.uri.queryParameters
        guard let state = query["state"].map(String.init),
            let browser = self.accounts.browserCookie.token(in: request),
            let arrival = try await self.accounts.signIns.finish(state: state, browser: browser)
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
        guard arrival.isFirst else { return self.leadAgain(to: arrival.destination.returnTo, context.user) }
        let pkce = PKCE(browser: browser, state: state)
        let profile = try await self.profile(from: twitch, code: String(code), pkce: pkce, context: context)
        let user = try await self.accounts.users.signedIn(profile, locale: arrival.destination.locale)
        return try await self.lead(user, to: arrival.destination.returnTo, from: request, context)
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
        pkce: PKCE,
        context: AppContext
    ) async throws -> UserStore.Profile {
        do {
            return try await twitch.profile(forCode: code, pkce: pkce)
        } catch let error as TwitchError {
            context.logger.warning("Sign-in failed", metadata: ["error": "\(error)"])
            throw Problem(.badRequest, "Not signed in: \(error.wordsForPeople). Please try again.")
        }
    }

    private func lead(
        _ user: User,
        to destination: String,
        from request: Request,
        _ context: AppContext
    ) async throws -> Response {
        switch ReturnPath(destination, trusted: self.accounts.settings.trustedOrigins) ?? .home {
        case .path(let path):
            return try await self.accounts.welcome(user, to: path, from: request, context, redirect: .found)
        case .trustedPage(let page):
            let code = try await self.accounts.signIns.issueCode(for: user)
            return .redirect(to: page + (page.contains("?") ? "&" : "?") + "code=\(code)", type: .found)
        }
    }

    /// Leads a browser that comes back once more where it was led before. What that proved is used up, so whoever has
    /// signed out since stays that way.
    private func leadAgain(to destination: String, _ user: SignedInUser?) -> Response {
        switch ReturnPath(destination, trusted: self.accounts.settings.trustedOrigins) ?? .home {
        case .path(let path) where user == nil:
            return .redirect(to: SignInPage.address(returningTo: path), type: .found)
        case .path(let path): return .redirect(to: path, type: .found)
        case .trustedPage(let page): return .redirect(to: page, type: .found)
        }
    }

    /// A language tag such as `de` or `pt-BR`.
    private static func isLocale(_ text: String) -> Bool {
        (2...16).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
}
