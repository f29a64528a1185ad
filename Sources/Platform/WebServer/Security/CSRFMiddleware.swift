import HTTPTypes
package import Hummingbird

extension HTTPField.Name {
    /// Where scripts send the token that forms send as a hidden field.
    package static let xCSRFToken = Self("X-CSRF-Token") ?? .date
    /// Where the browser says which site a request comes from.
    static let secFetchSite = Self("Sec-Fetch-Site") ?? .date
}

/// Refuses requests that another site made a visitor's browser send.
///
/// Every change that is authenticated by a cookie, or that a plain form can send, needs the token of one of our
/// own pages. Bearer tokens are never sent by a browser on its own, so they need nothing. Scripts of the sites in
/// `corsOrigins` may come without either, to sign in.
package struct CSRFMiddleware: RouterMiddleware {
    private let tokens: CSRFTokens
    private let visitorCookie: SessionCookie
    private let origin: WebOrigin
    private let scriptOrigins: [WebOrigin]
    private let maxFormBytes: Int

    package init(settings: WebServerSettings) {
        self.tokens = CSRFTokens(key: settings.formKey)
        self.visitorCookie = SessionCookie(name: "visitor", secure: settings.baseURL.isSecure)
        self.origin = settings.baseURL
        self.scriptOrigins = settings.corsOrigins
        self.maxFormBytes = settings.maxBodyBytes
    }

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        if case .bearer? = context.user?.via { return try await next(request, context) }

        let visitor = self.visitorCookie.token(in: request)
        let secret = visitor ?? CSRFTokens.newVisitor()
        let token = context.sessionToken.map(self.tokens.token(session:)) ?? self.tokens.token(visitor: secret)
        context.csrf = token
        var request = request
        if Self.changesSomething(request.method) {
            let needsToken = ContentType(request.headers[.contentType]).isForm || context.sessionToken != nil
            if needsToken || !self.isScriptOfListedSite(request) { try self.checkSite(of: request) }
            if needsToken { try await self.checkToken(of: &request, token) }
        }
        var response = try await next(request, context)
        let isPage = response.headers[.contentType]?.hasPrefix("text/html") == true
        if visitor == nil, context.sessionToken == nil, isPage {
            self.visitorCookie.set(secret, maxAge: nil, on: &response)
        }
        return response
    }

    private static func changesSomething(_ method: HTTPRequest.Method) -> Bool {
        ![.get, .head, .options, .trace].contains(method)
    }

    private func checkSite(of request: Request) throws {
        let site = request.headers[.secFetchSite]
        let isOwnSite = site == nil || site == "same-origin" || site == "none"
        let isOwnOrigin = request.headers[.origin].map { self.isOwn($0, host: request.head.authority) } ?? true
        guard isOwnSite, isOwnOrigin else { throw Problem(.forbidden, "This request came from another site") }
    }

    private func isScriptOfListedSite(_ request: Request) -> Bool {
        request.headers[.origin].flatMap(WebOrigin.init(parsing:)).map(self.scriptOrigins.contains) ?? false
    }

    private func isOwn(_ origin: String, host: String?) -> Bool {
        guard let parsed = WebOrigin(parsing: origin) else { return false }
        // Behind a proxy the public address counts; without one the server is known by several names.
        return parsed == self.origin || parsed.authority == host?.lowercased()
    }

    private func checkToken(of request: inout Request, _ token: CSRFToken) async throws {
        var sent = request.headers[.xCSRFToken]
        if sent == nil, ContentType(request.headers[.contentType]).isURLEncoded {
            let body = try await request.collectBody(upTo: self.maxFormBytes)
            sent = try FormFields(parsing: String(buffer: body))[CSRFToken.field]
        }
        guard let sent, self.tokens.isValid(sent, for: token) else {
            throw Problem(.forbidden, "The form is no longer valid. Reload the page and send it again.")
        }
    }
}
